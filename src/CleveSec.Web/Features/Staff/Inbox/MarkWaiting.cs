using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

internal abstract record MarkOutcome
{
    internal sealed record Marked(int Count) : MarkOutcome;

    /// <summary>Nothing was changed: a colleague has some of it, or did it.</summary>
    internal sealed record Taken(string Why) : MarkOutcome;

    /// <summary>The colleague is nobody who works in the office.</summary>
    internal sealed record NobodyThere : MarkOutcome;
}

/// <summary>
/// Claims, gives away, releases and finishes what waits: all of what was chosen, or nothing. Two people who want the same meet at the row: the first one has it, the second is
/// told who.
/// </summary>
internal sealed class MarkWaiting(CleveSecDb db, IClock clock)
{
    private const string Colleague = "A colleague";

    public Task<MarkOutcome> ClaimAsync(IReadOnlyCollection<WaitingKey> keys, Actor by, CancellationToken ct) => RunAsync(keys, by, mark => (mark.ClaimedById, mark.ClaimedByName) = (by.Id, by.Name), ct);

    public Task<MarkOutcome> ReleaseAsync(IReadOnlyCollection<WaitingKey> keys, Actor by, CancellationToken ct) => RunAsync(keys, by, mark => (mark.ClaimedById, mark.ClaimedByName) = (null, null), ct);

    public Task<MarkOutcome> DoneAsync(IReadOnlyCollection<WaitingKey> keys, Actor by, CancellationToken ct) =>
        RunAsync(keys, by, mark => (mark.DoneAt, mark.DoneByName) = (clock.GetCurrentInstant(), by.Name), ct);

    public async Task<MarkOutcome> AssignAsync(IReadOnlyCollection<WaitingKey> keys, Guid to, Actor by, CancellationToken ct)
    {
        var colleague = await db.Staff.AsNoTracking().Where(staff => staff.Id == to && staff.Active && (staff.Role == StaffRole.Dispatcher || staff.Role == StaffRole.Admin))
            .Select(staff => new { staff.Id, staff.Name }).FirstOrDefaultAsync(ct);
        return colleague is null ? new MarkOutcome.NobodyThere() : await RunAsync(keys, by, mark => (mark.ClaimedById, mark.ClaimedByName) = (colleague.Id, colleague.Name), ct);
    }

    private Task<MarkOutcome> RunAsync(IReadOnlyCollection<WaitingKey> keys, Actor by, Action<InboxMark> change, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync<MarkOutcome>(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetCurrentInstant();
        var marks = await LockedAsync(keys, ct);
        if (marks.Find(mark => mark.DoneAt is not null || (mark.ClaimedById is { } holder && holder != by.Id && mark.ClaimedAt > now - InboxMark.ClaimHolds)) is { } taken)
        {
            return new MarkOutcome.Taken(taken.DoneAt is null ? $"{taken.ClaimedByName ?? Colleague} has this." : $"{taken.DoneByName ?? Colleague} has done this.");
        }

        foreach (var mark in marks)
        {
            change(mark);
            mark.ClaimedAt = mark.ClaimedById is null ? null : now;
            mark.SeenAt ??= now;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new MarkOutcome.Marked(marks.Count);
    });

    /// <summary>In one order, so that two who choose the same do not wait for each other.</summary>
    private async Task<List<InboxMark>> LockedAsync(IReadOnlyCollection<WaitingKey> keys, CancellationToken ct)
    {
        var ordered = keys.Distinct().OrderBy(key => key.Subject).ThenBy(key => key.Kind, StringComparer.Ordinal).ThenBy(key => key.Since).ToList();
        var (subjects, kinds, times) = (ordered.Select(key => key.Subject).ToArray(), ordered.Select(key => key.Kind).ToArray(), ordered.Select(key => key.Since).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            insert into inbox_marks (subject, kind, since) select * from unnest({subjects}, {kinds}, {times}) as chosen (subject, kind, since) order by subject, kind collate "C", since on conflict do nothing
            """, ct);
        return await db.InboxMarks.FromSql($"""
            select mark.* from inbox_marks mark
            where (mark.subject, mark.kind, mark.since) in (select * from unnest({subjects}, {kinds}, {times}))
            order by mark.subject, mark.kind collate "C", mark.since for update
            """).ToListAsync(ct);
    }
}
