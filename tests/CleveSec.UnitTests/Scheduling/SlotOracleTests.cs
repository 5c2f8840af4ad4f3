using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>No window offered breaks a rule, and one is refused only where no technician truly fits: the finder and a brute-force oracle agree on small worlds.</summary>
public sealed class SlotOracleTests(ITestOutputHelper output)
{
    private const int Cases = 800;

    /// <summary>A rule taken away from what the finder knows, while the oracle still has it.</summary>
    private static readonly Dictionary<string, Func<SlotCase, SlotCase>> Without = new()
    {
        ["holidays"] = it => it with { HolidayInDays = null },
        ["windows per weekday"] = it => it with { NoWindowsOn = null },
        ["notice"] = it => it with { Notice = -120 },
        ["horizon"] = it => it with { Horizon = it.Horizon + 1 },
        ["buffer"] = it => it with { Buffer = 0 },
        ["the buffer promised before"] = Stops(stop => stop with { FreeFrom = null }),
        ["reserve"] = it => it with { Reserve = null },
        ["reserve is for urgent work"] = it => it with { Urgent = !it.Urgent },
        ["hour bands"] = it => it with { Bands = [] },
        ["known driving times"] = it => it with { Known = [] },
        ["the other direction"] = it => it with { Known = [.. it.Known.Where(time => string.CompareOrdinal(time.FromZip, time.ToZip) <= 0)] },
        ["absences"] = People(person => person with { Away = [] }),
        ["breaks"] = People(person => person with { Hours = [(person.Hours[0].From, person.Hours[^1].To)] }),
        ["hours"] = People(person => person with { Hours = [(0, 1439)] }),
        ["most visits"] = People(person => person with { MostVisits = null }),
        ["other work is no visit"] = Stops(stop => stop with { IsVisit = true }),
        ["stops"] = People(person => person with { Stops = [] }),
        ["home"] = People(person => person with { Home = "44110" }),
        ["brands"] = it => it with { Brand = RecorderBrand.Dahua },
        ["qualifications"] = it => it with { Needs = [] },
        ["several recorders"] = it => it with { Recorders = 1 },
        ["validity of the answer"] = it => it with { Until = null },
        ["the visit being moved"] = it => it with { Except = null },
    };

    private static readonly Lazy<SlotCase[]> Worlds = new(() => SlotCase.Any.Array[Cases].Single(_ => true, "67I3k40fLxG2"));

    public static TheoryData<string> Rules => [.. Without.Keys];

    [Fact]
    public void Find_RandomWorlds_OffersWhatTheOracleOffers() => SlotCase.Any.Sample(it => Assert.Equal(new SlotOracle(it).Offers(), Found(it)), iter: Cases, writeLine: output.WriteLine);

    /// <summary>The control: with one rule less the finder and the oracle no longer agree, so the test above would have noticed. Always the same worlds.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Find_OneRuleLess_TheOracleNotices(string rule)
    {
        Assert.Contains(Worlds.Value, it => !new SlotOracle(it).Offers().SequenceEqual(Found(Without[rule](it))));
    }

    private static List<string> Found(SlotCase it) => [.. new SlotFinder(it.Rules, it.Travel).Find(it.Request, it.Technicians, it.Now).Select(SlotOracle.Shown)];

    private static Func<SlotCase, SlotCase> People(Func<CasePerson, CasePerson> change) => it => it with { People = [.. it.People.Select(change)] };

    private static Func<SlotCase, SlotCase> Stops(Func<Stop, Stop> change) => People(person => person with { Stops = [.. person.Stops.Select(change)] });
}
