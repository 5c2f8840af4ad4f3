using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>
/// Everything that waits for a person in the office: a technician who cannot go on first, then today's visits, then what was reported and cannot wait, then who has waited longest.
/// One statement.
/// </summary>
internal sealed class InboxQuery(CleveSecDb db, IClock clock)
{
    /// <summary>How long a technician has for looking at a change of the same day.</summary>
    public static readonly Duration AcknowledgeWithin = Duration.FromMinutes(15);

    /// <summary>So many failed tries are no passing trouble any more.</summary>
    public const int ManyTries = 3;

    /// <summary>A mail about a visit this near cannot wait for further tries.</summary>
    public static readonly Duration Near = Duration.FromHours(24);

    /// <summary>A vendor's answer that ends within this needs somebody.</summary>
    public static readonly Duration VendorSoon = Duration.FromHours(24);

    /// <summary>So long one serial under two customers waits here beside jobs that are not over; both jobs and the recorders' pages say it for ever.</summary>
    public static readonly Duration SerialsLately = Duration.FromDays(30);

    /// <summary>A calendar that cannot be read for less is passing trouble.</summary>
    public static readonly Duration PassingTrouble = Duration.FromHours(1);

    /// <summary>Who is there for longer without having verified ownership does not get on.</summary>
    public static readonly Duration LongOnSite = Duration.FromMinutes(30);

    /// <summary>A technician this much behind the plan is not late yet.</summary>
    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    public async Task<IReadOnlyList<Waiting>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var rows = await WaitingSql.ReadAsync(db, now, DayEnd(now), ct);
        return [.. rows
            .SelectMany(row => ItemsOf(row, now).Select(item => Waiting.Of(item, row.Subject, Mark.ListOf(row.Marks))))
            .Where(waiting => waiting.Mark is not { Done: true })
            .OrderBy(waiting => waiting.Item.Rank).ThenBy(waiting => waiting.Item.Since).ThenBy(waiting => waiting.Key.Subject)];
    }

    private static Instant DayEnd(Instant now) => LocalTime.Today(now).PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();

    private static IEnumerable<InboxItem> ItemsOf(WaitingRow row, Instant now) => row.Kind == "visit" ? VisitItems(row, now) : [ItemOf(row)];

    private static InboxItem ItemOf(WaitingRow row) => row.Kind switch
    {
        "job" => row.Other
            ? new InboxItem.ToClose(row.Job, row.Since, JobStatus.Reinitialized, row.Words)
            : new InboxItem.Queued(row.Job, row.Since, row.Words, row.Status == nameof(JobStatus.AwaitingVendor), row.One),
        "close" => new InboxItem.ToClose(row.Job, row.Since, Enum.Parse<JobStatus>(row.Status!), null),
        "blocked" => new InboxItem.Blocked(row.Job, row.Since, row.Person, row.Status == nameof(JobStatus.AwaitingVendor)),
        "second-person" => new InboxItem.SecondPerson(row.Job, row.Subject, row.Since, row.Person, Enum.Parse<OwnershipSituation>(row.Title!), row.Words!, row.Status),
        "owner-declined" => new InboxItem.OwnerDeclined(row.Job, row.Since, row.Title!, row.Status!, row.Words, row.One),
        "vendor" => new InboxItem.VendorExpires(row.Job, row.Since - VendorSoon, row.Title!, row.Since),
        "vendor-answer" => new InboxItem.VendorMail(row.Number is null ? null : row.Job, row.Subject, row.Since, row.Words!, row.One, row.Other),
        "vendor-silent" => new InboxItem.VendorSilent(row.Job, row.Since, row.Title!),
        "mail" => new InboxItem.FailedMail(row.Number is null ? null : row.Job, row.Subject, row.Since, row.Title!, row.Words!, row.Status == nameof(OutboxState.Failed) ? null : row.Amount, row.One, row.Other),
        "call" => new InboxItem.Call(row.Job, row.Subject, row.Since, row.Words!),
        "photos" => new InboxItem.Photos(row.Job, row.Since, row.Amount),
        "note" => new InboxItem.Note(row.Job, row.Subject, row.Since, row.Words!),
        "call-back" => new InboxItem.CallBack(row.Subject, row.Since, row.Customer!, row.Phone!, row.Title, row.Words, Enum.Parse<Language>(row.Status!)),
        "question" => new InboxItem.Question(row.Subject, row.Since, row.Customer!, row.Title!, row.Words!, Enum.Parse<Language>(row.Status!)),
        "serial" => new InboxItem.SerialTwice(row.Job, row.Subject, row.Since, row.Title!, row.Words!, row.One),
        "roads" => new InboxItem.RoadServerSilent(row.Since, row.Words!),
        "calendar" => new InboxItem.CalendarSilent(row.Subject, row.Since, row.Technician!, row.Words!),
        "clash" => new InboxItem.CalendarClash(row.Subject, row.Since, row.Window, row.Technician!, row.Words!),
        _ => throw new InvalidOperationException($"Nobody knows what a “{row.Kind}” is."),
    };

    /// <summary>A visit nobody can make, or a late one, is one row. Else acceptance (the office's) and acknowledgement (the technician's) are two things that wait.</summary>
    private static IEnumerable<InboxItem> VisitItems(WaitingRow row, Instant now)
    {
        var (dayStart, dayEnd) = (LocalTime.Today(now).AtStartOfDayInZone(BookingRules.Zone).ToInstant(), DayEnd(now));
        var status = Enum.Parse<VisitStatus>(row.Status!);
        var (changed, isToday, works, away) = (row.ChangedAt!.Value, row.WindowStart < dayEnd, row.One, row.Other);
        if (!works || (away && status != VisitStatus.EnRoute))
        {
            yield return new InboxItem.Stranded(row.Job, changed, row.Window, row.Person, works, isToday);
            yield break;
        }

        if (row.Window.End < now)
        {
            yield return new InboxItem.Late(row.Job, row.Window.End, row.Window, row.Person, status);
            yield break;
        }

        var late = LateOf(row, status, now);
        if (late is not null)
        {
            yield return late;
        }

        if (status == VisitStatus.Planned)
        {
            yield return new InboxItem.Unaccepted(row.Job, row.JobId!.Value, row.Since, row.Window, row.Person, isToday);
        }

        // Who is late is called anyway.
        var seen = late is not null || row.AcknowledgedAt >= changed;
        if (isToday && status == VisitStatus.Confirmed && !seen && changed >= dayStart && changed <= now - AcknowledgeWithin)
        {
            yield return new InboxItem.Unacknowledged(row.Job, changed, row.Window, row.Person);
        }
    }

    /// <summary>Behind the plan by the whole way, or not able to be there before the window is over.</summary>
    private static InboxItem.RunningLate? LateOf(WaitingRow row, VisitStatus status, Instant now)
    {
        var (start, travel) = (row.WorkStart!.Value, row.WorkStart.Value - row.OccupiedStart!.Value);
        var from = status == VisitStatus.EnRoute ? row.EnRouteAt ?? now : now;
        var expected = Instant.Max(from + travel, now);
        var behind = now >= start + Duration.Max(travel, Tolerance);
        var misses = expected > row.Window.End;
        return behind || misses
            ? new InboxItem.RunningLate(row.Job, Instant.Min(start + Duration.Max(travel, Tolerance), row.Window.End - travel), row.Window, row.Person, status, expected, (int)travel.TotalMinutes)
            : null;
    }
}
