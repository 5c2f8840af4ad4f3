using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Everything that waits for a person in the office: jobs without a visit, jobs to close, visits, mails, calls and what strangers ask. Urgent first, then who has waited longest.</summary>
internal sealed class InboxQuery(CleveSecDb db, StrangersQuery strangers, IClock clock)
{
    /// <summary>How long a technician has for looking at a change of the same day.</summary>
    public static readonly Duration AcknowledgeWithin = Duration.FromMinutes(15);

    /// <summary>So many failed tries are no passing trouble any more.</summary>
    private const int ManyTries = 3;

    /// <summary>A mail about a visit this near cannot wait for further tries.</summary>
    private static readonly Duration Near = Duration.FromHours(24);

    private static readonly VisitStatus[] NotArrived = [VisitStatus.Planned, VisitStatus.Confirmed, VisitStatus.EnRoute];

    public async Task<IReadOnlyList<InboxItem>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        List<InboxItem> items = [.. await QueuedAsync(ct), .. await ToCloseAsync(ct), .. await VisitsAsync(now, ct), .. await MailsAsync(now, ct), .. await CallsAsync(ct), .. await strangers.RunAsync(ct)];
        return [.. items.OrderByDescending(item => item.Urgent).ThenBy(item => item.Since)];
    }

    private async Task<IEnumerable<InboxItem>> QueuedAsync(CancellationToken ct) =>
        (await db.Jobs.AsNoTracking()
            .Where(job => job.QueuedAt != null && (job.Status == JobStatus.Reported || job.Status == JobStatus.AwaitingVendor))
            .Select(job => new
            {
                Job = new InboxJob(job.Number, job.Customer.Name, job.Customer.Phone, job.Site.City),
                job.QueuedAt,
                job.QueueReason,
                job.Status,
                IsReinitialized = job.Recorders.All(recorder => recorder.Outcome != null) && job.Recorders.Any(recorder => recorder.Outcome == RecorderOutcome.Reinitialized),
            })
            .ToListAsync(ct))
        .Select(row => row.IsReinitialized
            ? (InboxItem)new InboxItem.ToClose(row.Job, row.QueuedAt!.Value, JobStatus.Reinitialized, row.QueueReason)
            : new InboxItem.Queued(row.Job, row.QueuedAt!.Value, row.QueueReason, row.Status == JobStatus.AwaitingVendor));

    /// <summary>What ended without the close-out, whoever was to write it.</summary>
    private async Task<IEnumerable<InboxItem>> ToCloseAsync(CancellationToken ct) =>
        (await db.Jobs.AsNoTracking()
            .Where(job => job.Status == JobStatus.Refused || job.Status == JobStatus.NotRecovered)
            .Select(job => new
            {
                Job = new InboxJob(job.Number, job.Customer.Name, job.Customer.Phone, job.Site.City),
                job.Status,
                job.ReportedAt,
                Ended = job.Events.Where(happened => happened.To == job.Status && happened.From != job.Status).Max(happened => (Instant?)happened.At),
            })
            .ToListAsync(ct))
        .Select(row => new InboxItem.ToClose(row.Job, row.Ended ?? row.ReportedAt, row.Status, null));

    private async Task<IEnumerable<InboxItem>> VisitsAsync(Instant now, CancellationToken ct)
    {
        var dayStart = LocalTime.Today(now).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var dayEnd = LocalTime.Today(now).PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var rows = await (
            from visit in db.Visits.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on visit.JobId equals job.Id
            join technician in db.Staff.AsNoTracking() on visit.TechnicianId equals technician.Id
            let works = technician.Active && technician.Role == StaffRole.Technician
            let away = technician.Absences.Any(absence => absence.Start < visit.OccupiedEnd && absence.End > visit.OccupiedStart)
            where NotArrived.Contains(visit.Status)
                && (visit.Status == VisitStatus.Planned || visit.WindowEnd < now || !works || away
                    || (visit.Status == VisitStatus.Confirmed && visit.WindowStart >= dayStart && visit.WindowStart < dayEnd && visit.ChangedAt >= dayStart))
            select new VisitRow(
                job.Id, new InboxJob(job.Number, job.Customer.Name, job.Customer.Phone, job.Site.City), new InboxTechnician(technician.Name, technician.Phone),
                visit.Status, visit.WindowStart, visit.WindowEnd, visit.CreatedAt, visit.ChangedAt, visit.AcknowledgedAt, works, away)).ToListAsync(ct);
        return rows.SelectMany(row => Waiting(row, now, dayStart, dayEnd));
    }

    /// <summary>A visit nobody can make, or a late one, is one row. Else acceptance (the office's) and acknowledgement (the technician's) are two things that wait.</summary>
    private static IEnumerable<InboxItem> Waiting(VisitRow row, Instant now, Instant dayStart, Instant dayEnd)
    {
        var window = new Interval(row.WindowStart, row.WindowEnd);
        var isToday = row.WindowStart < dayEnd;
        if (!row.Works || (row.Away && row.Status != VisitStatus.EnRoute))
        {
            yield return new InboxItem.Stranded(row.Job, row.ChangedAt, window, row.Technician, row.Works, isToday);
            yield break;
        }

        if (row.WindowEnd < now)
        {
            yield return new InboxItem.Late(row.Job, row.WindowEnd, window, row.Technician, row.Status);
            yield break;
        }

        if (row.Status == VisitStatus.Planned)
        {
            yield return new InboxItem.Unaccepted(row.Job, row.JobId, row.CreatedAt, window, row.Technician, isToday);
        }

        var seen = row.AcknowledgedAt is { } at && at >= row.ChangedAt;
        if (isToday && row.Status != VisitStatus.EnRoute && !seen && row.ChangedAt >= dayStart && row.ChangedAt <= now - AcknowledgeWithin)
        {
            yield return new InboxItem.Unacknowledged(row.Job, row.ChangedAt, window, row.Technician);
        }
    }

    /// <summary>Mails that were given up, and those still tried that fail again and again or are about a visit that is near.</summary>
    private async Task<IEnumerable<InboxItem>> MailsAsync(Instant now, CancellationToken ct) =>
        (await (
            from mail in db.OutboxMails.AsNoTracking()
            join found in db.Jobs.AsNoTracking() on mail.JobId equals found.Id into jobs
            from job in jobs.DefaultIfEmpty()
            let near = mail.JobId != null && db.Visits.Any(visit => visit.JobId == mail.JobId && visit.WindowEnd >= now && visit.WindowStart < now + Near)

            // A try that is under way has not failed yet.
            let failed = mail.LeaseUntil == null ? mail.Tries : mail.Tries - 1
            where mail.ToAddress != OutboxMail.Erased
                && (mail.State == OutboxState.Failed || (mail.State == OutboxState.Waiting && mail.LastError != null && (failed >= ManyTries || (failed >= 1 && near))))
            select new
            {
                mail.Id,
                mail.Subject,
                mail.ToAddress,
                mail.State,
                mail.CreatedAt,
                mail.NextTryAt,
                Failed = failed,
                Near = near,
                ToCustomer = job != null && mail.ToAddress == job.Customer.Email,
                Job = job == null ? null : new InboxJob(job.Number, job.Customer.Name, job.Customer.Phone, job.Site.City),
            }).ToListAsync(ct))
        .Select(row => row.State == OutboxState.Failed
            ? new InboxItem.FailedMail(row.Job, row.Id, row.NextTryAt, row.Subject, row.ToAddress, null, row.Near, row.ToCustomer)
            : new InboxItem.FailedMail(row.Job, row.Id, row.CreatedAt, row.Subject, row.ToAddress, row.Failed, row.Near, row.ToCustomer));

    private async Task<IEnumerable<InboxItem>> CallsAsync(CancellationToken ct) =>
        (await (
            from message in db.Messages.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on message.JobId equals job.Id
            where message.Channel == MessageChannel.Phone && message.DoneAt == null
            select new { message.Id, message.Subject, message.CreatedAt, Job = new InboxJob(job.Number, job.Customer.Name, job.Customer.Phone, job.Site.City) }).ToListAsync(ct))
        .Select(row => new InboxItem.Call(row.Job, row.Id, row.CreatedAt, row.Subject));

    private sealed record VisitRow(
        Guid JobId, InboxJob Job, InboxTechnician Technician, VisitStatus Status, Instant WindowStart, Instant WindowEnd, Instant CreatedAt, Instant ChangedAt, Instant? AcknowledgedAt,
        bool Works, bool Away);
}
