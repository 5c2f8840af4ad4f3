using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Benchmarks;

/// <summary>The finder alone: two weeks, five windows a day, three stops on every technician's day, rush hours, a reserve.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class FinderBenchmark
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 11, 0);
    private SlotFinder finder = null!;
    private SlotRequest request = null!;
    private List<TechnicianSchedule> technicians = [];

    [Params(10, 50, 200)]
    public int Technicians { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var points = Enumerable.Range(0, 150).Select(i => new ZipPoint($"{44000 + i}", 41.2 + (i % 12 * 0.05), -82.0 + (i / 12 * 0.05))).ToList();
        var bands = Enumerable.Range(1, 5).SelectMany(day => new[] { $"{(IsoDayOfWeek)day} 07:00-09:00 125", $"{(IsoDayOfWeek)day} 15:30-18:00 125" }).Select(HourBand.Parse).ToList();
        var rules = new BookingRules(
            BusinessCalendar.EveryDay([.. Enumerable.Range(4, 5).Select(i => new WindowTime(new LocalTime(2 * i, 0), new LocalTime((2 * i) + 2, 0)))]),
            Duration.FromMinutes(15), Duration.FromHours(2), 14, Duration.FromHours(2), Duration.FromDays(30), new Reserve(20, new LocalTime(10, 0)));
        this.finder = new SlotFinder(rules, new TravelTimes(points, TravelRules.Usual with { Hours = bands }));
        this.request = new SlotRequest("44070", Service.Simple(Service.RecoveryId, Duration.FromMinutes(60)), RecorderBrand.Dahua);
        this.technicians = [.. Enumerable.Range(0, Technicians).Select(i => new TechnicianSchedule(
            new Guid(i + 1, 0, 0, new byte[8]), $"{44000 + (i * 7 % 150)}", [RecorderBrand.Dahua], [.. Enumerable.Range(0, 15).SelectMany(day => new[] { Span(day, 8, 12), Span(day, 13, 18) })],
            [.. Enumerable.Range(0, 15).SelectMany(day => new[] { 9, 11, 15 }.Select(hour => new Stop(Guid.NewGuid(), $"{44000 + ((i + (day * 5) + hour) * 11 % 150)}", Span(day, hour, hour + 1).Start, Span(day, hour, hour + 1).End)))], []))];
    }

    [Benchmark]
    public int Find() => finder.Find(request, technicians, Now).Count;

    private static Interval Span(int day, int from, int to)
    {
        Instant At(int hour) => new LocalDate(2026, 11, 24).PlusDays(day).At(new LocalTime(hour, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        return new Interval(At(from), At(to));
    }

    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => this.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
