using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Saves a view under a name of one's own; the same name again is the same view. False: there are as many as fit.</summary>
internal sealed class SaveView(CleveSecDb db, IClock clock)
{
    public async Task<bool> RunAsync(Guid staffId, string name, string view, string filter, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await db.Database.ExecuteSqlAsync($"""
            insert into inbox_views (id, staff_id, name, view, filter, created_at)
            select {Guid.CreateVersion7()}, {staffId}, {name}, {view}, {filter}, {now}
            where (select count(*) from inbox_views where staff_id = {staffId} and name <> {name}) < {InboxSavedView.MostPerPerson}
            on conflict (staff_id, name) do update set view = excluded.view, filter = excluded.filter
            """, ct) == 1;
    }

    /// <summary>One that is gone already counts as removed.</summary>
    public Task RemoveAsync(Guid staffId, Guid id, CancellationToken ct) => db.InboxSavedViews.Where(view => view.StaffId == staffId && view.Id == id).ExecuteDeleteAsync(ct);
}
