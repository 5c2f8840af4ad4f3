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

    private readonly List<HardeningItem> hardening = [];

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
    public string? FirmwareAfter { get; private set; }
    public bool? PlaybackChecked { get; private set; }
    public IReadOnlyList<HardeningItem> Hardening => hardening;

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

    internal void Describe(string? firmwareAfter, bool playbackChecked) => (FirmwareAfter, PlaybackChecked) = (firmwareAfter, playbackChecked);

    internal void ForgetOutcome()
    {
        Outcome = null;
        OutcomeAt = null;
        ReinitializedAt = null;
    }

    internal void Harden(string itemId, HardeningState state, Step step)
    {
        var item = hardening.Find(existing => existing.ItemId == itemId);
        if (item is null)
        {
            item = HardeningItem.Of(Id, itemId);
            hardening.Add(item);
        }

        item.Set(state, step);
    }
}
