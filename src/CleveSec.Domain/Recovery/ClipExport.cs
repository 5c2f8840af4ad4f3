using NodaTime;

namespace CleveSec.Domain.Recovery;

/// <summary>What a clip shows, by the recorder's own clock.</summary>
/// <param name="OffsetSeconds">How far the recorder's clock is ahead of the right time; negative: behind.</param>
/// <param name="PlaybackChecked">The clip was played from the owner's medium.</param>
/// <param name="ExportedBy">The owner, or whom they asked, who saved it.</param>
public sealed record ClipSpan(int Channel, LocalDateTime From, LocalDateTime To, int OffsetSeconds, bool PlaybackChecked, string ExportedBy)
{
    public const int LastChannel = 256;

    /// <summary>A year: a recorder that lost its battery begins anew at some old day, and the offset is then written in the note of the police report, not here.</summary>
    public const int MostOffsetSeconds = 366 * 24 * 3600;
    public const int MostDays = 7;

    /// <summary>Why it cannot be so, as a sentence; null when it can.</summary>
    public string? WhyNot() => this switch
    {
        { Channel: < 1 or > LastChannel } => $"A channel is a number from 1 to {LastChannel}.",
        _ when To <= From => "The end comes after the beginning.",
        _ when To > From.PlusDays(MostDays) => $"One entry spans at most {MostDays} days.",
        { OffsetSeconds: < -MostOffsetSeconds or > MostOffsetSeconds } => "The clock is off by a year at most.",
        _ when string.IsNullOrWhiteSpace(ExportedBy) => "Write who saved it.",
        _ => null,
    };
}

/// <summary>The owner saved a clip of an incident on their own medium. We keep this line and no copy.</summary>
public sealed class ClipExport
{
    private ClipExport() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public Guid? VisitId { get; private set; }
    public int Channel { get; private set; }
    public LocalDateTime ClipFrom { get; private set; }
    public LocalDateTime ClipTo { get; private set; }
    public int OffsetSeconds { get; private set; }
    public bool PlaybackChecked { get; private set; }
    public string ExportedBy { get; private set; } = "";
    public Instant At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

    internal static ClipExport Of(Guid id, Guid jobId, Guid jobRecorderId, ClipSpan clip, Jobs.Step step) => new()
    {
        Id = id,
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        VisitId = step.VisitId,
        Channel = clip.Channel,
        ClipFrom = clip.From,
        ClipTo = clip.To,
        OffsetSeconds = clip.OffsetSeconds,
        PlaybackChecked = clip.PlaybackChecked,
        ExportedBy = clip.ExportedBy.Trim(),
        At = step.At,
        ById = step.By.Id ?? throw new ArgumentException("A clip is recorded by a staff member.", nameof(step)),
        ByName = step.By.Name,
    };
}
