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

    /// <summary>The deed or the sales contract of the house or shop.</summary>
    Deed,

    /// <summary>A bill of sale of the business, or a lease that lists the equipment.</summary>
    BillOfSale,

    /// <summary>Whoever rents the recorder out, or the alarm company whose it is, authorizes in writing.</summary>
    LessorsLetter,
    CourtOrder,

    /// <summary>Both of a couple, signed.</summary>
    ConsentOfBoth,

    /// <summary>The agency that has the site.</summary>
    AgencyLetter,

    /// <summary>The absent owner signed by a link to the channel on file that this person acts for them (<see cref="OwnerSignature"/>).</summary>
    OwnerSignedByLink,
}

/// <summary>What ties the person to this recorder.</summary>
public enum LinkKind
{
    Receipt,
    InstallerContract,
    LiveAppAccount,
    ReservedMailbox,
    WarrantyCard,

    /// <summary>Fixed in the house or shop, and handed over with it.</summary>
    CameWithThePlace,

    /// <summary>The court names this recorder and who it is opened for.</summary>
    CourtOrder,
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

/// <summary>Everything that was seen: what the check is judged by.</summary>
/// <param name="Links">By recorder of the job; the others can be linked later.</param>
public sealed record OwnershipSeen(OwnershipSituation Situation, IdentitySeen Identity, AuthorityKind Authority, IReadOnlyDictionary<Guid, LinkKind> Links);

/// <summary>The recorded fact that the gate reads: identity and authority of one person for one job. Withdrawn, never deleted.</summary>
public sealed class OwnershipCheck
{
    public const int ReasonMaxLength = 500;

    private OwnershipCheck() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid? VisitId { get; private set; }
    public OwnershipOutcome Outcome { get; private set; }

    /// <summary>Whose recorder it is and why this person asks; null for an override, and in checks from before it was asked.</summary>
    public OwnershipSituation? Situation { get; private set; }
    public string? PersonName { get; private set; }
    public IdentityKind? IdentityKind { get; private set; }
    public string? IdentityLastFour { get; private set; }
    public AuthorityKind? AuthorityKind { get; private set; }

    /// <summary>On which signature by link it rests; that one goes on its date, the check stays.</summary>
    public Guid? OwnerSignatureId { get; private set; }

    /// <summary>For an override: why, in words.</summary>
    public string? Reason { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public Instant At { get; private set; }

    /// <summary>The second person, where the situation asks for one.</summary>
    public Guid? ApprovedById { get; private set; }
    public string? ApprovedByName { get; private set; }
    public Instant? WithdrawnAt { get; private set; }
    public string? WithdrawnByName { get; private set; }
    public string? WithdrawnReason { get; private set; }

    public bool Stands => WithdrawnAt is null;

    /// <param name="approved">What the second person said yes to; null where the situation needs none.</param>
    /// <param name="ownerSignature">What the absent owner signed by link; null where it rests on something else.</param>
    internal static OwnershipCheck Of(Guid jobId, OwnershipSeen seen, Jobs.Step step, SecondPersonRequest? approved = null, Guid? ownerSignature = null) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        VisitId = step.VisitId,
        Outcome = OwnershipOutcome.Verified,
        Situation = seen.Situation,
        PersonName = seen.Identity.PersonName.Trim(),
        IdentityKind = seen.Identity.Kind,
        IdentityLastFour = seen.Identity.LastFour,
        AuthorityKind = seen.Authority,
        OwnerSignatureId = ownerSignature,
        ApprovedById = approved?.DecidedById,
        ApprovedByName = approved?.DecidedByName,
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
