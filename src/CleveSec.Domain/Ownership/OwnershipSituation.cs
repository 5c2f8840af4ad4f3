namespace CleveSec.Domain.Ownership;

/// <summary>Whose recorder it is, and how the person who asks stands to it. Source: facts 4.5.</summary>
public enum OwnershipSituation
{
    OwnerOccupier,
    Business,

    /// <summary>Who knew the password has left the company.</summary>
    FormerStaff,
    BusinessSold,
    SecondHand,
    CameWithTheHouse,
    Leased,
    LandlordTenant,
    SeparatedCouple,
    Estate,

    /// <summary>The owner needs footage of what happened to them.</summary>
    IncidentFootage,
    Government,
}

/// <summary>What holds in one situation. One row of <see cref="OwnershipSituations.All"/>.</summary>
/// <param name="Words">On the card that is chosen.</param>
/// <param name="Suffices">What must be seen, beside the photo ID.</param>
/// <param name="Refuse">When nothing is opened.</param>
/// <param name="Also">What else is to be done; null: nothing.</param>
/// <param name="Authorities">Each of them is enough.</param>
/// <param name="Links">Each of them is enough for a recorder.</param>
/// <param name="SecondPerson">A dispatcher or admin looks at it before anything is tried.</param>
/// <param name="NeedsSerial">The serial on the label is part of the proof.</param>
/// <param name="Preserve">What is recorded comes first: no method that may lose settings or footage.</param>
public sealed record SituationRule(
    OwnershipSituation Situation, string Words, string Suffices, string Refuse, string? Also, IReadOnlySet<AuthorityKind> Authorities, IReadOnlySet<LinkKind> Links, bool SecondPerson = false, bool Preserve = false,
    bool NeedsSerial = false);

/// <summary>
/// Which evidence suffices in which situation, what must be refused and what needs a second person: one table. Sources: facts 4.2 to 4.5 (the locksmiths' positive-ID practice, the recorder
/// vendors' own processes; that a landlord, a tenant or one of a couple decides alone for the other is nowhere accepted).
/// </summary>
public static class OwnershipSituations
{
    private static readonly IReadOnlySet<LinkKind> OwnLinks =
        new HashSet<LinkKind> { LinkKind.Receipt, LinkKind.InstallerContract, LinkKind.LiveAppAccount, LinkKind.ReservedMailbox, LinkKind.WarrantyCard };

    /// <summary>Not the accounts: in these situations they show who used the recorder, not whose it is.</summary>
    private static readonly IReadOnlySet<LinkKind> PaperLinks = new HashSet<LinkKind> { LinkKind.Receipt, LinkKind.InstallerContract, LinkKind.WarrantyCard };

    public static IReadOnlyList<SituationRule> All { get; } =
    [
        new(OwnershipSituation.OwnerOccupier, "Their own home, their own recorder",
            "An ID, lease, deed or bill that shows this address, or a signed letter of the absent owner or their signature by link; and a receipt or a signed-in app.",
            "The name or the address fits nothing.", null,
            Kinds(AuthorityKind.IdShowsThisAddress, AuthorityKind.LeaseDeedOrUtilityBill, AuthorityKind.Deed, AuthorityKind.OwnersLetter, AuthorityKind.OwnerSignedByLink), OwnLinks),
        new(OwnershipSituation.Business, "A company’s recorder",
            "An officer or owner of the company, or its signed letter naming this person and this visit.",
            "Somebody who only works there asks.", "Call the company back on a number it publishes.",
            Kinds(AuthorityKind.CompanyOfficer, AuthorityKind.CompanyLetter), OwnLinks),
        new(OwnershipSituation.FormerStaff, "Staff who knew the password left the company",
            "The company asks: an officer or owner, or a signed letter.",
            "The one who left asks.", "Remove old users and app accounts afterwards.",
            Kinds(AuthorityKind.CompanyOfficer, AuthorityKind.CompanyLetter), OwnLinks),
        new(OwnershipSituation.BusinessSold, "The shop was sold or has a new tenant",
            "The bill of sale, or a lease that lists the equipment.",
            "Neither paper names the equipment.", "The earlier owner’s app must be unbound. Offer to wipe the disk before use.",
            Kinds(AuthorityKind.BillOfSale), With(PaperLinks, LinkKind.CameWithThePlace)),
        new(OwnershipSituation.SecondHand, "Bought second-hand",
            "The receipt or the listing, and the label with its serial.",
            "The label is gone or names somebody else.", "Footage of an earlier owner is on the disk: format it unopened, do not browse.",
            Kinds(AuthorityKind.IdShowsThisAddress, AuthorityKind.LeaseDeedOrUtilityBill, AuthorityKind.Deed), new HashSet<LinkKind> { LinkKind.Receipt }, NeedsSerial: true),
        new(OwnershipSituation.CameWithTheHouse, "It came with the house they bought",
            "The deed or the sales contract.",
            "The papers name somebody else as the buyer.", "The earlier owner’s app must be unbound. Their footage is formatted unopened.",
            Kinds(AuthorityKind.Deed), With(PaperLinks, LinkKind.CameWithThePlace)),
        new(OwnershipSituation.Leased, "Rented, leased or an alarm company’s",
            "A signed letter of whoever it belongs to.",
            "The lessor has not authorized it in writing.", null,
            Kinds(AuthorityKind.LessorsLetter), With(OwnLinks, LinkKind.CameWithThePlace)),
        new(OwnershipSituation.LandlordTenant, "Between landlord and tenant, or flatmates",
            "Papers that show who bought this recorder; it is opened for that person only. Else a court order.",
            "It belongs to the other one.", "Only the owner of the recorder, never “of the house”.",
            Kinds(AuthorityKind.IdShowsThisAddress, AuthorityKind.LeaseDeedOrUtilityBill, AuthorityKind.Deed, AuthorityKind.CourtOrder), With(PaperLinks, LinkKind.CourtOrder), SecondPerson: true),
        new(OwnershipSituation.SeparatedCouple, "A couple that is separated or separating",
            "The signed consent of both, or a court order.",
            "One of the two asks alone.", "Tell nobody the other one’s address. National Domestic Violence Hotline: 1‑800‑799‑7233.",
            Kinds(AuthorityKind.ConsentOfBoth, AuthorityKind.CourtOrder), With(OwnLinks, LinkKind.CourtOrder), SecondPerson: true),
        new(OwnershipSituation.Estate, "Part of an estate",
            "The executor’s or administrator’s papers.",
            "A relative without these papers asks.", null,
            Kinds(AuthorityKind.EstatePapers, AuthorityKind.CourtOrder), With(OwnLinks, LinkKind.CameWithThePlace, LinkKind.CourtOrder)),
        new(OwnershipSituation.IncidentFootage, "They need footage of what happened to them",
            "The same as for their own home or company.",
            "Police, a court or an insurer asks: they go to the manager.", "Preserve first: nothing that may lose settings or footage is tried, and nothing is formatted.",
            Kinds(AuthorityKind.IdShowsThisAddress, AuthorityKind.LeaseDeedOrUtilityBill, AuthorityKind.Deed, AuthorityKind.OwnersLetter, AuthorityKind.OwnerSignedByLink, AuthorityKind.CompanyOfficer, AuthorityKind.CompanyLetter), OwnLinks, Preserve: true),
        new(OwnershipSituation.Government, "A government, contractor or grant-funded site",
            "A signed letter of the agency or company, and the office’s decision.",
            "The office has not decided.", "Federal purchasing rules cover these brands, service included.",
            Kinds(AuthorityKind.AgencyLetter, AuthorityKind.CompanyLetter), With(OwnLinks, LinkKind.CameWithThePlace), SecondPerson: true),
    ];

    public static SituationRule Of(OwnershipSituation situation) => All.First(rule => rule.Situation == situation);

    private static HashSet<AuthorityKind> Kinds(params AuthorityKind[] kinds) => [.. kinds];

    private static HashSet<LinkKind> With(IReadOnlySet<LinkKind> links, params LinkKind[] more) => [.. links, .. more];
}
