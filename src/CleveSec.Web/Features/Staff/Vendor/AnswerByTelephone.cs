using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>A vendor who was asked by telephone or app has answered, wherever the job stands: the return visit may be planned already. The same click twice is one answer.</summary>
internal sealed class AnswerByTelephone(JobChanges changes)
{
    public Task<JobChange> RunAsync(IQueryable<Job> which, Guid caseId, Actor by, CancellationToken ct) => changes.RunAsync(
        which.Where(job => job.VendorCases.Any(one => one.Id == caseId && one.Token == null)),
        by,
        (job, step) =>
        {
            if (job.VendorCases.First(one => one.Id == caseId).State != VendorCaseState.Answered)
            {
                job.AcceptVendorAnswer(caseId, step.At, step);
            }
        },
        ct);
}
