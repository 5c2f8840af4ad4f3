using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

/// <summary>Somebody who may be the same person.</summary>
internal sealed class LikelySame
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Phone { get; init; } = "";
    public string? Email { get; init; }
    public bool SamePhone { get; init; }
    public bool SameEmail { get; init; }
    public bool SameDoor { get; init; }
    public bool AlikeName { get; init; }

    public string Why => string.Join(", ", new[] { SamePhone ? "same number" : null, SameEmail ? "same e-mail" : null, SameDoor ? "same address" : null, AlikeName ? "similar name" : null }.OfType<string>());
}

/// <summary>Likely duplicates of a customer: the same number, e-mail address or door, those with most in common first. Only suggested: a person looks at both before anything is joined.</summary>
internal sealed class DuplicatesQuery(CleveSecDb db)
{
    private const int MostShown = 5;

    public async Task<IReadOnlyList<LikelySame>> RunAsync(Guid customer, CancellationToken ct) => await db.Database.SqlQuery<LikelySame>($"""
        with me as (select * from customers where id = {customer}),
        likely as (
          (select c.id from customers c, me where c.phone = me.phone and c.merged_into_id is null limit 20) union
          (select c.id from customers c, me where lower(c.email) = lower(me.email) and c.email is not null and c.merged_into_id is null limit 20) union
          (select s.customer_id from sites mine join sites s on s.zip = mine.zip and door_of(s.street, s.unit) = door_of(mine.street, mine.unit) where mine.customer_id = {customer} limit 20))
        select c.id, c.name, c.phone, c.email, c.phone = me.phone as same_phone, coalesce(lower(c.email) = lower(me.email), false) as same_email,
          exists (select 1 from sites mine join sites s on s.zip = mine.zip and door_of(s.street, s.unit) = door_of(mine.street, mine.unit) where mine.customer_id = me.id and s.customer_id = c.id) as same_door,
          similarity(search_fold(c.name), search_fold(me.name)) >= 0.4 as alike_name
        from likely join customers c on c.id = likely.id, me
        where c.id <> me.id and c.merged_into_id is null
        order by (c.phone = me.phone)::int * 2 + coalesce(lower(c.email) = lower(me.email), false)::int * 2 + similarity(search_fold(c.name), search_fold(me.name)) desc, c.id limit {MostShown}
        """).ToListAsync(ct);
}

/// <summary>A merge that can still be taken back.</summary>
internal sealed record RecentMerge(Guid Id, string Other, string ByName, NodaTime.Instant At, NodaTime.Instant UndoUntil);

internal sealed class RecentMergesQuery(CleveSecDb db, NodaTime.IClock clock)
{
    /// <param name="kept">A customer or a recorder.</param>
    public async Task<IReadOnlyList<RecentMerge>> RunAsync(Guid kept, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await (
            from merge in db.RecordMerges.AsNoTracking()
            where merge.KeptId == kept && merge.UndoneAt == null && merge.UndoUntil > now
            orderby merge.At descending
            select new RecentMerge(merge.Id, db.Customers.Where(row => row.Id == merge.MergedId).Select(row => row.Name).FirstOrDefault() ?? "another entry", merge.ByName, merge.At, merge.UndoUntil)).Take(10).ToListAsync(ct);
    }
}
