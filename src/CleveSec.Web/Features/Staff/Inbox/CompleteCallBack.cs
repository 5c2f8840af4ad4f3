using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Somebody who asked for a call was called.</summary>
internal sealed class CompleteCallBack(CleveSecDb db, IClock clock)
{
    public Task<CallOutcome> RunAsync(Guid requestId, string byName, CancellationToken ct) =>
        Completion.RunAsync(db.CallRequests.Where(request => request.Id == requestId), byName, clock.GetCurrentInstant(), ct);
}
