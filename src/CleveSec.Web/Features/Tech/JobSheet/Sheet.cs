using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.OwnerByLink;
using CleveSec.Web.UseCases.Recorders;
using NodaTime;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>Everything the job sheet and its steps show.</summary>
/// <param name="Diagnosis">What the customer answered in "which reset works for me?".</param>
/// <param name="AlwaysSecondPerson">On this job a second person decides about ownership, whatever the situation.</param>
/// <param name="Preserves">Footage of an incident comes before getting in: nothing that may lose it.</param>
/// <param name="Allowed">The job's moves that are open to the technician on this visit.</param>
internal sealed record Sheet(
    Guid VisitId,
    string JobNumber,
    JobStatus Status,
    IReadOnlyList<JobAction> Allowed,
    SheetVisit Visit,
    SheetPlace Place,
    Trouble Trouble,
    string? Notes,
    string? Diagnosis,
    IntakeView Intake,
    IReadOnlyList<SheetRecorder> Recorders,
    SheetCheck? Check,
    SheetSecondPerson? SecondPerson,
    bool AlwaysSecondPerson,
    bool Preserves,
    IReadOnlyList<SheetAttempt> Attempts,
    SheetVendorCase? Vendor,
    string? Summary,
    Instant? AnswerValidUntil)
{
    public Guid JobId { get; init; }

    /// <summary>The work is ahead or under way, and the job goes on with this visit: photos and papers can be added.</summary>
    public bool TakesPhotos => Visit.IsCurrent && !Status.IsOver();

    /// <summary>What is known of each recorder from earlier jobs of the same customer; only where the page shows it.</summary>
    public IReadOnlyDictionary<Guid, Passport> Before { get; init; } = new Dictionary<Guid, Passport>();

    /// <summary>What has no outcome yet.</summary>
    public IEnumerable<SheetRecorder> OpenRecorders => Recorders.Where(recorder => recorder.Outcome is null);

    /// <summary>The manufacturer's answer, where it may be read now.</summary>
    public IReadOnlyList<UseCases.Vendors.AnswerFile> AnswerFiles { get; init; } = [];

    /// <inheritdoc cref="Job.AsksAboutFootage"/>
    public bool AsksAboutFootage { get; init; }

    /// <inheritdoc cref="Job.MayConsent"/>
    public IReadOnlyList<string> MayConsent { get; init; } = [];

    /// <summary>Links to an absent owner, the last one first.</summary>
    public IReadOnlyList<OwnerSignatureView> Owners { get; init; } = [];

    public bool MustsAnswered => Recorders.All(recorder => recorder.OpenMusts == 0);

    /// <summary>A code or file is pending, or came and is not used yet: the recorder stays on.</summary>
    public bool MustStayOn { get; init; }

    public bool May(JobAction action) => Allowed.Contains(action);

    /// <summary>This recorder is open, so its owner can save a clip from it.</summary>
    public bool MayClip(SheetRecorder recorder) => Visit is { Status: VisitStatus.OnSite, IsCurrent: true } && (Status == JobStatus.Reinitialized || recorder.MayWork) && (recorder.HasSuccess || recorder.Outcome == RecorderOutcome.Reinitialized);

    public SheetRecorder? Recorder(Guid? id) => Recorders.FirstOrDefault(recorder => recorder.Id == id);

    /// <summary>"Recorder 2 of 3: Dahua XVR5116, serial 7J03A" or, alone on its job, without the number.</summary>
    public string NameOf(Guid recorderId)
    {
        var place = Recorders.ToList().FindIndex(recorder => recorder.Id == recorderId);
        return Recorders.Count == 1 ? Recorders[place].Label : $"Recorder {place + 1} of {Recorders.Count}: {Recorders[place].Label}";
    }
}

/// <param name="IsCurrent">The job goes on with this visit; an older one is only read.</param>
/// <param name="HasItsDay">It is today or was earlier: the technician may set out.</param>
/// <param name="WasMoved">The visit was changed after it was booked.</param>
internal sealed record SheetVisit(
    VisitStatus Status, bool IsLive, bool IsCurrent, bool HasItsDay, bool AwaitsAcknowledgement, bool WasMoved,
    Interval Window, Interval Work, Instant? EnRouteAt, Instant? ArrivedAt, Instant? EndedAt);

/// <param name="GateCode">Only while the visit is open.</param>
internal sealed record SheetPlace(string CustomerName, Language Language, string Phone, string Street, string? Unit, string City, string State, string Zip, string? GateCode);

/// <param name="OpenMusts">Items of the checklist that must be answered and are not; 0 before re-initialization.</param>
/// <param name="Details">What was written beside the answers, and on which version of the checklist, by item id.</param>
internal sealed record SheetRecorder(
    Guid Id, RecorderBrand Brand, string? Model, string? Serial, bool IsLinked, LinkKind? Link, string? ConsentBy, RecorderOutcome? Outcome, bool HasSuccess,
    string? FirmwareAfter, bool? PlaybackChecked, IReadOnlyDictionary<string, HardeningState> Answers, int OpenMusts, SheetWork Work, IReadOnlyDictionary<string, HardeningDetail> Details)
{
    /// <summary>Ownership stands and the recorder does not wait for its manufacturer, whatever the other recorders do.</summary>
    public bool MayWork { get; init; }

    /// <summary>Channels that did not play; null: none.</summary>
    public string? PlaybackGaps { get; init; }

    /// <summary>How many cameras are back, of how many; null: not counted.</summary>
    public (int Back, int Total)? Cameras { get; init; }

    public string Label => string.Join(", ", new[] { $"{(Brand == RecorderBrand.Other ? "Other brand" : Brand.ToString())} {Model}".Trim(), Serial is null ? null : $"serial {Serial}" }.OfType<string>());
}

/// <param name="PersonName">Null when a second person overrode the check.</param>
internal sealed record SheetCheck(string? PersonName, IdentityKind? Identity, AuthorityKind? Authority, string ByName, Instant At);

/// <summary>What the technician asked a second person, as long as it matters.</summary>
/// <param name="State">Waiting, approved, or declined just now.</param>
/// <param name="Phone">Who is said to have approved by telephone.</param>
internal sealed record SheetSecondPerson(SecondPersonState State, OwnershipSituation Situation, string? Phone, Instant AskedAt, string? DecidedBy, string? Reason);

internal sealed record SheetAttempt(Guid RecorderId, string MethodId, AttemptOutcome Outcome, AttemptReason? Reason, string? Note, Instant? StartedAt, Instant At, string ByName)
{
    public string Method => ResetMethod.Find(MethodId)?.Name ?? MethodId;
}

/// <param name="LetterId">The case whose letter is written and not sent.</param>
internal sealed record SheetVendorCase(Guid RecorderId, string Vendor, string MethodId, Instant AskedAt, Guid? LetterId, bool ByLetter)
{
    public string Method => ResetMethod.Find(MethodId)?.Name ?? MethodId;
}
