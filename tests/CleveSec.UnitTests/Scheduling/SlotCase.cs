using System.Text;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>One technician of a case, as staff would enter it.</summary>
internal sealed record CasePerson(string? Home, RecorderBrand[] Skills, string[] Qualifications, int? MostVisits, (int From, int To)[] Hours, (Instant Start, Instant End)[] Away, Stop[] Stops)
{
    /// <summary>Hours of every weekday, in minutes of the day.</summary>
    public IReadOnlyList<WorkingHours> Weekly() =>
        [.. from day in Enumerable.Range(1, 7) from span in Hours select new WorkingHours((IsoDayOfWeek)day, Time(span.From), Time(span.To))];

    internal static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute);
}

/// <summary>A small world in which windows are looked for: everything the rules speak of, drawn at random.</summary>
internal sealed record SlotCase(
    Instant Now, int Horizon, int Notice, int Buffer, (int From, int To)[] Windows, IsoDayOfWeek? NoWindowsOn, int? HolidayInDays, Reserve? Reserve, HourBand[] Bands, KnownTime[] Known,
    CasePerson[] People, string Zip, int Work, int Recorders, RecorderBrand Brand, string[] Needs, bool Urgent, Instant? Until, int? Except)
{
    public const int Places = 4;
    private static readonly Instant[] Starts =
        [Instant.FromUtc(2026, 11, 24, 11, 0), Instant.FromUtc(2026, 11, 24, 14, 30), Instant.FromUtc(2026, 11, 25, 4, 58), Instant.FromUtc(2027, 3, 13, 14, 0), Instant.FromUtc(2027, 3, 14, 6, 20), Instant.FromUtc(2027, 11, 6, 15, 0), Instant.FromUtc(2027, 11, 7, 5, 10)];

    private static readonly Gen<int> Quarter = Gen.Int[0, 94].Select(quarter => quarter * 15);
    private static readonly Gen<string> Zips = Gen.Int[0, Places].Select(place => $"4411{place}");

    public LocalDate Today => Now.InZone(BookingRules.Zone).Date;

    public BookingRules Rules => new(
        new BusinessCalendar(
            Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Where(day => day != NoWindowsOn)
                .ToDictionary(day => day, _ => (IReadOnlyList<WindowTime>)[.. Windows.Select(window => new WindowTime(CasePerson.Time(window.From), CasePerson.Time(window.To)))]),
            HolidayInDays is { } days ? new HashSet<LocalDate> { Today.PlusDays(days) } : new HashSet<LocalDate>()),
        Duration.FromMinutes(Buffer), Duration.FromMinutes(Notice), Horizon, Duration.Zero, Duration.Zero, Reserve);

    public TravelTimes Travel => new([], TravelRules.Usual with { Hours = Bands }, Known);

    public SlotRequest Request => new(
        Zip, Service.Simple("x", Duration.FromMinutes(Work)) with { Needs = Needs }, [.. Enumerable.Repeat(Brand, Recorders)],
        Except is { } which && People[0].Stops.Length > which ? People[0].Stops[which].VisitId : null, Urgent, Until);

    public IReadOnlyList<TechnicianSchedule> Technicians => [.. People.Select((person, i) => new TechnicianSchedule(
        IdOf(i), person.Home, person.Skills,
        Shifts.Between(Today, Today.PlusDays(Horizon), person.Weekly(), person.Away.Select(away => new Absence(Guid.NewGuid(), away.Start, away.End, ""))),
        [.. person.Stops.OrderBy(stop => stop.WorkStart)], person.Qualifications, person.MostVisits))];

    public static Guid IdOf(int person) => new(person + 1, 0, 0, new byte[8]);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"now {Now} horizon {Horizon} notice {Notice} buffer {Buffer} reserve {Reserve} no windows on {NoWindowsOn} holiday in {HolidayInDays}");
        text.AppendLine($"windows {string.Join(' ', Windows.Select(window => $"{CasePerson.Time(window.From)}-{CasePerson.Time(window.To)}"))}");
        text.AppendLine($"bands {string.Join(", ", Bands.Select(band => band.ToString()))} known {string.Join(' ', Known.Select(time => $"{time.FromZip}>{time.ToZip}={time.Minutes}"))}");
        text.AppendLine($"asked {Zip} {Work} min x {Recorders} {Brand} needs [{string.Join(' ', Needs)}] urgent {Urgent} until {Until} except {Except}");
        foreach (var person in People)
        {
            text.AppendLine($"  from {person.Home} [{string.Join(' ', person.Skills)}] [{string.Join(' ', person.Qualifications)}] most {person.MostVisits} hours {string.Join(' ', person.Hours.Select(span => $"{CasePerson.Time(span.From)}-{CasePerson.Time(span.To)}"))} away {string.Join(' ', person.Away)}");
            text.AppendLine($"    {string.Join(' ', person.Stops.Select(stop => $"{stop.Zip} {stop.WorkStart}/{stop.WorkEnd} {(stop.IsVisit ? "" : "other")} {stop.FreeFrom}"))}");
        }

        return text.ToString();
    }

    public static Gen<SlotCase> Any { get; } =
        from now in OneOf(Starts)
        from horizon in Gen.Int[0, 2]
        from calendar in Gen.Select(Gen.Int[-120, 240], Gen.Int[0, 20], Spans(3, 4, 12), Maybe(4, Gen.Int[1, 7]), Maybe(4, Gen.Int[0, 2]))
        from reserve in Maybe(2, Gen.Select(Gen.Int[10, 90], Quarter))
        from bands in Gen.Select(Gen.Int[1, 7], Quarter, Gen.Int[1, 20], OneOf(50, 130, 200, 300)).Array[0, 12]
        from known in Gen.Select(Gen.Int[0, Places - 1], Gen.Int[0, Places - 1], Gen.Int[1, 60]).Array[4, 16]
        from people in Person(now).Array[1, 2]
        from asked in Gen.Select(Zips, Gen.Int[2, 10], Gen.Int[1, 2], Maybe(3, Gen.Int[0, 72]), Maybe(3, Gen.Int[0, 3]))
        from brand in OneOf(RecorderBrand.Dahua, RecorderBrand.Dahua, RecorderBrand.Dahua, RecorderBrand.Lorex)
        from needs in Gen.Int[0, 3]
        from urgent in Gen.Int[0, 2]
        select new SlotCase(
            now, horizon, calendar.Item1, calendar.Item2, calendar.Item3, calendar.Item4 is { } day ? (IsoDayOfWeek)day : null, calendar.Item5,
            reserve is { } kept ? new Reserve(kept.Item1, CasePerson.Time(kept.Item2)) : null,
            [.. bands.Select(band => new HourBand((IsoDayOfWeek)band.Item1, CasePerson.Time(band.Item2), CasePerson.Time((band.Item2 + (band.Item3 * 15)) < 1440 ? band.Item2 + (band.Item3 * 15) : 0), band.Item4))],
            [.. known.Select(time => new KnownTime($"4411{time.Item1}", $"4411{time.Item2}", time.Item3)).DistinctBy(time => (time.FromZip, time.ToZip))],
            people, asked.Item1, asked.Item2 * 7, asked.Item3, brand, needs == 0 ? ["LADDER"] : [], urgent == 0, asked.Item4 is { } hours ? now + Duration.FromHours(hours) : null, asked.Item5);

    private static Gen<CasePerson> Person(Instant now) =>
        from home in Gen.Int[0, Places + 1]
        from lorex in Gen.Bool
        from ladder in Gen.Bool
        from most in Maybe(2, Gen.Int[0, 3])
        from hours in Spans(3, 8, 40)
        from away in Gen.Select(Gen.Int[0, 280], Gen.Int[1, 40]).Array[0, 2]
        from stops in Gen.Select(Zips, Gen.Int[-40, 280], Gen.Int[1, 8], Gen.Int[0, 8], Gen.Int[0, 5]).Array[0, 6]
        from seconds in OneOf(0, 0, 0, 30)
        select new CasePerson(
            home > Places ? null : $"4411{home}", lorex ? [RecorderBrand.Dahua, RecorderBrand.Lorex] : [RecorderBrand.Dahua], ladder ? ["ladder"] : [], most, hours,
            [.. away.Select(span => (now + Duration.FromMinutes(span.Item1 * 15), now + Duration.FromMinutes((span.Item1 + span.Item2) * 15)))],
            Apart(now + Duration.FromSeconds(seconds), stops));

    /// <summary>Some are other work, one of them may last for days; some were promised with another buffer. They do not overlap: the database would not have them.</summary>
    private static Stop[] Apart(Instant now, (string Zip, int At, int Length, int Kind, int Buffer)[] drawn)
    {
        var stops = new List<Stop>();
        foreach (var (zip, at, length, kind, buffer) in drawn.OrderBy(stop => stop.At))
        {
            var start = now + Duration.FromMinutes(at * 15);
            var end = start + Duration.FromMinutes(kind == 8 ? 1440 + (length * 15) : length * 13);
            if (stops.Count == 0 || stops[^1].WorkEnd <= start)
            {
                stops.Add(new Stop(new Guid(stops.Count, 7, 7, new byte[8]), zip, start, end, kind is not (7 or 8), buffer == 0 ? end + Duration.FromMinutes(45) : null));
            }
        }

        return [.. stops];
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static Gen<T?> Maybe<T>(int oneIn, Gen<T> value) where T : struct => Gen.Select(Gen.Int[1, oneIn], value).Select(drawn => drawn.Item1 == 1 ? (T?)drawn.Item2 : null);

    /// <summary>Spans of a day one after the other in minutes, some touching; at least one.</summary>
    private static Gen<(int From, int To)[]> Spans(int most, int shortest, int longest) =>
        Gen.Select(Gen.Int[0, 40], Gen.Select(Gen.Int[0, 6], Gen.Int[shortest, longest]).Array[1, most]).Select(drawn =>
        {
            var (spans, at) = (new List<(int, int)>(), drawn.Item1);
            foreach (var (pause, length) in drawn.Item2)
            {
                var to = at + pause + length;
                if (to > 95)
                {
                    break;
                }

                spans.Add(((at + pause) * 15, to * 15));
                at = to;
            }

            return spans.Count == 0 ? [(0, 600)] : spans.ToArray();
        });
}
