using NodaTime;

namespace CleveSec.Domain.Ownership;

/// <summary>
/// What the office found in the papers that came before a visit, so that the technician begins with it. It verifies nothing: the ID is seen on site, and the gate is opened there. Added, never
/// changed; the newest counts.
/// </summary>
public sealed class OwnershipPrecheck
{
    public const int NoteMaxLength = 500;

    private OwnershipPrecheck() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public OwnershipSituation Situation { get; private set; }

    /// <summary>Null: no paper of it came.</summary>
    public AuthorityKind? AuthorityKind { get; private set; }

    /// <summary>By recorder of the job, as far as papers came.</summary>
    public IReadOnlyDictionary<Guid, LinkKind> Links { get; private set; } = new Dictionary<Guid, LinkKind>();

    /// <summary>What the technician should know or ask for; null: nothing.</summary>
    public string? Note { get; private set; }
    public Instant At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

    internal static OwnershipPrecheck Of(Guid jobId, OwnershipSituation situation, AuthorityKind? authority, IReadOnlyDictionary<Guid, LinkKind> links, string? note, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        Situation = situation,
        AuthorityKind = authority,
        Links = links,
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        At = step.At,
        ById = step.By.Id ?? throw new ArgumentException("Papers are looked at by a member of staff.", nameof(step)),
        ByName = step.By.Name,
    };
}
