using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>What waits from people who are no customers yet: calls asked for on the contact page.</summary>
internal sealed class StrangersQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<InboxItem>> RunAsync(CancellationToken ct) => [.. await CallBacksAsync(ct)];

    private async Task<IEnumerable<InboxItem>> CallBacksAsync(CancellationToken ct) =>
        await db.CallRequests.AsNoTracking().Where(request => request.DoneAt == null)
            .Select(request => new InboxItem.CallBack(request.Id, request.At, request.Name, request.Phone, request.BestTime, request.About, request.Language))
            .ToListAsync(ct);
}
