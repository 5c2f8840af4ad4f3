using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Area;

/// <summary>Where we go, as the public pages tell it.</summary>
internal sealed class ServiceAreaQuery(CleveSecDb db)
{
    public async Task<ServiceArea> RunAsync(CancellationToken ct)
    {
        var counties = await db.ServiceZips.AsNoTracking()
            .Where(zip => zip.Served)
            .GroupBy(zip => zip.County)
            .Select(county => new ServedCounty(county.Key, county.Count()))
            .ToListAsync(ct);
        return new ServiceArea([.. counties.OrderByDescending(county => county.Zips).ThenBy(county => county.Name, StringComparer.Ordinal)]);
    }
}

/// <param name="Zips">How many of its ZIP codes we serve.</param>
internal sealed record ServedCounty(string Name, int Zips);

internal sealed record ServiceArea(IReadOnlyList<ServedCounty> Counties)
{
    public int Zips => Counties.Sum(county => county.Zips);

    /// <summary>"Cuyahoga, Geauga and Lake"; in Spanish "y".</summary>
    public string Names => string.Join(", ", Counties.SkipLast(1).Select(county => county.Name)) + (Counties.Count > 1 ? $" {And} " : "") + Counties.LastOrDefault()?.Name;

    private static string And => Languages.Current == Language.Spanish ? "y" : "and";
}
