using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>
/// A working day for the demo: today's and tomorrow's visits as they would stand at this hour, and what waits in the office. Once for each day; what began on an earlier day is played to its end, so that
/// a demo that is started again next week does not open on last week's late visits.
/// </summary>
internal sealed class DemoDaySeed(CleveSecDb db, Instant now, SchedulingPlan plan, IReadOnlyDictionary<string, StaffMember> people)
{
    /// <summary>Between these the day is laid around the hour it is; earlier and later it is laid around the nearest.</summary>
    private static readonly LocalTime Earliest = new(10, 50);
    private static readonly LocalTime Latest = new(15, 40);
    private static readonly Duration Booked = Duration.FromDays(2);
    private static readonly Duration BookedOnline = Duration.FromHours(5);

    private LocalDate Today => now.InZone(BookingRules.Zone).Date;

    private Actor Office => ActorOf(people[DemoData.DispatcherEmail]);

    /// <summary>Called only where demo people are made up too.</summary>
    public static async Task RunAsync(CleveSecDb db, Instant now, CancellationToken ct)
    {
        string[] emails = [DemoData.DispatcherEmail, DemoDay.Dana, DemoDay.Luis, DemoDay.Priya];
        var people = await db.Staff.AsSplitQuery().Where(staff => staff.Active && emails.Contains(staff.Email)).ToDictionaryAsync(staff => staff.Email, ct);
        if (people.Count == emails.Length)
        {
            await new DemoDaySeed(db, now, await SchedulingPlanQuery.RunAsync(db, ct), people).RunAsync(ct);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var first = !await db.Customers.AnyAsync(customer => customer.Email!.EndsWith("@demo.invalid"), ct);
        await AddDayAsync(Today, DemoDay.Today, Middle(), ct);
        await AddDayAsync(Today.PlusDays(1), DemoDay.Tomorrow, Today.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant(), ct);
        await new DemoPlay(db, now, people).RunAsync(ct);
        if (first)
        {
            await new DemoOffice(db, now, Office, this).AddAsync(ct);
        }
    }

    private Instant Middle()
    {
        var time = now.InZone(BookingRules.Zone).TimeOfDay;
        time = time < Earliest ? Earliest : time > Latest ? Latest : new LocalTime(time.Hour, time.Minute / 5 * 5);
        return Today.At(time).InZoneLeniently(BookingRules.Zone).ToInstant();
    }

    private async Task AddDayAsync(LocalDate date, IReadOnlyDictionary<string, DemoStop[]> day, Instant zero, CancellationToken ct)
    {
        var (from, until) = (date.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant());
        var technicians = day.Keys.Select(email => people[email].Id).ToList();
        if (await db.Visits.AnyAsync(visit => technicians.Contains(visit.TechnicianId) && visit.WorkStart >= from && visit.WorkStart < until, ct))
        {
            return;
        }

        foreach (var (email, stops) in day)
        {
            await AddStopsAsync(people[email], [.. stops.Where(stop => IsInHours(zero + Duration.FromMinutes(stop.At), stop.Minutes))], zero, ct);
        }

        if (date == Today)
        {
            var leaves = zero + Duration.FromMinutes(DemoDay.PriyaLeaves);
            people[DemoDay.Priya].AddAbsence(new Interval(leaves, Instant.Max(leaves + Duration.FromHours(1), date.At(new LocalTime(18, 0)).InZoneLeniently(BookingRules.Zone).ToInstant())), "Dentist (demo)");
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Inside 8 to 18.</summary>
    private static bool IsInHours(Instant start, int minutes)
    {
        var (from, until) = (start.InZone(BookingRules.Zone), (start + Duration.FromMinutes(minutes)).InZone(BookingRules.Zone));
        return from.Hour >= 8 && from.Date == until.Date && until.TimeOfDay <= new LocalTime(18, 0);
    }

    private async Task AddStopsAsync(StaffMember technician, IReadOnlyList<DemoStop> stops, Instant zero, CancellationToken ct)
    {
        var (zip, free) = (technician.HomeZip, Instant.MinValue);
        foreach (var stop in stops)
        {
            var to = stop.Who?.Zip ?? stop.Zip!;
            var wanted = zero + Duration.FromMinutes(stop.At);
            var travel = plan.Travel.Between(zip, to, wanted);
            var start = Instant.Max(wanted, UpToFive(free + travel));
            var placement = new Placement(technician.Id, WindowAround(start), start, start + Duration.FromMinutes(stop.Minutes), travel, plan.Rules.Buffer, travel);
            if (stop.Who is { } who)
            {
                await VisitAsync(who, placement, stop.ByCustomer, ct);
            }
            else
            {
                await OtherWorkAsync(stop, placement, ct);
            }

            (zip, free) = (to, placement.OccupiedEnd);
        }
    }

    private async Task VisitAsync(DemoCustomer who, Placement placement, bool byCustomer, CancellationToken ct)
    {
        var at = byCustomer ? now - BookedOnline : placement.WorkStart - Booked;
        var job = await ReportAsync(who, at, ct);
        job.Schedule(placement, plan.Rules, new Step(byCustomer ? Actor.Homeowner(who.FullName) : Office, at));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A job with everything it stands on.</summary>
    public async Task<Job> ReportAsync(DemoCustomer who, Instant at, CancellationToken ct, JobIntake? intake = null)
    {
        var sequence = (await db.Database.SqlQuery<long>($"""select nextval('job_numbers') as "Value" """).ToListAsync(ct))[0];
        var customer = Customer.Register(who.FullName, who.Email, $"+12165550{100 + (sequence % 100)}", at);
        var site = Site.At(customer.Id, who.Street, null, plan.Place(who.Zip)?.City ?? "Cleveland", who.Zip, null);
        var recorder = Recorder.Of(site.Id, who.Brand, who.Model, at);
        var job = Job.Report(JobNumber.Format(at.InZone(BookingRules.Zone).Year, sequence), customer, site, [recorder], who.Trouble, null, new Step(Office, at), intake);
        db.AddRange(customer, site, recorder, job);
        await db.SaveChangesAsync(ct);
        return job;
    }

    /// <summary>A visit of this day's morning that nobody was at home for.</summary>
    public Placement EarlierWith(string technician, Instant start)
    {
        var travel = Duration.FromMinutes(15);
        return new Placement(people[technician].Id, WindowAround(start), start, start + Duration.FromMinutes(60), travel, plan.Rules.Buffer, travel);
    }

    public BookingRules Rules => plan.Rules;

    public StaffMember Person(string email) => people[email];

    private async Task OtherWorkAsync(DemoStop stop, Placement placement, CancellationToken ct)
    {
        var kind = stop.Work!.StartsWith("Estimate", StringComparison.Ordinal) ? OtherWorkKind.Estimate : OtherWorkKind.Install;
        var at = placement.WorkStart - Booked;
        var work = OtherWork.Enter(kind, stop.Work, "1 Sample Street", stop.Zip, new Interval(placement.WorkStart, placement.WorkEnd), Office.Name, at);
        db.AddRange(work, Visit.Occupy(work.Id, stop.Zip!, placement, at));
        await db.SaveChangesAsync(ct);
    }

    public static Actor ActorOf(StaffMember person) => new(person.Role switch { StaffRole.Technician => ActorRole.Technician, StaffRole.Admin => ActorRole.Admin, _ => ActorRole.Dispatcher }, person.Id, person.Name);

    /// <summary>Two hours from an even one, as the calendar of a new site promises them.</summary>
    private static Interval WindowAround(Instant start)
    {
        var local = start.InZone(BookingRules.Zone);
        var from = local.Date.At(new LocalTime(local.Hour / 2 * 2, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        return new Interval(from, from + Duration.FromHours(2));
    }

    private static Instant UpToFive(Instant moment) => moment == Instant.MinValue ? moment : Instant.FromUnixTimeSeconds((moment.ToUnixTimeSeconds() + 299) / 300 * 300);
}
