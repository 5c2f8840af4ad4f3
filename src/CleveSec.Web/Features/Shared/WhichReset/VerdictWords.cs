using CleveSec.Domain.Recovery;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared.WhichReset;

/// <summary>What the answers come to, in words that promise nothing.</summary>
internal sealed class VerdictWords(IStringLocalizer<VerdictWords> t)
{
    /// <param name="best">The name of the best method, where there is one.</param>
    public string Heading(DiagnosisResult found, string? best) => found.Verdict switch
    {
        DiagnosisVerdict.TryThese => t["Try this first: {0}", best ?? ""],
        DiagnosisVerdict.WaitFirst => t["Wait {0} first", Of(found.Wait ?? DiagnosisWait.ThirtyMinutes)],
        DiagnosisVerdict.FootageFirst => t["Keep your recording safe first"],
        DiagnosisVerdict.ContactFirst => t["Please talk to us before anything is reset"],
        DiagnosisVerdict.AskSellerFirst => t["Ask whoever sold it first"],
        DiagnosisVerdict.VisitNeeded => t["This needs a visit"],
        _ => throw new ArgumentOutOfRangeException(nameof(found)),
    };

    public string Of(DiagnosisWait wait) => wait == DiagnosisWait.OneDay ? t["24 hours"] : t["30 minutes"];

    /// <param name="why">Null: there are ways to try.</param>
    public string Why(DiagnosisWhy? why) => why switch
    {
        null => t["Of the ways that fit your answers this is the gentlest. It may still fail: nobody can promise that a reset works."],
        DiagnosisWhy.LandlordTenant => t["Only the owner of the recorder can decide about it, or a court. We do not open a tenant’s recorder for the landlord, nor the landlord’s for a tenant or a housemate."],
        DiagnosisWhy.Partner => t["When partners separate, a camera can become a way to watch a person. So we stop here, and a person in charge takes over. We need the consent of both, or a court order. We do not take sides by this, and you do not have to explain more than you want to."],
        DiagnosisWhy.Leased => t["The recorder belongs to the company that leases it out. We need its written permission first, and it may have a way of its own."],
        DiagnosisWhy.Federal => t["Federal rules limit some of this equipment, for contractors and where grant money paid for it, too. Please call us before you book."],
        DiagnosisWhy.OwnerNotKnown => t["Before a recorder is reset it must be clear whose it is. Call us: we go through it with you and say which papers would show it."],
        DiagnosisWhy.FootageNeeded => t["A password can be reset next week. A recording that was written over is likely gone. So leave the reset for now."],
        DiagnosisWhy.FootageNotKnown => t["As long as you are not sure whether you need a recording, act as if you did. A recording that was written over is likely gone."],
        DiagnosisWhy.LockedAfterTries => t["After too many tries a recorder may refuse even the right password for a while. Waiting costs nothing and changes nothing."],
        DiagnosisWhy.CodesUsed => t["Two codes were asked for and not used. Some manuals say that a third one is refused for 24 hours."],
        DiagnosisWhy.OtherBrand => t["We know no reset for this brand that we would dare to recommend. Whoever sold it, or the maker’s support, knows how it is done."],
        DiagnosisWhy.BrandNotKnown => t["The brand decides which reset works, and we do not know it yet. Call us and we look for it together, or a technician looks at it at your place."],
        DiagnosisWhy.NoMonitor => t["The ways we know start at the recorder’s own screen, or at a computer on its network. At a visit a technician looks at it with you."],
        DiagnosisWhy.NoWayLeft => t["From your answers none of the ways you could try alone fits. A technician looks at it with you. Whether it can be opened, nobody can promise."],
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    public string Of(DiagnosisWayOn way) => way switch
    {
        DiagnosisWayOn.BookVisit => t["Book a visit"],
        DiagnosisWayOn.CallUs => t["Call"],
        DiagnosisWayOn.AskSeller => t["Ask the seller, or whoever installed it. Have the model, the serial number and your receipt ready."],
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };
}
