using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <param name="Visits">Of that day, whether they may be moved or not.</param>
/// <param name="Works">Has hours that day.</param>
internal sealed record PlannedPerson(Guid Id, string Name, int Visits, bool Works);

/// <param name="Days">That can be chosen.</param>
/// <param name="Run">The day's newest; null: none yet.</param>
internal sealed record PlanPage(LocalDate Day, IReadOnlyList<LocalDate> Days, IReadOnlyList<PlannedPerson> People, DayPlanRun? Run, PlanResult? Result, bool Dead);

internal sealed class PlanPageQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    /// <summary>Null when the day is over or beyond what can be planned.</summary>
    public async Task<PlanPage?> RunAsync(LocalDate? asked, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        var now = clock.GetCurrentInstant();
        var today = TechnicianLock.DateOf(now);
        var day = asked ?? today;
        if (day < today || day > today.PlusDays(plan.Rules.HorizonDays))
        {
            return null;
        }

        var names = await db.Staff.AsNoTracking().Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var people = (await schedules.OnAsync(plan, day, ct)).Select(one => new PlannedPerson(
            one.TechnicianId, names.GetValueOrDefault(one.TechnicianId, ""), one.Stops.Count(stop => stop.IsVisit), one.Shifts.Any(shift => TechnicianLock.DateOf(shift.Start) == day)));
        var run = await db.DayPlanRuns.AsNoTracking().Where(row => row.Day == day).OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return new PlanPage(
            day, [.. Enumerable.Range(0, plan.Rules.HorizonDays + 1).Select(today.PlusDays)], [.. people.Where(one => one.Works || one.Visits > 0).OrderBy(one => one.Name, StringComparer.Ordinal)],
            run, run?.Result is { } json ? PlanResult.Parse(json) : null, run?.IsDead(now) is true);
    }
}
