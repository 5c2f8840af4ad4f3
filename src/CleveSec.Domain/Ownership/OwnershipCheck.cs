using NodaTime;

namespace CleveSec.Domain.Ownership;

public enum IdentityKind
{
    DriversLicense,
    StateId,
    Passport,
    MilitaryId,
    OtherGovernmentPhotoId,
}

/// <summary>Why this person may decide about this place.</summary>
public enum AuthorityKind
{
    IdShowsThisAddress,
    LeaseDeedOrUtilityBill,
    CompanyLetter,
    CompanyOfficer,
    EstatePapers,
    OwnersLetter,
}

/// <summary>What ties the person to this recorder.</summary>
public enum LinkKind
{
    Receipt,
    InstallerContract,
    LiveAppAccount,
    ReservedMailbox,
    WarrantyCard,
}

public enum OwnershipOutcome
{
    Verified,
    Overridden,
}

/// <summary>What was seen of a person: the kind of paper, whether the name matches, at most the last four characters of its number. Never an image.</summary>
/// <param name="PersonName">As on the paper.</param>
/// <param name="LastFour">One to four letters or digits.</param>
public sealed record IdentitySeen(string PersonName, IdentityKind Kind, string LastFour, bool NameMatches)
{
    public const int LastFourLength = 4;
}

/// <summary>The recorded fact that the gate reads: identity and authority of one person for one job. Withdrawn, never deleted.</summary>
public sealed class OwnershipCheck
{
    public const int ReasonMaxLength = 500;

    private OwnershipCheck() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid? VisitId { get; private set; }
    public OwnershipOutcome Outcome { get; private set; }
    public string? PersonName { get; private set; }
    public IdentityKind? IdentityKind { get; private set; }
    public string? IdentityLastFour { get; private set; }
    public AuthorityKind? AuthorityKind { get; private set; }

    /// <summary>For an override: why, in words.</summary>
    public string? Reason { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public Instant At { get; private set; }
    public Instant? WithdrawnAt { get; private set; }
    public string? WithdrawnByName { get; private set; }
    public string? WithdrawnReason { get; private set; }

    public bool Stands => WithdrawnAt is null;

    internal static OwnershipCheck Seen(Guid jobId, IdentitySeen identity, AuthorityKind authority, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        VisitId = step.VisitId,
        Outcome = OwnershipOutcome.Verified,
        PersonName = identity.PersonName.Trim(),
        IdentityKind = identity.Kind,
        IdentityLastFour = identity.LastFour,
        AuthorityKind = authority,
        ById = step.By.Id ?? throw new ArgumentException("Ownership is checked by a staff member.", nameof(step)),
        ByName = step.By.Name,
        At = step.At,
    };

    internal static OwnershipCheck Override(Guid jobId, string reason, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        VisitId = step.VisitId,
        Outcome = OwnershipOutcome.Overridden,
        Reason = reason,
        ById = step.By.Id ?? throw new ArgumentException("An override is made by a staff member.", nameof(step)),
        ByName = step.By.Name,
        At = step.At,
    };

    internal void Withdraw(string reason, Jobs.Step step)
    {
        WithdrawnAt = step.At;
        WithdrawnByName = step.By.Name;
        WithdrawnReason = reason;
    }
}
