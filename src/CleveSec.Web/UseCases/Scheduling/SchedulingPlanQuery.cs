using System.Globalization;
using System.Text.Json;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Office;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Reads everything a plan is made of with one statement, and so as it stood at one moment.</summary>
internal static class SchedulingPlanQuery
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.ExtendedIso;

    public static async Task<SchedulingPlan> RunAsync(CleveSecDb db, CancellationToken ct)
    {
        var text = (await db.Database.SqlQuery<string>($"""
            select json_build_object(
              'version', (select version from scheduling_version),
              'rules', (select row_to_json(r) from (select windows, buffer_minutes, minimum_notice_minutes, horizon_days, cut_off_minutes, warranty_days, reserve_percent, reserve_until from booking_settings) r),
              'holidays', coalesce((select json_agg(date) from holidays), '[]'),
              'services', coalesce((select json_agg(s order by s.position, s.id) from (select id, name_english, name_spanish, work_minutes, brand_minutes, further_recorder_percent, needs, online, active, position from services) s), '[]'),
              'zips', coalesce((select json_agg(z) from (select zip, city, county, latitude, longitude, served from service_zips) z), '[]'),
              'travel', (select row_to_json(t) from (select road_percent, speed_bands, hour_bands from travel_settings) t),
              'times', coalesce((select json_agg(k) from (select distinct on (from_zip, to_zip) from_zip, to_zip, minutes from travel_times order by from_zip, to_zip, source = {nameof(TravelSource.Matrix)} desc) k), '[]'),
              'technicians', coalesce((select json_agg(p order by p.id) from (
                 select id, name, home_zip, skills, qualifications, most_visits,
                   coalesce((select json_agg(h) from (select day, start, "end" from staff_working_hours where staff_id = m.id) h), '[]') as hours,
                   coalesce((select json_agg(a) from (select id, start, "end" from staff_absences where staff_id = m.id) a), '[]') as absences
                 from staff_members m where active and role = {nameof(StaffRole.Technician)}) p), '[]')
            )::text as "Value"
            """).ToListAsync(ct))[0];
        return PlanOf(JsonSerializer.Deserialize<Everything>(text, Json)!);
    }

    private static SchedulingPlan PlanOf(Everything read)
    {
        var travel = new TravelTimes(
            read.Zips.Select(zip => new ZipPoint(zip.Zip, zip.Latitude, zip.Longitude)),
            new TravelRules(read.Travel.RoadPercent, [.. read.Travel.SpeedBands.Select(SpeedBand.Parse)], [.. read.Travel.HourBands.Select(HourBand.Parse)]),
            read.Times.Select(time => new KnownTime(time.FromZip, time.ToZip, time.Minutes)));
        return new SchedulingPlan(
            read.Version,
            RulesOf(read.Rules, read.Holidays),
            travel,
            [.. read.Services.Select(service => new ServiceChoice(service.Id, service.NameEnglish, service.NameSpanish, service.Online, service.Active))],
            read.Services.ToDictionary(service => service.Id, ServiceOf),
            read.Zips.Where(zip => zip.Served).ToDictionary(zip => zip.Zip, zip => new ServedPlace(zip.Zip, zip.City, zip.County)),
            [.. read.Technicians.Select(TechnicianOf)],
            [.. read.Zips.Select(zip => new ZipPoint(zip.Zip, zip.Latitude, zip.Longitude))]);
    }

    private static BookingRules RulesOf(RulesRow row, IReadOnlyList<string> holidays)
    {
        var windows = row.Windows.Select(OfficeSpan.Parse).GroupBy(span => span.Day)
            .ToDictionary(day => day.Key, day => (IReadOnlyList<WindowTime>)[.. day.Select(span => new WindowTime(span.From, span.To))]);
        return new BookingRules(
            new BusinessCalendar(windows, holidays.Select(date => LocalDatePattern.Iso.Parse(date).Value).ToHashSet()),
            Duration.FromMinutes(row.BufferMinutes),
            Duration.FromMinutes(row.MinimumNoticeMinutes),
            row.HorizonDays,
            Duration.FromMinutes(row.CutOffMinutes),
            Duration.FromDays(row.WarrantyDays),
            row.ReservePercent == 0 ? null : new Reserve(row.ReservePercent, TimeOf(row.ReserveUntil)));
    }

    private static Service ServiceOf(Offered row)
    {
        var byBrand = row.BrandMinutes.Select(entry => entry.Split(' ')).ToDictionary(parts => Enum.Parse<RecorderBrand>(parts[0]), parts => Duration.FromMinutes(int.Parse(parts[1], CultureInfo.InvariantCulture)));
        return new Service(row.Id, Duration.FromMinutes(row.WorkMinutes), byBrand, row.FurtherRecorderPercent, row.Needs);
    }

    private static PlannedTechnician TechnicianOf(Technician row) => new(
        row.Id, row.Name, row.HomeZip, [.. row.Skills.Select(Enum.Parse<RecorderBrand>)], row.Qualifications, row.MostVisits,
        [.. row.Hours.Select(span => new WorkingHours(Enum.Parse<IsoDayOfWeek>(span.Day), TimeOf(span.Start), TimeOf(span.End)))],
        [.. row.Absences.Select(span => new Absence(span.Id, MomentOf(span.Start), MomentOf(span.End), ""))]);

    private static LocalTime TimeOf(string text) => LocalTimePattern.ExtendedIso.Parse(text).Value;

    private static Instant MomentOf(string text) => text switch
    {
        "infinity" => Instant.MaxValue,
        "-infinity" => Instant.MinValue,
        _ => Moment.Parse(text).Value.ToInstant(),
    };

    private sealed record Everything(
        long Version, RulesRow Rules, IReadOnlyList<string> Holidays, IReadOnlyList<Offered> Services, IReadOnlyList<Place> Zips, Driving Travel, IReadOnlyList<Known> Times, IReadOnlyList<Technician> Technicians);

    private sealed record RulesRow(IReadOnlyList<string> Windows, int BufferMinutes, int MinimumNoticeMinutes, int HorizonDays, int CutOffMinutes, int WarrantyDays, int ReservePercent, string ReserveUntil);

    private sealed record Offered(string Id, string NameEnglish, string NameSpanish, int WorkMinutes, IReadOnlyList<string> BrandMinutes, int FurtherRecorderPercent, IReadOnlyList<string> Needs, bool Online, bool Active);

    private sealed record Place(string Zip, string City, string County, double Latitude, double Longitude, bool Served);

    private sealed record Driving(int RoadPercent, IReadOnlyList<string> SpeedBands, IReadOnlyList<string> HourBands);

    private sealed record Known(string FromZip, string ToZip, double Minutes);

    private sealed record Technician(Guid Id, string Name, string? HomeZip, IReadOnlyList<string> Skills, IReadOnlyList<string> Qualifications, int? MostVisits, IReadOnlyList<DaySpan> Hours, IReadOnlyList<Away> Absences);

    private sealed record DaySpan(string Day, string Start, string End);

    private sealed record Away(Guid Id, string Start, string End);
}
