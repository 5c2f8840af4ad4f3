using CleveSec.Web.Data;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Migrations.Seeds;

/// <summary>The ZIP codes of the service area and the settings to start with. What staff decided (<see cref="ServiceZip.Served"/>, the settings) is never touched again.</summary>
internal static class AreaSeed
{
    /// <summary>Where we go from the start; the other counties of the file can be switched on.</summary>
    private static readonly HashSet<string> FirstCounties = ["Cuyahoga", "Lake", "Lorain", "Medina", "Geauga"];

    public static async Task RunAsync(CleveSecDb db, CancellationToken ct)
    {
        var known = await db.ServiceZips.ToDictionaryAsync(zip => zip.Zip, ct);
        foreach (var row in Rows())
        {
            if (!known.TryGetValue(row.Zip, out var zip))
            {
                zip = new ServiceZip { Zip = row.Zip, Served = FirstCounties.Contains(row.County) };
                db.ServiceZips.Add(zip);
            }

            (zip.City, zip.County, zip.Latitude, zip.Longitude) = (row.City, row.County, row.Lat, row.Lon);
        }

        if (!await db.BookingSettings.AnyAsync(ct))
        {
            db.BookingSettings.Add(FirstRules());
        }

        if (!await db.OfficeSettings.AnyAsync(ct))
        {
            db.OfficeSettings.Add(new OfficeSettings { Id = 1, Hours = [], GuideCheckDays = 180 });
        }

        await db.SaveChangesAsync(ct);
    }

    private static BookingSettings FirstRules() => new()
    {
        Id = 1,
        Windows = ["08:00-10:00", "10:00-12:00", "12:00-14:00", "14:00-16:00", "16:00-18:00"],
        WorkMinutes = 60,
        BufferMinutes = 15,
        MinimumNoticeMinutes = 120,
        HorizonDays = 14,
        CutOffMinutes = 120,
        WarrantyDays = 30,
    };

    private static List<Row> Rows()
    {
        using var reader = ContentFile.Open("service-zips.csv");
        using var csv = CsvReader.Create(reader, CsvReaderOptions.Default);
        var rows = new List<Row>();
        while (csv.Read())
        {
            rows.Add(new Row(csv.GetString("zip"), csv.GetString("city"), csv.GetString("county"), csv.Parse<double>("lat"), csv.Parse<double>("lon")));
        }

        return rows;
    }

    private sealed record Row(string Zip, string City, string County, double Lat, double Lon);
}
