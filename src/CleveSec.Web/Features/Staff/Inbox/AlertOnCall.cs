using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.UseCases.Office;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>
/// Tells the person on call of urgent things that nobody has seen for the set time: each once, at most one mail in ten minutes, whatever node looks, and with it one text message to who
/// chose that. Where office hours are set, only in them, and time counts from their beginning. Also keeps the number for the rail.
/// </summary>
internal sealed class AlertOnCall(CleveSecDb db, InboxQuery inbox, Outbox outbox, TextOutbox texts, SiteAddress site, WaitingCount count, IClock clock)
{
    public static readonly Duration AtMostEvery = Duration.FromMinutes(10);

    /// <summary>The highest rank that is worth a mail: who cannot go on, today's visits, urgent reports.</summary>
    private const int Urgent = 2;

    /// <summary>Returns how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var waiting = await inbox.RunAsync(ct);
        count.Value = waiting.Count;
        var told = 0;
        await OneNode.RunAsync(db, OneNode.InboxAlerts, async () => told = await TellAsync(ct), ct);
        return told;
    }

    private async Task<int> TellAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var office = await db.OfficeSettings.AsNoTracking().SingleAsync(ct);
        var person = await db.Staff.AsNoTracking().Where(staff => staff.Id == office.OnCallId && staff.Active).Select(staff => new { staff.Id, staff.Name, staff.Email, TextTo = staff.AlertsByText ? staff.Phone : null }).FirstOrDefaultAsync(ct);
        if (person is null || OpenSince(office, now) is not { } open || await db.InboxMarks.AnyAsync(mark => mark.AlertedAt > now - AtMostEvery, ct))
        {
            return 0;
        }

        // Read again: what another node told before this one had the lock is marked by now.
        var limit = now - Duration.FromMinutes(office.AlertMinutes);
        var due = (await inbox.RunAsync(ct)).Where(waiting => waiting.Item.Rank <= Urgent && waiting.Mark is not { Seen: true } and not { Alerted: true } && Instant.Max(waiting.Item.Since, open) <= limit).ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            outbox.Add(person.Email, person.Name, OnCallMail.Write(StaffMember.FirstNameOf(person.Name), [.. due.Select(waiting => new InboxRow(waiting, null, null, now, person.Id))], site));
            if (texts.IsOn && person.TextTo is { } phone)
            {
                texts.Add(null, phone, nameof(OnCallMail), OnCallMail.Short(due.Count, now, site), new Dictionary<string, string>(), null);
            }

            await db.SaveChangesAsync(ct);
            await MarkAsync(due, now, ct);
            await transaction.CommitAsync(ct);
        });
        return due.Count;
    }

    private Task<int> MarkAsync(List<Waiting> due, Instant now, CancellationToken ct)
    {
        var keys = due.Select(waiting => waiting.Key).OrderBy(key => key.Subject).ToList();
        var (subjects, kinds, times) = (keys.Select(key => key.Subject).ToArray(), keys.Select(key => key.Kind).ToArray(), keys.Select(key => key.Since).ToArray());
        return db.Database.ExecuteSqlAsync($"""
            insert into inbox_marks (subject, kind, since, alerted_at) select subject, kind, since, {now} from unnest({subjects}, {kinds}, {times}) as told (subject, kind, since) order by 1, 2, 3
            on conflict (subject, kind, since) do update set alerted_at = excluded.alerted_at
            """, ct);
    }

    /// <summary>Since when the office is open; without hours always. Null: closed.</summary>
    private static Instant? OpenSince(OfficeSettings office, Instant now)
    {
        var local = now.InZone(BookingRules.Zone);
        return office.Hours.Count == 0
            ? Instant.MinValue
            : office.Hours.Select(OfficeSpan.Parse).Where(span => span.Day == local.DayOfWeek && span.From <= local.TimeOfDay && local.TimeOfDay < span.To)
                .Select(span => (Instant?)local.Date.At(span.From).InZoneLeniently(BookingRules.Zone).ToInstant()).FirstOrDefault();
    }
}

internal sealed class InboxRounds(IServiceScopeFactory scopes, ILogger<InboxRounds> log) : Rounds(TimeSpan.FromSeconds(30), log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AlertOnCall>().RunAsync(ct);
    }
}
