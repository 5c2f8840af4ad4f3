using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The technician drives off; the customer is told, with the time of arrival. Whoever drives to a changed visit has seen the change.</summary>
internal sealed class DepartForVisit(VisitChanges changes, ArrivalQuery arrival, CustomerLetters letters)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (_, visit) => visit.Status is VisitStatus.EnRoute or VisitStatus.OnSite,
        (job, step) =>
        {
            if (job.LiveVisit is { AwaitsAcknowledgement: true })
            {
                job.AcknowledgeVisit(step);
            }

            job.Depart(step);
        },
        ct,
        async (job, visit) => letters.OnTheWay(job, visit, StaffMember.FirstNameOf(technician.Name), (await arrival.OfAsync(visit, ct)).Window));
}
