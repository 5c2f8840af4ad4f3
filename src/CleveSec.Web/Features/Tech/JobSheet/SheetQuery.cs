using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Features.Tech.JobSheet.Checklist;
using CleveSec.Web.Mail;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The job sheet of a technician's own visit. Reads the whole job, because which steps are open is the domain's to say.</summary>
internal sealed class SheetQuery(CleveSecDb db, OwnVisit own, SecretBox secrets, HardeningChecklist checklist, IClock clock)
{
    /// <summary>Null: no such visit, or not this technician's.</summary>
    public async Task<Sheet?> FindAsync(Guid visitId, Guid technicianId, CancellationToken ct)
    {
        var job = await JobChanges.LoadAsync(db, own.JobOf(visitId, technicianId).AsNoTracking(), ct);
        if (job is null)
        {
            return null;
        }

        var visit = job.Visits.First(candidate => candidate.Id == visitId);
        var isCurrent = VisitChanges.CurrentVisit(job)?.Id == visitId;
        return new Sheet(
            visitId,
            job.Number,
            job.Status,
            isCurrent ? job.AllowedActions(ActorRole.Technician) : [],
            Of(visit, isCurrent),
            PlaceOf(job, visit.IsLive),
            job.Trouble,
            job.Notes,
            job.Diagnosis,
            IntakeView.Of(job),
            [.. job.Recorders.OrderBy(recorder => recorder.Id).Select(recorder => Of(job, recorder))],
            job.StandingCheck is { } check ? new SheetCheck(check.PersonName, check.IdentityKind, check.AuthorityKind, check.ByName, check.At) : null,
            SecondPersonOf(job, visitId),
            job.AlwaysNeedsSecondPerson,
            job.Preserves,
            [.. job.Attempts.OrderBy(attempt => attempt.At).Select(attempt => new SheetAttempt(attempt.JobRecorderId, attempt.MethodId, attempt.Outcome, attempt.Reason, attempt.Note, attempt.StartedAt, attempt.At, attempt.ByName))],
            job.PendingVendorCase is { } pending ? new SheetVendorCase(pending.JobRecorderId, pending.Vendor, pending.MethodId, pending.AskedAt, pending is { State: VendorCaseState.Drafted, Token: not null } ? pending.Id : null, pending.Token is not null) : null,
            job.Summary,
            job.VendorCases.Where(one => one.State == VendorCaseState.Answered).Min(one => one.AnswerValidUntil))
        {
            JobId = job.Id,
            Owners = OwnerSignatureView.ListOf(job, clock.GetCurrentInstant()),
            AsksAboutFootage = job.AsksAboutFootage,
            MayConsent = job.MayConsent,
            MustStayOn = job.MustStayOn,
        };
    }

    private static SheetSecondPerson? SecondPersonOf(Job job, Guid visitId)
    {
        var request = job.PendingSecondPerson ?? job.SecondPersonRequests.Where(request => request.VisitId == visitId).OrderBy(request => request.AskedAt).LastOrDefault();
        return request is { State: SecondPersonState.Waiting or SecondPersonState.Approved or SecondPersonState.Declined }
            ? new SheetSecondPerson(request.State, request.Situation, request.PhoneByName, request.AskedAt, request.DecidedByName, request.Reason)
            : null;
    }

    private SheetVisit Of(Visit visit, bool isCurrent) => new(
        visit.Status, visit.IsLive, isCurrent, visit.HasItsDay(clock.GetCurrentInstant()), visit.AwaitsAcknowledgement, visit.Sequence > 0,
        visit.Window, new(visit.WorkStart, visit.WorkEnd), visit.EnRouteAt, visit.ArrivedAt, visit.EndedAt);

    private SheetPlace PlaceOf(Job job, bool visitIsLive) => new(
        job.Customer.Name, job.Customer.Language, job.Customer.Phone, job.Site.Street, job.Site.Unit, job.Site.City, job.Site.State, job.Site.Zip,
        visitIsLive ? secrets.OpenGateCode(job.Site.GateCode) : null);

    private SheetRecorder Of(Job job, JobRecorder recorder)
    {
        var answers = recorder.HardeningNow().ToDictionary(item => item.ItemId, item => item.State);
        return new(
            recorder.Id, recorder.Recorder.Brand, recorder.Recorder.Model, recorder.Recorder.Serial, recorder.IsLinked, recorder.LinkKind, recorder.ConsentByName, recorder.Outcome,
            job.HasWorked(recorder.Id),
            recorder.FirmwareAfter, recorder.PlaybackChecked, answers,
            recorder.Outcome == RecorderOutcome.Reinitialized ? checklist.OpenMusts(recorder.Recorder.Brand, answers.Keys).Count : 0,
            SheetWork.Of(job, recorder, clock.GetCurrentInstant()),
            recorder.HardeningNow().ToDictionary(item => item.ItemId, item => new HardeningDetail(item.Version, item.Before, item.After)))
        {
            PlaybackGaps = recorder.PlaybackGaps,
            MayWork = job.MayWorkOn(recorder.Id),
            Cameras = recorder is { CamerasTotal: { } cameras, CamerasBack: { } back } ? (back, cameras) : null,
        };
    }
}
