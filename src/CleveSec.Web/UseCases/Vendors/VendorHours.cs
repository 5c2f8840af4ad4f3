using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Office;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>When a vendor can be asked, as the admin set it.</summary>
internal static class VendorHours
{
    public static SupportHours Of(VendorRow vendor) => Of(vendor.Name, vendor.Hours);

    /// <param name="hours">As a vendor's row keeps them.</param>
    public static SupportHours Of(string name, IEnumerable<string> hours) =>
        new(name, [.. hours.Select(OfficeSpan.Parse).Select(span => new SupportSpan(span.Day, span.From, span.To))]);
}
