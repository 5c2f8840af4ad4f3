using System.Globalization;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using NodaTime;

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

        if (!await db.TravelSettings.AnyAsync(ct))
        {
            db.TravelSettings.Add(FirstTravel());
        }

        var services = await db.Services.Select(service => service.Id).ToListAsync(ct);
        db.Services.AddRange(FirstServices().Where(service => !services.Contains(service.Id)));
        await db.SaveChangesAsync(ct);
    }

    private static BookingSettings FirstRules() => new()
    {
        Id = 1,
        Windows = [.. from day in Enumerable.Range(1, 7) from hour in Enumerable.Range(4, 5) select string.Create(CultureInfo.InvariantCulture, $"{(IsoDayOfWeek)day} {2 * hour:00}:00-{(2 * hour) + 2:00}:00")],
        BufferMinutes = 15,
        MinimumNoticeMinutes = 120,
        HorizonDays = 14,
        CutOffMinutes = 120,
        WarrantyDays = 30,
        ReservePercent = 0,
        ReserveUntil = new LocalTime(10, 0),
        RemindDayBeforeAt = new LocalTime(17, 0),
        RemindMorningAt = new LocalTime(7, 30),
        QuietFrom = new LocalTime(21, 0),
        QuietUntil = new LocalTime(7, 0),
    };

    /// <summary>Estimates: cities at 25, what is beyond at 45 miles an hour, roads 1.3 times the great circle, a quarter more on weekdays when people drive to work and back.</summary>
    private static TravelSettings FirstTravel() => new()
    {
        Id = 1,
        RoadPercent = 130,
        SpeedBands = ["6 25", "* 45"],
        HourBands = [.. from day in Enumerable.Range(1, 5) from span in new[] { "07:00-09:00", "15:30-18:00" } select $"{(IsoDayOfWeek)day} {span} 125"],
    };

    private static IEnumerable<ServiceRow> FirstServices() =>
    [
        new() { Id = Service.RecoveryId, NameEnglish = "Getting back into a recorder", NameSpanish = "Volver a entrar a un grabador", WorkMinutes = 60, FurtherRecorderPercent = 50, Online = true, Active = true, Position = 1 },
        new() { Id = Service.ReturnId, NameEnglish = "Return visit with the vendor's answer", NameSpanish = "Segunda visita con la respuesta del fabricante", WorkMinutes = 45, FurtherRecorderPercent = 50, Active = true, Position = 2 },
    ];

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
