namespace CleveSec.Domain.Jobs;

/// <summary>Whose recorder it is, as the customer says when booking; the same choices as in "Which reset works for me?". A claim, not a proof.</summary>
public enum OwnerSituation
{
    Own,
    Business,
    BoughtUsed,
    Inherited,
    LandlordTenant,
    Partner,
    Leased,
    Federal,
    NotSure,
}

/// <summary>Whether recordings of something that happened are needed.</summary>
public enum FootageNeed
{
    No,
    Yes,
    NotSure,
}

/// <summary>Why a person has to talk with the customer before anybody comes.</summary>
public enum CallBackReason
{
    LandlordTenant,
    Partner,
    Leased,
    Federal,
    OwnerNotKnown,

    /// <summary>There are open bookings for this door already.</summary>
    SeveralOpen,
}

public static class OwnerSituations
{
    /// <summary>Why we talk first in this situation; null where a visit can be booked. Source: facts 4.5 and 4.4, as for the guide's questions.</summary>
    public static CallBackReason? CallFirst(OwnerSituation situation) => situation switch
    {
        OwnerSituation.LandlordTenant => CallBackReason.LandlordTenant,
        OwnerSituation.Partner => CallBackReason.Partner,
        OwnerSituation.Leased => CallBackReason.Leased,
        OwnerSituation.Federal => CallBackReason.Federal,
        OwnerSituation.NotSure => CallBackReason.OwnerNotKnown,
        _ => null,
    };

    /// <summary>For staff.</summary>
    public static string Words(OwnerSituation situation) => situation switch
    {
        OwnerSituation.Own => "The customer's own",
        OwnerSituation.Business => "The customer's business",
        OwnerSituation.BoughtUsed => "Bought used, or came with the house or shop",
        OwnerSituation.Inherited => "Part of an estate",
        OwnerSituation.LandlordTenant => "Between landlord and tenant",
        OwnerSituation.Partner => "Shared with a partner or former partner",
        OwnerSituation.Leased => "Leased",
        OwnerSituation.Federal => "At a federal site",
        _ => "Not sure",
    };

    /// <summary>For staff.</summary>
    public static string Words(FootageNeed need) => need switch
    {
        FootageNeed.No => "No",
        FootageNeed.Yes => "Yes: footage first",
        _ => "Not sure: treat as needed",
    };

    /// <summary>For the office's queue.</summary>
    public static string Words(CallBackReason reason) => reason switch
    {
        CallBackReason.LandlordTenant => "Call first: landlord and tenant",
        CallBackReason.Partner => "Call first: shared with a partner or former partner",
        CallBackReason.Leased => "Call first: the recorder is leased",
        CallBackReason.Federal => "Call first: federal site",
        CallBackReason.OwnerNotKnown => "Call first: the customer is not sure whose recorder it is",
        _ => "Call first: several open bookings for this address",
    };
}
