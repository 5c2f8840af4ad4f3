using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Area;

internal sealed record AreaCity(string Name, IReadOnlyList<string> Zips);

/// <param name="Cities">With all its ZIP codes where we come to; empty where we do not.</param>
internal sealed record AreaCounty(string Name, bool Served, IReadOnlyList<AreaCity> Cities)
{
    public int Zips => Cities.Sum(city => city.Zips.Count);
}

/// <summary>Whether we come to a ZIP code.</summary>
/// <param name="City">Null: a ZIP code we do not know.</param>
internal sealed record ZipAnswer(string Zip, string? City, string? County, bool Served);

/// <summary>Every county we know, by name, with its cities.</summary>
internal sealed record AreaList(IReadOnlyList<AreaCounty> Counties, ZipAnswer? Answer)
{
    public IEnumerable<AreaCounty> Served => Counties.Where(county => county.Served);

    public IEnumerable<AreaCounty> NotServed => Counties.Where(county => !county.Served);

    public bool IsServed(string county) => Served.Any(served => served.Name == county);
}

internal sealed class AreaQuery(CleveSecDb db)
{
    /// <param name="zip">Five digits to be answered; null: nothing was asked.</param>
    public async Task<AreaList> RunAsync(string? zip, CancellationToken ct)
    {
        var rows = await db.ServiceZips.AsNoTracking().OrderBy(row => row.Zip).Select(row => new { row.Zip, row.City, row.County, row.Served }).ToListAsync(ct);
        var counties = rows.GroupBy(row => row.County).OrderBy(county => county.Key, StringComparer.Ordinal).Select(county => new AreaCounty(
            county.Key,
            county.Any(row => row.Served),
            [.. county.Where(row => row.Served).GroupBy(row => row.City).OrderBy(city => city.Key, StringComparer.Ordinal).Select(city => new AreaCity(city.Key, [.. city.Select(row => row.Zip)]))]));
        var found = rows.FirstOrDefault(row => row.Zip == zip);
        return new AreaList([.. counties], zip is null ? null : new ZipAnswer(zip, found?.City, found?.County, found?.Served is true));
    }
}
