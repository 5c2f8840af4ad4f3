using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Reminders;

/// <summary>
/// Reminds customers of their visits, the day before and on the morning. A reminder and its row commit together, and the row's key decides: once for each visit, kind and promised
/// window, however many instances look. What was due while the site was down is caught up on while it is still true.
/// </summary>
internal sealed class SendReminders(CleveSecDb db, CustomerLetters letters, IClock clock, ILogger<SendReminders> log)
{
    private static readonly VisitStatus[] Waiting = [VisitStatus.Planned, VisitStatus.Confirmed];

    /// <summary>From the set time of the day before to the end of a window.</summary>
    private static readonly Duration Ahead = Duration.FromHours(49);

    /// <summary>Sends what is due now, and returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var settings = await db.BookingSettings.AsNoTracking().SingleAsync(ct);
        var sent = 0;
        foreach (var (visit, kind, _) in (await VisitsAsync(now, ct)).SelectMany(visit => Due(visit, settings, now)))
        {
            sent += await TrySendAsync(visit, kind, settings, ct) ? 1 : 0;
        }

        return sent;
    }

    private async Task<List<Reminded>> VisitsAsync(Instant now, CancellationToken ct)
    {
        var until = now + Ahead;
        return await (
            from visit in db.Visits.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on visit.JobId equals job.Id
            where Waiting.Contains(visit.Status) && visit.WindowStart > now && visit.WindowStart < until
            orderby visit.WindowStart
            select new Reminded(
                job.Id, visit.Id, visit.WindowStart, visit.ChangedAt, job.Customer.Email != null, job.Customer.QuietFrom, job.Customer.QuietUntil,
                db.VisitReminders.Where(reminder => reminder.VisitId == visit.Id && reminder.WindowStart == visit.WindowStart).Select(reminder => reminder.Kind).ToList())).ToListAsync(ct);
    }

    private static IEnumerable<(Reminded Visit, ReminderKind Kind, ReminderTime Time)> Due(Reminded visit, BookingSettings settings, Instant now) =>
        from kind in Enum.GetValues<ReminderKind>()
        where !visit.Sent.Contains(kind)
        let time = TimeOf(kind, visit.WindowStart, settings)
        where time.IsDue(visit.ChangedAt, QuietOf(visit, settings), visit.ByEmail, now)
        select (visit, kind, time);

    private static ReminderTime TimeOf(ReminderKind kind, Instant windowStart, BookingSettings settings) => kind == ReminderKind.DayBefore
        ? ReminderTime.DayBefore(windowStart, settings.RemindDayBeforeAt)
        : ReminderTime.Morning(windowStart, settings.RemindMorningAt);

    private static QuietHours QuietOf(Reminded visit, BookingSettings settings) => new(visit.QuietFrom ?? settings.QuietFrom, visit.QuietUntil ?? settings.QuietUntil);

    /// <summary>One bad row does not keep the others from their reminder.</summary>
    private async Task<bool> TrySendAsync(Reminded visit, ReminderKind kind, BookingSettings settings, CancellationToken ct)
    {
        try
        {
            return await SendAsync(visit, kind, settings, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(error, "The reminder of visit {VisitId} failed.", visit.VisitId);
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Looks at the visit again under the job's lock: a change that commits meanwhile is seen, one that comes later waits.</summary>
    private Task<bool> SendAsync(Reminded reminded, ReminderKind kind, BookingSettings settings, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await JobChanges.LockAsync(db, reminded.JobId, ct);
        var now = clock.GetCurrentInstant();
        var job = await JobChanges.LoadAsync(db, db.Jobs.Where(row => row.Id == reminded.JobId), ct);
        var visit = job?.LiveVisit;
        if (visit is null || visit.Id != reminded.VisitId || visit.WindowStart != reminded.WindowStart || !Waiting.Contains(visit.Status)
            || !TimeOf(kind, visit.WindowStart, settings).IsDue(visit.ChangedAt, QuietOf(reminded, settings), reminded.ByEmail, now) || !await ClaimAsync(visit, kind, now, ct))
        {
            return false;
        }

        var technician = await db.Staff.AsNoTracking().Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.Name).FirstAsync(ct);
        letters.Reminder(job!, visit, StaffMember.FirstNameOf(technician), kind, TimeOf(kind, visit.WindowStart, settings).Until);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    });

    private async Task<bool> ClaimAsync(Visit visit, ReminderKind kind, Instant now, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"insert into visit_reminders (visit_id, kind, window_start, at) values ({visit.Id}, {kind.ToString()}, {visit.WindowStart}, {now}) on conflict do nothing", ct) == 1;

    private sealed record Reminded(Guid JobId, Guid VisitId, Instant WindowStart, Instant ChangedAt, bool ByEmail, LocalTime? QuietFrom, LocalTime? QuietUntil, List<ReminderKind> Sent);
}

internal sealed class ReminderRounds(IServiceScopeFactory scopes, ILogger<ReminderRounds> log) : Rounds(TimeSpan.FromSeconds(30), log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendReminders>().RunAsync(ct);
    }
}
