using NodaTime;

namespace CleveSec.Domain.Scheduling;

public enum OtherWorkKind
{
    Install,
    Repair,
    Estimate,
    Errand,

    /// <summary>A busy time from somebody's own calendar; what it is stays theirs.</summary>
    Busy,
}

/// <summary>Work beside recovery: it takes time and driving like a visit, but has no job and no ownership gate. Each technician's part is a <see cref="Visit"/> without a job.</summary>
public sealed class OtherWork
{
    public const int TitleMaxLength = 120;
    public const int ExternalIdMaxLength = 300;

    private OtherWork() { }

    public Guid Id { get; private set; }
    public OtherWorkKind Kind { get; private set; }
    public string Title { get; private set; } = "";
    public string? Street { get; private set; }

    /// <summary>Where it is; null: not known, which counts as far away.</summary>
    public string? Zip { get; private set; }
    public Instant Start { get; private set; }
    public Instant End { get; private set; }

    /// <summary>The calendar it came from; null: entered by staff.</summary>
    public Guid? FeedId { get; private set; }

    /// <summary>What that calendar calls it.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>Shared by the days of work that repeats; each is changed by itself. Null: it stands alone.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>Why a technician's time could not be taken: something stands there already. Null: it stands in the day.</summary>
    public string? Conflict { get; private set; }
    public Instant CreatedAt { get; private set; }
    public string CreatedByName { get; private set; } = "";
    public Instant? CancelledAt { get; private set; }

    public Interval Span => new(Start, End);

    /// <exception cref="ArgumentException">It ends before it starts.</exception>
    public static OtherWork Enter(OtherWorkKind kind, string title, string? street, string? zip, Interval span, string byName, Instant now, Guid? feedId = null, string? externalId = null, Guid? id = null, Guid? seriesId = null) => new OtherWork
    {
        Id = id ?? Guid.CreateVersion7(),
        Kind = kind,
        FeedId = feedId,
        ExternalId = externalId,
        SeriesId = seriesId,
        CreatedAt = now,
        CreatedByName = byName,
    }.With(title, street, zip, span);

    /// <exception cref="ArgumentException">It ends before it starts.</exception>
    public void Change(OtherWorkKind kind, string title, string? street, string? zip, Interval span) => With(title, street, zip, span).Kind = kind;

    public void Stands() => Conflict = null;

    public void StandsInTheWayOf(string what) => Conflict = what;

    public void Cancel(Instant now) => CancelledAt ??= now;

    /// <summary>A calendar has it again. False: it was there.</summary>
    public bool Return()
    {
        var was = CancelledAt is not null;
        CancelledAt = null;
        return was;
    }

    private OtherWork With(string title, string? street, string? zip, Interval span)
    {
        if (span.Duration <= Duration.Zero)
        {
            throw new ArgumentException("Work ends after it starts.", nameof(span));
        }

        (Title, Street, Zip) = (title.Trim(), string.IsNullOrWhiteSpace(street) ? null : street.Trim(), zip);
        (Start, End) = (span.Start, span.End);
        return this;
    }
}
