using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Somebody who asked for a call was called. The first one who says so stays written down.</summary>
internal sealed class CompleteCallBack(CleveSecDb db, IClock clock)
{
    public async Task<CallOutcome> RunAsync(Guid requestId, string byName, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var requests = db.CallRequests.Where(request => request.Id == requestId);
        var completed = await requests.Where(request => request.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.DoneAt, now).SetProperty(request => request.DoneByName, byName), ct);
        if (completed > 0)
        {
            return new CallOutcome.Completed();
        }

        return await requests.AsNoTracking().FirstOrDefaultAsync(ct) is { } request
            ? new CallOutcome.DoneBefore(request.DoneByName ?? "somebody else")
            : new CallOutcome.NotFound();
    }
}
