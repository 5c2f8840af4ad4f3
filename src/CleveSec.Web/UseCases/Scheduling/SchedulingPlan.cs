using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Whether we go to a ZIP code, and what the place is called.</summary>
internal sealed record ServedPlace(string Zip, string City, string County);

/// <summary>A service as it is chosen.</summary>
/// <param name="Online">Customers may choose it themselves.</param>
internal sealed record ServiceChoice(string Id, string NameEnglish, string NameSpanish, bool Online, bool Active);

/// <summary>A technician without the stops.</summary>
internal sealed record PlannedTechnician(Guid Id, string Name, string? HomeZip, IReadOnlyList<RecorderBrand> Skills, IReadOnlyList<string> Qualifications, int? MostVisits, IReadOnlyList<WorkingHours> Hours, IReadOnlyList<Absence> Absences);

/// <summary>Everything that decides about windows except the visits themselves, as it stood under one <see cref="SchedulingVersion"/>. Immutable; shared by all requests.</summary>
internal sealed class SchedulingPlan
{
    private readonly IReadOnlyDictionary<string, Service> services;
    private readonly IReadOnlyDictionary<string, ServedPlace> places;
    private readonly IReadOnlyList<PlannedTechnician> technicians;

    /// <summary>The working spans from one day to the horizon; replaced when a new day begins.</summary>
    private Days? days;
    private SchedulingPlan? staff;

    public SchedulingPlan(
        long version, BookingRules rules, TravelTimes travel, IReadOnlyList<ServiceChoice> choices, IReadOnlyDictionary<string, Service> services,
        IReadOnlyDictionary<string, ServedPlace> places, IReadOnlyList<PlannedTechnician> technicians, IReadOnlyList<ZipPoint> points)
    {
        (this.Version, this.Rules, this.Travel, this.Services) = (version, rules, travel, choices);
        (this.services, this.places, this.technicians, this.Points) = (services, places, technicians, points);
        this.Finder = new SlotFinder(rules, travel);
    }

    public long Version { get; }
    public BookingRules Rules { get; }
    public TravelTimes Travel { get; }
    public SlotFinder Finder { get; }

    /// <summary>All, also those no longer offered, in the order of the settings.</summary>
    public IReadOnlyList<ServiceChoice> Services { get; }

    /// <summary>Active technicians with hours and absences.</summary>
    public IReadOnlyList<PlannedTechnician> Technicians => technicians;

    /// <summary>Where we go.</summary>
    public IEnumerable<ServedPlace> Places => places.Values;

    /// <summary>Every ZIP code that is known, served or not.</summary>
    public IReadOnlyList<ZipPoint> Points { get; }

    /// <summary>The same under the rules of the office.</summary>
    public SchedulingPlan ForStaff() => staff ??= new(Version, Rules.ForStaff(), Travel, Services, services, places, technicians, Points);

    /// <exception cref="KeyNotFoundException">No such service: ids come from the database or are constants.</exception>
    public Service Service(string id) => services[id];

    /// <summary>Null when the ZIP code is outside the area.</summary>
    public ServedPlace? Place(string zip) => places.GetValueOrDefault(zip);

    /// <summary>The technicians with their working spans from that day to the horizon, without stops.</summary>
    internal IReadOnlyList<TechnicianSchedule> TechniciansFrom(LocalDate today)
    {
        var known = days;
        if (known is null || known.First != today)
        {
            var last = today.PlusDays(Rules.HorizonDays);
            days = known = new Days(today, [.. technicians.Select(technician => new TechnicianSchedule(
                technician.Id, technician.HomeZip, technician.Skills, Shifts.Between(today, last, technician.Hours, technician.Absences), [], technician.Qualifications, technician.MostVisits))]);
        }

        return known.Technicians;
    }

    private sealed record Days(LocalDate First, IReadOnlyList<TechnicianSchedule> Technicians);
}

/// <summary>Holds the newest plan this process has read.</summary>
internal sealed class SchedulingPlans : IDisposable
{
    private volatile SchedulingPlan? newest;

    /// <summary>One reads anew, the others wait for it.</summary>
    public SemaphoreSlim Reading { get; } = new(1, 1);

    /// <summary>As last read; it may have changed since.</summary>
    public SchedulingPlan? Newest => newest;

    public SchedulingPlan? Under(long version) => newest is { } plan && plan.Version == version ? plan : null;

    public void Keep(SchedulingPlan plan) => newest = plan;

    public void Dispose() => Reading.Dispose();
}
