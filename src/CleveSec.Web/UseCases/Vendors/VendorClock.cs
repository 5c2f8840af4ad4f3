using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>How whoever is asked for a method answers, for a case that begins without a letter.</summary>
internal sealed class VendorClock(CleveSecDb db)
{
    /// <summary>Null: for this method nobody is set.</summary>
    public async Task<VendorTerms?> OfAsync(ResetMethod method, CancellationToken ct) =>
        await db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Id == method.Id, ct) is { } set ? Of(set) : null;

    public static VendorTerms Of(VendorRow vendor) => new(vendor.ValidityHours, Duration.FromHours(vendor.ReplyHours));
}
