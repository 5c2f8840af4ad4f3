using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.OwnerByLink;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>A job as the office sees it. The gate code is not among it: only the technician of the visit reads that.</summary>
internal sealed record JobView(
    string Number,
    JobStatus Status,
    Trouble Trouble,
    string? Notes,
    string? Diagnosis,
    Instant ReportedAt,
    Instant? QueuedAt,
    string? QueueReason,
    bool Overridden,
    string? Summary,
    JobPerson Customer,
    JobPlace Site,
    IntakeView Intake,
    IReadOnlyList<JobRecorderView> Recorders,
    IReadOnlyList<JobCheckView> Checks,
    IReadOnlyList<SecondPersonView> SecondPerson,
    IReadOnlyList<OwnerSignatureView> Owners,
    IReadOnlyList<JobAuthorizationView> Authorizations,
    IReadOnlyList<JobVendorCaseView> VendorCases,
    IReadOnlyList<JobVisitView> Visits,
    IReadOnlyList<JobMessageView> Messages,
    IReadOnlyList<JobNoteView> Written,
    IReadOnlyList<JobEventView> Events,
    IReadOnlyList<JobAction> Actions)
{
    /// <summary>A code or file is pending, or came and is not used yet.</summary>
    public bool MustStayOn { get; init; }

    /// <summary>Which recorders it concerns, in words; empty where the job has one only.</summary>
    public IReadOnlyList<string> StayOn { get; init; } = [];

    public JobVisitView? LiveVisit => Visits.FirstOrDefault(visit => Visit.IsLiveStatus(visit.Status));
}

internal sealed record JobPerson(Guid Id, string Name, string Phone, string? Email, Language Language);

internal sealed record JobPlace(Guid Id, string Street, string? Unit, string City, string State, string Zip);

internal sealed record JobRecorderView(
    Guid Id, Guid RecorderId, RecorderBrand Brand, string? Model, string? Serial, LinkKind? Link, string? LinkedBy, Instant? LinkedAt, string? ConsentBy, RecorderOutcome? Outcome, IReadOnlyList<JobAttemptView> Attempts, JobHandOverView HandOver);

/// <param name="StartedAt">Null for an attempt recorded when it was over.</param>
internal sealed record JobAttemptView(string Method, AttemptOutcome Outcome, AttemptReason? Reason, string? Note, Instant? StartedAt, Instant At, string ByName);

/// <summary>How a recorder was handed over.</summary>
/// <param name="Next">Null unless it was re-initialized.</param>
/// <param name="Hardening">Each item answered, by its id in words, with before → after where that was written down.</param>
internal sealed record JobHandOverView(
    NextLockout? Next, string? FirmwareBefore, string? FirmwareAfter, int? CamerasBack, int? CamerasTotal, bool? PlaybackChecked, string? PlaybackGaps, IReadOnlyList<string> Setup, IReadOnlyList<string> Hardening, IReadOnlyList<string> Clips)
{
    public static JobHandOverView Of(Job job, JobRecorder recorder) => new(
        recorder.Outcome == RecorderOutcome.Reinitialized ? NextLockout.Of(recorder) : null,
        recorder.FirmwareBefore,
        recorder.FirmwareAfter,
        recorder.CamerasBack,
        recorder.CamerasTotal,
        recorder.PlaybackChecked,
        recorder.PlaybackGaps,
        [.. SetupSteps.All.SelectMany(text => recorder.SetupSteps.Where(step => step.StepId == text.Id).Select(step => $"{text.Text} {RecoveryWords.Of(step.State)}."))],
        [.. recorder.Hardening.OrderBy(item => item.ItemId, StringComparer.Ordinal).Select(item =>
            $"{item.ItemId.Replace('-', ' ')}: {RecoveryWords.Of(item.State).ToLowerInvariant()}{(item.Before is null && item.After is null ? "" : $" ({item.Before ?? "not noted"} → {item.After ?? "not noted"})")}")],
        [.. job.Clips.Where(clip => clip.JobRecorderId == recorder.Id).OrderBy(clip => clip.At).Select(ClipWords.Of)]);
}

internal sealed record JobCheckView(
    OwnershipOutcome Outcome, OwnershipSituation? Situation, string? ApprovedBy, string? PersonName, IdentityKind? Identity, string? LastFour, AuthorityKind? Authority, Guid? OwnerSignature, string? Reason, string ByName, Instant At, string? WithdrawnBy, string? WithdrawnReason)
{
    public bool Stands => WithdrawnBy is null;
}

/// <param name="Technician">Who asked.</param>
/// <param name="Phone">Who is said to have approved by telephone.</param>
internal sealed record SecondPersonView(
    Guid Id, SecondPersonState State, OwnershipSituation Situation, string PersonName, IdentityKind Identity, string LastFour, AuthorityKind Authority, IReadOnlyList<(string Recorder, string Link)> Links, string Note,
    string Technician, Instant AskedAt, Guid? PhoneById, string? Phone, string? DecidedBy, Instant? DecidedAt, string? Reason)
{
    public static SecondPersonView Of(SecondPersonRequest request, Job job) => new(
        request.Id, request.State, request.Situation, request.PersonName, request.IdentityKind, request.IdentityLastFour, request.AuthorityKind, [.. job.Recorders.Where(part => request.Links.ContainsKey(part.Id)).Select(part => (Name(part.Recorder), OwnershipWords.Of(request.Links[part.Id])))], request.Note,
        request.AskedByName, request.AskedAt, request.PhoneById, request.PhoneByName, request.DecidedByName, request.DecidedAt, request.Reason);

    private static string Name(Recorder recorder) => string.Join(' ', new[] { recorder.Brand.ToString(), recorder.Model, recorder.Serial ?? "(serial not read)" }.OfType<string>());
}

/// <param name="Witness">The technician before whom it was signed.</param>
internal sealed record JobAuthorizationView(Guid Id, string SignedName, Instant At, string Witness);

internal sealed record JobVendorCaseView(Guid Id, string Vendor, string Method, VendorCaseState State, Instant AskedAt, string ByName, bool HasLetter, Instant? ExpectedBy, Instant? ValidUntil, Duration? Turnaround);

internal sealed record JobVisitView(Guid Id, VisitStatus Status, Interval Window, string Technician, string? TechnicianPhone, bool AwaitsAcknowledgement);

internal sealed record JobMessageView(MessageChannel Channel, string Subject, Guid? MailId, OutboxState? MailState, int Tries, TextState? Text, Instant At, Instant? DoneAt, string? DoneBy);

internal sealed record JobEventView(string What, string? Reason, string Who, Instant At, Instant? AtDevice, bool IsBad, bool IsClosing);

/// <summary>What the customer wrote from "your visit".</summary>
internal sealed record JobNoteView(string Text, Instant At, Instant? DoneAt, string? DoneBy);
