using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Whom something can be given to, or a view somebody saved.</summary>
internal sealed class SideRow
{
    public Guid Id { get; set; }
    public bool IsView { get; set; }
    public string Name { get; set; } = "";
    public string View { get; set; } = "";
    public string Filter { get; set; } = "";
}

/// <summary>What stands beside the queue, and what is remembered of looking at it.</summary>
internal sealed class InboxSide(CleveSecDb db, IClock clock)
{
    /// <summary>Colleagues of the office and the person's own views, in one statement.</summary>
    public Task<List<SideRow>> ReadAsync(Guid staffId, CancellationToken ct) => db.Database.SqlQuery<SideRow>($"""
        select id, false as is_view, name, '' as view, '' as filter from staff_members where active and role in ({nameof(StaffRole.Dispatcher)}, {nameof(StaffRole.Admin)})
        union all select id, true, name, view, filter from inbox_views where staff_id = {staffId}
        order by 2, 3
        """).ToListAsync(ct);

    /// <summary>A person has these on the screen: nobody else is told of them any more.</summary>
    public async Task SeeAsync(IReadOnlyCollection<Waiting> shown, CancellationToken ct)
    {
        var unseen = shown.Where(waiting => waiting.Mark is not { Seen: true }).Select(waiting => waiting.Key).OrderBy(key => key.Subject).ToList();
        if (unseen.Count == 0)
        {
            return;
        }

        var (subjects, kinds, times, now) = (unseen.Select(key => key.Subject).ToArray(), unseen.Select(key => key.Kind).ToArray(), unseen.Select(key => key.Since).ToArray(), clock.GetCurrentInstant());
        await db.Database.ExecuteSqlAsync($"""
            insert into inbox_marks (subject, kind, since, seen_at) select subject, kind, since, {now} from unnest({subjects}, {kinds}, {times}) as shown (subject, kind, since) order by 1, 2, 3
            on conflict (subject, kind, since) do update set seen_at = coalesce(inbox_marks.seen_at, excluded.seen_at)
            """, ct);
    }
}
