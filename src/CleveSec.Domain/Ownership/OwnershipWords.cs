namespace CleveSec.Domain.Ownership;

/// <summary>What was seen, in the words used on screen.</summary>
public static class OwnershipWords
{
    public static string Of(IdentityKind kind) => kind switch
    {
        IdentityKind.DriversLicense => "Driver’s license",
        IdentityKind.StateId => "State ID",
        IdentityKind.Passport => "Passport",
        IdentityKind.MilitaryId => "Military ID",
        IdentityKind.OtherGovernmentPhotoId => "Other government photo ID",
        _ => kind.ToString(),
    };

    public static string Of(AuthorityKind kind) => kind switch
    {
        AuthorityKind.IdShowsThisAddress => "The ID shows this address",
        AuthorityKind.LeaseDeedOrUtilityBill => "Lease, deed or utility bill for this address",
        AuthorityKind.CompanyLetter => "Signed letter of the company, naming this visit",
        AuthorityKind.CompanyOfficer => "Officer or owner of the company",
        AuthorityKind.EstatePapers => "Executor’s or administrator’s papers",
        AuthorityKind.OwnersLetter => "Signed letter of the owner",
        AuthorityKind.Deed => "Deed or sales contract of the house or shop",
        AuthorityKind.BillOfSale => "Bill of sale, or a lease that lists the equipment",
        AuthorityKind.LessorsLetter => "Signed letter of the lessor or alarm company",
        AuthorityKind.CourtOrder => "Court order",
        AuthorityKind.ConsentOfBoth => "Signed consent of both",
        AuthorityKind.AgencyLetter => "Signed letter of the agency",
        AuthorityKind.OwnerSignedByLink => "Owner’s signature by link",
        _ => kind.ToString(),
    };

    public static string Of(LinkKind kind) => kind switch
    {
        LinkKind.Receipt => "Receipt or invoice with model or serial",
        LinkKind.InstallerContract => "Installer’s contract",
        LinkKind.LiveAppAccount => "The app, signed in, shows this recorder",
        LinkKind.ReservedMailbox => "Can open the mailbox the recorder was set up with",
        LinkKind.WarrantyCard => "Warranty card with the serial",
        LinkKind.CameWithThePlace => "Fixed in the house or shop, and handed over with it",
        LinkKind.CourtOrder => "Court order that names this recorder",
        _ => kind.ToString(),
    };
}
