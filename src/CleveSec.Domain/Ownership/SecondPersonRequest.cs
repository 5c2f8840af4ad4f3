using NodaTime;

namespace CleveSec.Domain.Ownership;

public enum SecondPersonState
{
    Waiting,
    Approved,
    Declined,

    /// <summary>Approved, and the gate was opened with it.</summary>
    Used,

    /// <summary>Taken back, or the visit it was for is over.</summary>
    Withdrawn,
}

/// <summary>
/// What the technician saw, put before a second person because the situation asks for one. Said by telephone it still waits until the one who said so confirms it here; until then the gate
/// is shut and the job cannot be closed.
/// </summary>
public sealed class SecondPersonRequest
{
    public const int NoteMaxLength = 500;

    private SecondPersonRequest() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid VisitId { get; private set; }
    public OwnershipSituation Situation { get; private set; }
    public string PersonName { get; private set; } = "";
    public IdentityKind IdentityKind { get; private set; }
    public string IdentityLastFour { get; private set; } = "";
    public AuthorityKind AuthorityKind { get; private set; }

    /// <summary>By recorder of the job.</summary>
    public IReadOnlyDictionary<Guid, LinkKind> Links { get; private set; } = new Dictionary<Guid, LinkKind>();

    /// <summary>What the second person should know.</summary>
    public string Note { get; private set; } = "";
    public Guid AskedById { get; private set; }
    public string AskedByName { get; private set; } = "";
    public Instant AskedAt { get; private set; }

    /// <summary>Who approved by telephone, as the technician says; only they can confirm it.</summary>
    public Guid? PhoneById { get; private set; }
    public string? PhoneByName { get; private set; }
    public SecondPersonState State { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public Instant? DecidedAt { get; private set; }
    public string? Reason { get; private set; }

    public bool IsWaiting => State == SecondPersonState.Waiting;

    /// <summary>What was seen, as it was when it was asked.</summary>
    public OwnershipSeen Seen => new(Situation, new IdentitySeen(PersonName, IdentityKind, IdentityLastFour, NameMatches: true), AuthorityKind, Links);

    /// <param name="phone">Who approved by telephone.</param>
    internal static SecondPersonRequest Of(Guid jobId, Guid visitId, OwnershipSeen seen, string note, Jobs.Actor? phone, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        VisitId = visitId,
        Situation = seen.Situation,
        PersonName = seen.Identity.PersonName.Trim(),
        IdentityKind = seen.Identity.Kind,
        IdentityLastFour = seen.Identity.LastFour,
        AuthorityKind = seen.Authority,
        Links = seen.Links,
        Note = note.Trim(),
        AskedById = step.By.Id ?? throw new ArgumentException("A second person is asked by a staff member.", nameof(step)),
        AskedByName = step.By.Name,
        AskedAt = step.At,
        PhoneById = phone?.Id,
        PhoneByName = phone?.Name,
        State = SecondPersonState.Waiting,
    };

    internal void Use() => State = SecondPersonState.Used;

    /// <summary>What was approved stays approved by whom it was, also when it is not used.</summary>
    internal void End(SecondPersonState state, string? reason, Jobs.Step step)
    {
        var wasDecided = State == SecondPersonState.Approved;
        State = state;
        if (wasDecided)
        {
            return;
        }

        DecidedById = step.By.Id;
        DecidedByName = step.By.Name;
        DecidedAt = step.At;
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }
}
