using CleveSec.Domain.Customers;
using NodaTime;

namespace CleveSec.Domain.Ownership;

public enum OwnerSignatureState
{
    /// <summary>The link went out. After <see cref="OwnerSignature.ExpiresAt"/> it is worth nothing.</summary>
    Asked,
    Signed,

    /// <summary>The owner said no, or that this is not theirs.</summary>
    Declined,

    /// <summary>Taken back by us, or asked anew.</summary>
    Revoked,

    /// <summary>The job came to its end.</summary>
    Over,
}

/// <summary>What the owner is asked.</summary>
/// <param name="OwnerName">Who signs.</param>
/// <param name="RepresentativeName">Who acts for them on site, with the full name as it stands on the ID.</param>
/// <param name="Language">Of the letter and of the page it leads to.</param>
public sealed record OwnerAsked(string OwnerName, string RepresentativeName, Language Language);

/// <summary>
/// An absent owner says by a link to the mailbox or telephone on file who acts for them: asked, then signed or declined, once. Kept as it was signed, deleted on its date. It is beside the
/// <see cref="Authorization"/>, which the representative signs on site before the technician, and never instead of it.
/// </summary>
public sealed class OwnerSignature
{
    public const int WordsMaxLength = 500;

    /// <summary>Of why it is taken back. Said of a verification that falls with it, it stays within <see cref="OwnershipCheck.ReasonMaxLength"/>.</summary>
    public const int ReasonMaxLength = 300;

    /// <summary>How long the link can be signed.</summary>
    public static readonly Duration LinkLife = Duration.FromDays(7);

    private OwnerSignature() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public OwnerSignatureState State { get; private set; }
    public string OwnerName { get; private set; } = "";
    public string RepresentativeName { get; private set; } = "";
    public Language Language { get; private set; }

    /// <summary>E-mail, or a text message where there is no address.</summary>
    public MessageChannel Channel { get; private set; }

    /// <summary>The address or number it was sent to, as it stood on file then.</summary>
    public string SentTo { get; private set; } = "";
    public Guid AskedById { get; private set; }
    public string AskedByName { get; private set; } = "";
    public Instant AskedAt { get; private set; }
    public Instant ExpiresAt { get; private set; }

    /// <summary>Typed by who signed; null: nobody has.</summary>
    public string? SignedName { get; private set; }
    public Instant? SignedAt { get; private set; }

    /// <summary>In which it was shown and signed.</summary>
    public Language? SignedLanguage { get; private set; }

    /// <summary>Of the <see cref="OwnerSignatureText"/>.</summary>
    public string? TextVersion { get; private set; }

    /// <summary>Of the <see cref="AuthorizationText"/>.</summary>
    public string? FormVersion { get; private set; }

    /// <summary>What was drawn, encrypted under the master key; null: the typed name is the signature.</summary>
    public byte[]? SealedStrokes { get; private set; }
    public Instant? DeclinedAt { get; private set; }

    /// <summary>What the owner added when declining; null: nothing.</summary>
    public string? DeclinedWords { get; private set; }
    public Instant? EndedAt { get; private set; }
    public string? EndedByName { get; private set; }

    /// <summary>Three years after it was signed, or else asked.</summary>
    public Instant PurgeAt { get; private set; }

    /// <summary>Not over: it can still be signed, or it was and stands.</summary>
    public bool IsOpen => State is OwnerSignatureState.Asked or OwnerSignatureState.Signed;

    public bool HasExpired(Instant now) => State == OwnerSignatureState.Asked && ExpiresAt <= now;

    /// <summary>The same was asked.</summary>
    public bool IsOf(OwnerAsked asked) => (OwnerName, RepresentativeName, Language) == (asked.OwnerName.Trim(), asked.RepresentativeName.Trim(), asked.Language);

    internal static OwnerSignature Of(Guid jobId, OwnerAsked asked, MessageChannel channel, string sentTo, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        State = OwnerSignatureState.Asked,
        OwnerName = asked.OwnerName.Trim(),
        RepresentativeName = asked.RepresentativeName.Trim(),
        Language = asked.Language,
        Channel = channel,
        SentTo = sentTo,
        AskedById = step.By.Id ?? throw new ArgumentException("An owner is asked by a member of staff.", nameof(step)),
        AskedByName = step.By.Name,
        AskedAt = step.At,
        ExpiresAt = step.At + LinkLife,
        PurgeAt = KeptFrom(step.At),
    };

    internal void Sign(OwnerSigned signed, Instant at)
    {
        State = OwnerSignatureState.Signed;
        (SignedName, SignedAt, SignedLanguage, TextVersion, FormVersion, SealedStrokes) = (signed.Name.Trim(), at, signed.Language, signed.TextVersion, signed.FormVersion, signed.Strokes);
        PurgeAt = KeptFrom(at);
    }

    internal void Decline(string? words, Instant at) => (State, DeclinedAt, DeclinedWords) = (OwnerSignatureState.Declined, at, string.IsNullOrWhiteSpace(words) ? null : words.Trim());

    internal void End(OwnerSignatureState state, Jobs.Step step) => (State, EndedAt, EndedByName) = (state, step.At, step.By.Name);

    private static Instant KeptFrom(Instant at) => at.InUtc().LocalDateTime.Plus(Authorization.Kept).InUtc().ToInstant();
}

/// <summary>The owner's signature as it was given.</summary>
/// <param name="TextVersion">Of the <see cref="OwnerSignatureText"/> that was shown.</param>
/// <param name="FormVersion">Of the <see cref="AuthorizationText"/> that was shown.</param>
/// <param name="Name">Typed by who signs; it is the signature where nothing is drawn.</param>
/// <param name="Strokes">What was drawn, encrypted; null: nothing was.</param>
public sealed record OwnerSigned(string TextVersion, string FormVersion, Language Language, string Name, byte[]? Strokes = null);
