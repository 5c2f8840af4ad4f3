using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>Everything on the job page. The job itself is read whole, because only it knows which actions are allowed now.</summary>
internal sealed class JobQuery(CleveSecDb db, IClock clock)
{
    private static readonly string[] BadKinds =
        [nameof(JobAction.NoAccess), nameof(JobAction.Override), nameof(JobAction.WithdrawVerification), nameof(JobAction.Refuse), nameof(JobAction.GiveUp), nameof(JobAction.Cancel), "OwnerDeclined"];

    /// <summary>Null: no such job, or not this person's.</summary>
    public async Task<JobView?> RunAsync(IQueryable<Job> which, ActorRole role, CancellationToken ct)
    {
        if (await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is not { } job)
        {
            return null;
        }

        var technicians = await db.Staff.AsNoTracking().Select(staff => new { staff.Id, staff.Name, staff.Phone }).ToDictionaryAsync(staff => staff.Id, ct);
        var words = new EventWords(technicians.ToDictionary(pair => pair.Key, pair => pair.Value.Name));
        var events = await db.JobEvents.AsNoTracking().Where(happened => happened.JobId == job.Id).OrderBy(happened => happened.Sequence).ToListAsync(ct);
        return new JobView(
            job.Number, job.Status, job.Trouble, job.Notes, job.Diagnosis, job.ReportedAt, job.QueuedAt, job.QueueReason, job.OwnershipOverridden, job.Summary,
            new JobPerson(job.CustomerId, job.Customer.Name, job.Customer.Phone, job.Customer.Email, job.Customer.Language),
            new JobPlace(job.SiteId, job.Site.Street, job.Site.Unit, job.Site.City, job.Site.State, job.Site.Zip),
            IntakeView.Of(job),
            Recorders(job),
            [.. job.Checks.OrderByDescending(check => check.At).Select(check => new JobCheckView(
                check.Outcome, check.Situation, check.ApprovedByName, check.PersonName, check.IdentityKind, check.IdentityLastFour, check.AuthorityKind, check.OwnerSignatureId, check.Reason, check.ByName, check.At, check.WithdrawnByName, check.WithdrawnReason))],
            [.. job.SecondPersonRequests.OrderByDescending(request => request.AskedAt).Select(request => SecondPersonView.Of(request, job))],
            OwnerSignatureView.ListOf(job, clock.GetCurrentInstant()),
            await db.Authorizations.AsNoTracking().Where(form => form.JobId == job.Id).OrderByDescending(form => form.At).Select(form => new JobAuthorizationView(form.Id, form.SignedName, form.At, form.WitnessName)).ToListAsync(ct),
            [.. job.VendorCases.OrderBy(asked => asked.AskedAt).Select(asked => new JobVendorCaseView(
                asked.Id, asked.Vendor, MethodName(asked.MethodId), asked.State, asked.AskedAt, asked.ByName, asked.Token is not null, asked.AnswerExpectedBy, asked.AnswerValidUntil, asked.Turnaround))],
            [.. job.Visits.OrderByDescending(visit => visit.CreatedAt).Select(visit => new JobVisitView(
                visit.Id, visit.Status, visit.Window, technicians[visit.TechnicianId].Name, technicians[visit.TechnicianId].Phone, visit.AwaitsAcknowledgement))],
            await MessagesAsync(job.Id, ct),
            await db.CustomerNotes.AsNoTracking().Where(note => note.JobId == job.Id).OrderByDescending(note => note.At).Select(note => new JobNoteView(note.Text, note.At, note.DoneAt, note.DoneByName)).ToListAsync(ct),
            [.. events.Select(happened => View(happened, words))],
            job.AllowedActions(role))
        {
            MustStayOn = job.MustStayOn,
            StayOn = job.Recorders.Count == 1 ? [] : [.. job.Recorders.Where(part => job.VendorCases.Any(one => one.IsOpen && one.JobRecorderId == part.Id)).OrderBy(part => part.Id)
                .Select(part => string.Join(' ', new[] { part.Recorder.Brand.ToString(), part.Recorder.Model, part.Recorder.Serial }.OfType<string>()))],
        };
    }

    private static List<JobRecorderView> Recorders(Job job) =>
        [.. job.Recorders.Select(recorder => new JobRecorderView(
            recorder.Id, recorder.RecorderId, recorder.Recorder.Brand, recorder.Recorder.Model, recorder.Recorder.Serial, recorder.LinkKind, recorder.LinkSeenByName, recorder.LinkSeenAt, recorder.ConsentByName, recorder.Outcome,
            [.. job.Attempts.Where(attempt => attempt.JobRecorderId == recorder.Id).OrderBy(attempt => attempt.At)
                .Select(attempt => new JobAttemptView(MethodName(attempt.MethodId), attempt.Outcome, attempt.Reason, attempt.Note, attempt.StartedAt, attempt.At, attempt.ByName))],
            JobHandOverView.Of(job, recorder)))];

    private Task<List<JobMessageView>> MessagesAsync(Guid jobId, CancellationToken ct) => (
        from message in db.Messages.AsNoTracking()
        join found in db.OutboxMails.AsNoTracking() on message.OutboxMailId equals found.Id into mails
        from mail in mails.DefaultIfEmpty()
        let text = db.OutboxTexts.Where(text => text.MessageId == message.Id).Select(text => (TextState?)text.State).FirstOrDefault()
        where message.JobId == jobId
        orderby message.CreatedAt descending, message.Id descending
        select new JobMessageView(
            message.Channel, message.Subject, message.OutboxMailId, mail == null ? null : mail.State, mail == null ? 0 : mail.Tries, text, message.CreatedAt, message.DoneAt, message.DoneByName)).ToListAsync(ct);

    private static JobEventView View(JobEvent happened, EventWords words) => new(
        words.What(happened),
        happened.Detail.GetValueOrDefault("reason"),
        happened.ActorRole == ActorRole.None ? happened.ActorName : happened.ActorRole == ActorRole.Homeowner ? $"{happened.ActorName}, the customer" : $"{happened.ActorName}, {happened.ActorRole.ToString().ToLowerInvariant()}",
        happened.At,
        happened.AtDevice,
        BadKinds.Contains(happened.Kind),
        happened.Kind == nameof(JobAction.Close));

    private static string MethodName(string id) => ResetMethod.Find(id)?.Name ?? id;
}
