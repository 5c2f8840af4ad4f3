using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The technician is there. Where the ownership check of an earlier visit stands, they say whether the same person is here again.</summary>
internal sealed class ArriveAtVisit(VisitChanges changes)
{
    public const string AskSamePerson = "Say whether the same person is here who was verified before.";

    /// <param name="samePersonSeen">Null: not asked or not answered, which is refused where a check stands.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, bool? samePersonSeen, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (_, visit) => visit.Status == VisitStatus.OnSite,
        (job, step) =>
        {
            if (job.StandingCheck is not null && samePersonSeen is null)
            {
                throw new IllegalTransition(job.Status, JobAction.Arrive, AskSamePerson);
            }

            job.Arrive(samePersonSeen ?? false, step);
        },
        ct);
}
