using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Jobs;

public enum RecorderOutcome
{
    Reinitialized,
    NotRecovered,
}

/// <summary>One recorder on one job: its link evidence, its consent, its outcome. The gate holds for each recorder.</summary>
public sealed class JobRecorder
{
    public const int FirmwareMaxLength = 60;
    public const int MostCameras = 256;
    public const int PlaybackGapsMaxLength = 300;

    /// <summary>The longest lock in the manuals of recorders; others end sooner. Facts 1.10.</summary>
    public static readonly Duration Lockout = Duration.FromMinutes(30);

    private readonly List<HardeningItem> hardening = [];
    private readonly List<SetupStep> setupSteps = [];

    private JobRecorder() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid RecorderId { get; private set; }
    public Recorder Recorder { get; private set; } = null!;
    public LinkKind? LinkKind { get; private set; }
    public Instant? LinkSeenAt { get; private set; }
    public string? LinkSeenByName { get; private set; }

    /// <summary>Who signed that settings may be lost; null while nobody did.</summary>
    public string? ConsentByName { get; private set; }
    public Instant? ConsentAt { get; private set; }
    public RecorderOutcome? Outcome { get; private set; }
    public Instant? OutcomeAt { get; private set; }

    /// <summary>When the owner had set the new password; null unless re-initialized.</summary>
    public Instant? ReinitializedAt { get; private set; }
    public string? FirmwareBefore { get; private set; }
    public string? FirmwareAfter { get; private set; }

    /// <summary>The last minutes of each channel were played back.</summary>
    public bool? PlaybackChecked { get; private set; }

    /// <summary>Channels that did not play, in words.</summary>
    public string? PlaybackGaps { get; private set; }
    public int? CamerasTotal { get; private set; }

    /// <summary>How many of them are online again with the password they have now.</summary>
    public int? CamerasBack { get; private set; }

    /// <summary>Until when nothing is typed because the recorder said that it is locked; null when nobody saw that.</summary>
    public Instant? LockedUntil { get; private set; }
    public IReadOnlyList<HardeningItem> Hardening => hardening;
    public IReadOnlyList<SetupStep> SetupSteps => setupSteps;

    /// <summary>Link evidence was seen.</summary>
    public bool IsLinked => LinkSeenAt is not null;

    internal static JobRecorder Of(Guid jobId, Recorder recorder) => new() { Id = Guid.CreateVersion7(), JobId = jobId, RecorderId = recorder.Id, Recorder = recorder };

    /// <param name="kind">Null when a second person overrode the check: nothing was seen.</param>
    internal void Link(LinkKind? kind, Step step)
    {
        LinkKind = kind;
        LinkSeenAt = step.At;
        LinkSeenByName = step.By.Name;
    }

    /// <summary>The person who was verified no longer counts: neither what linked them nor what they signed does. The events keep both.</summary>
    internal void Unlink()
    {
        (LinkKind, LinkSeenAt, LinkSeenByName) = (null, null, null);
        (ConsentByName, ConsentAt) = (null, null);
    }

    internal void Consent(string signedName, Instant at) => (ConsentByName, ConsentAt) = (signedName.Trim(), at);

    internal void Settle(RecorderOutcome outcome, Instant at)
    {
        Outcome = outcome;
        OutcomeAt = at;
        ReinitializedAt = outcome == RecorderOutcome.Reinitialized ? at : null;
    }

    internal void Describe(Reinitialization stated, Step step)
    {
        (FirmwareBefore, FirmwareAfter) = (Text(stated.FirmwareBefore), Text(stated.FirmwareAfter));
        (PlaybackChecked, PlaybackGaps) = (stated.PlaybackChecked, Text(stated.PlaybackGaps));
        (CamerasTotal, CamerasBack) = (stated.CamerasTotal, stated.CamerasBack);
        foreach (var (id, state) in stated.Steps)
        {
            var done = setupSteps.Find(existing => existing.StepId == id);
            if (done is null)
            {
                done = SetupStep.Of(Id, id);
                setupSteps.Add(done);
            }

            done.Set(state, step);
        }
    }

    /// <summary>The answers given since it was last re-initialized: those from before a reopening say nothing about how it is now.</summary>
    public IReadOnlyList<HardeningItem> HardeningNow() => ReinitializedAt is { } since ? hardening.FindAll(item => item.At >= since) : [];

    /// <summary>The same for what the owner set up.</summary>
    public IReadOnlyList<SetupStep> SetupNow() => ReinitializedAt is { } since ? setupSteps.FindAll(done => done.At >= since) : [];

    internal void Lock(Instant until) => LockedUntil = until;

    internal void ForgetOutcome()
    {
        Outcome = null;
        OutcomeAt = null;
        ReinitializedAt = null;
    }

    internal void Harden(string itemId, HardeningState state, Step step, HardeningDetail detail)
    {
        var item = hardening.Find(existing => existing.ItemId == itemId);
        if (item is null)
        {
            item = HardeningItem.Of(Id, itemId);
            hardening.Add(item);
        }

        item.Set(state, step, detail);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
