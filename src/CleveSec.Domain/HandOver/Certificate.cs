using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using NodaTime;

namespace CleveSec.Domain.HandOver;

/// <summary>Whether the customer signed the hand-over, and if not, why not.</summary>
public enum HandOverSign
{
    /// <summary>Closed by the office: nobody was asked.</summary>
    NotAsked,
    Signed,
    NotPresent,
    DidNotWant,
}

/// <summary>The customer's signature under the hand-over, or that there is none. Closing never waits for it.</summary>
/// <param name="Name">Typed by who signs; null where nobody did.</param>
/// <param name="Strokes">What was drawn, encrypted; null: nothing was.</param>
public sealed record HandOverSignature(HandOverSign Sign, string? Name = null, byte[]? Strokes = null)
{
    public static HandOverSignature NotAsked { get; } = new(HandOverSign.NotAsked);
}

/// <summary>The code of a certificate as it is kept: to be found by, and to be printed again.</summary>
/// <param name="Hash">SHA-256 of the code.</param>
/// <param name="Sealed">The code, encrypted under the master key.</param>
public sealed record SealedCheckCode(byte[] Hash, byte[] Sealed);

/// <summary>
/// The paper that is handed over when a job is closed, also one that was refused or not recovered. One for each closing, never changed, deleted on its date. A job that is closed again gets
/// another one, which replaces it.
/// </summary>
public sealed class Certificate
{
    /// <summary>A job's number and which closing it was, "CS-2026-00042-1".</summary>
    public const int NumberMaxLength = Jobs.JobNumber.MaxLength + 5;

    /// <summary>Three years, as the signed authorization form.</summary>
    public static readonly Period Kept = Ownership.Authorization.Kept;

    private Certificate() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }

    /// <summary>Which closing of its job, from 1.</summary>
    public int Closing { get; private set; }
    public string Number { get; private set; } = "";
    public Instant ClosedAt { get; private set; }
    public CertificateOutcome Outcome { get; private set; }
    public Language Language { get; private set; }
    public byte[] CodeHash { get; private set; } = [];
    public byte[] SealedCode { get; private set; } = [];
    public CertificateContent Content { get; private set; } = null!;
    public HandOverSign Sign { get; private set; }
    public string? SignedName { get; private set; }

    /// <summary>What was drawn, encrypted under the master key; null: the typed name is the signature, or nobody signed.</summary>
    public byte[]? SealedStrokes { get; private set; }
    public Instant IssuedAt { get; private set; }
    public Guid? IssuedById { get; private set; }
    public string IssuedByName { get; private set; } = "";
    public Instant PurgeAt { get; private set; }

    /// <param name="id">The code is sealed for it.</param>
    /// <param name="closing">Which closing of the job this is, from 1.</param>
    /// <exception cref="IllegalTransition">The job is not closed.</exception>
    /// <exception cref="ArgumentException">A signature without a name, or a name without a signature.</exception>
    public static Certificate Issue(Guid id, Job job, int closing, CertificateBuilder builder, SealedCheckCode code, HandOverSignature signature, Step step)
    {
        if (signature.Sign == HandOverSign.Signed == string.IsNullOrWhiteSpace(signature.Name) || (signature.Strokes is not null && signature.Sign != HandOverSign.Signed))
        {
            throw new ArgumentException("Who signs types their name, and nobody else has one here.", nameof(signature));
        }

        var content = builder.Build();
        return new Certificate
        {
            Id = id,
            JobId = job.Id,
            Closing = closing,
            Number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job.Number}-{closing}"),
            ClosedAt = content.ClosedAt,
            Outcome = builder.Outcome,
            Language = job.Customer.Language,
            CodeHash = code.Hash,
            SealedCode = code.Sealed,
            Content = content,
            Sign = signature.Sign,
            SignedName = signature.Name?.Trim(),
            SealedStrokes = signature.Strokes,
            IssuedAt = step.At,
            IssuedById = step.By.Id,
            IssuedByName = step.By.Name,
            PurgeAt = step.At.InUtc().LocalDateTime.Plus(Kept).InUtc().ToInstant(),
        };
    }
}
