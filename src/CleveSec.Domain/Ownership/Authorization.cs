using CleveSec.Domain.Customers;
using NodaTime;

namespace CleveSec.Domain.Ownership;

/// <summary>A signature as it was given.</summary>
/// <param name="Name">Typed by who signs; it is the signature where nothing is drawn.</param>
/// <param name="Strokes">What was drawn, encrypted; null: nothing was.</param>
public sealed record AuthorizationSigned(string TextVersion, Language Language, string Name, byte[]? Strokes = null);

/// <summary>The signed authorization form: who asked us to open these recorders, with which words. Added, never changed, deleted on its date.</summary>
public sealed class Authorization
{
    /// <summary>Three years, as the locksmiths keep theirs (facts 4.2).</summary>
    public static readonly Period Kept = Period.FromYears(3);

    private Authorization() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid VisitId { get; private set; }
    public string TextVersion { get; private set; } = "";
    public Language Language { get; private set; }
    public string SignedName { get; private set; } = "";

    /// <summary>What was drawn, encrypted under the master key; null: the typed name is the signature.</summary>
    public byte[]? SealedStrokes { get; private set; }
    public Instant At { get; private set; }

    /// <summary>The technician before whom it was signed.</summary>
    public Guid WitnessId { get; private set; }
    public string WitnessName { get; private set; } = "";
    public Instant PurgeAt { get; private set; }

    internal static Authorization Of(Guid jobId, Guid visitId, AuthorizationSigned signed, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        VisitId = visitId,
        TextVersion = signed.TextVersion,
        Language = signed.Language,
        SignedName = signed.Name.Trim(),
        SealedStrokes = signed.Strokes,
        At = step.At,
        WitnessId = step.By.Id ?? throw new ArgumentException("It is signed before a member of staff.", nameof(step)),
        WitnessName = step.By.Name,
        PurgeAt = step.At.InUtc().LocalDateTime.Plus(Kept).InUtc().ToInstant(),
    };
}
