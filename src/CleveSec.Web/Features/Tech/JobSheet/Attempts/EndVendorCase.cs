using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

/// <summary>The manufacturer answered, or will not. The answer itself is used and not written down.</summary>
internal sealed class EndVendorCase(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, bool answered, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.PendingVendorCase is null && job.VendorCases.Any(),
        (job, step) => job.EndVendorCase(answered, step),
        ct);
}
