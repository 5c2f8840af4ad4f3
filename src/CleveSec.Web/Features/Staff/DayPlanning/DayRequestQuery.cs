using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>Reads a day as it stands, for the optimizer and, under the technicians' locks, for the check of what it proposed.</summary>
internal sealed class DayRequestQuery(CleveSecDb db)
{
    /// <param name="technicians">Who is planned; whoever does not work here any more is left out.</param>
    public async Task<DayRequest> RunAsync(SchedulingPlan plan, LocalDate day, IReadOnlyCollection<Guid> technicians, Instant now, CancellationToken ct)
    {
        var (start, end) = (day.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), day.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant());
        var until = end + Duration.FromDays(1);
        var visits = await db.Visits.AsNoTracking()
            .Where(visit => technicians.Contains(visit.TechnicianId) && Schedules.Live.Contains(visit.Status) && (visit.HeldUntil == null || visit.HeldUntil > now) && visit.WorkEnd > start && visit.WorkStart < until)
            .OrderBy(visit => visit.WorkStart).ThenBy(visit => visit.Id).ToListAsync(ct);
        var jobs = await JobsAsync([.. visits.Select(visit => visit.JobId).OfType<Guid>().Distinct()], ct);
        var titles = await TitlesAsync([.. visits.Select(visit => visit.OtherWorkId).OfType<Guid>().Distinct()], ct);
        var names = await db.Staff.AsNoTracking().Where(staff => technicians.Contains(staff.Id)).Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var people = plan.TechniciansFrom(TechnicianLock.DateOf(now)).Where(one => technicians.Contains(one.TechnicianId)).Select(one => new DayTechnician(
            one.TechnicianId, names.GetValueOrDefault(one.TechnicianId, ""), one.HomeZip, one.Skills, one.Qualifications, one.MostVisits,
            [.. one.Shifts.Where(shift => shift.Start >= start && shift.Start < end)],
            visits.Where(visit => visit.TechnicianId == one.TechnicianId && visit.WorkStart >= end).Select(visit => (Instant?)visit.OccupiedStart).Min())).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        return new DayRequest(day, now, plan.Travel, people, [.. visits.Where(visit => visit.WorkStart < end && people.Exists(one => one.Id == visit.TechnicianId)).Select(Stop)]);

        DayStop Stop(Visit visit) => StopOf(
            visit, visit.JobId is { } job ? jobs[job] : null, visit.OtherWorkId is { } work ? titles[work] : null,
            visit.JobId is { } of ? plan.Service(ServiceOf(plan, jobs[of])).Needs : [], TechnicianLock.DateOf(visit.WorkStart) == day, now);
    }

    /// <summary>A visit whose drive has begun, or should have, stays; so does everything that is no visit of a job.</summary>
    private static DayStop StopOf(Visit visit, PlannedJob? job, string? title, IReadOnlyCollection<string> needs, bool thatDay, Instant now) => new(
        visit.Id, job?.Number ?? title ?? "a window held for a customer", visit.Zip, visit.TechnicianId, visit.Window, visit.OccupiedStart, visit.WorkStart, visit.WorkEnd, visit.OccupiedEnd,
        visit.OtherWorkId is null, job is not null && visit.Status is (VisitStatus.Planned or VisitStatus.Confirmed) && visit.OccupiedStart > now && thatDay, job?.Brands ?? [], needs, job?.DoneBy(visit));

    /// <summary>Who comes back with the answer needs what the return needs.</summary>
    private static string ServiceOf(SchedulingPlan plan, PlannedJob job) => job.IsReturn && plan.Services.Any(row => row is { Id: Service.ReturnId, Active: true }) ? Service.ReturnId : job.ServiceId;

    private async Task<Dictionary<Guid, PlannedJob>> JobsAsync(Guid[] ids, CancellationToken ct)
    {
        var rows = await db.Jobs.AsNoTracking().Where(job => ids.Contains(job.Id)).Select(job => new
        {
            job.Id,
            job.Number,
            job.ServiceId,
            Brands = job.Recorders.Select(recorder => recorder.Recorder.Brand).ToList(),
            IsReturn = job.Checks.Any() || job.VendorCases.Any(one => one.State == VendorCaseState.Drafted || one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered),
            Answered = job.VendorCases.Where(one => one.State == VendorCaseState.Answered).Select(one => one.MethodId).ToList(),
            Until = job.VendorCases.Where(one => one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered).Min(one => one.AnswerValidUntil),
        }).AsSplitQuery().ToListAsync(ct);
        var asked = rows.SelectMany(row => row.Answered).Distinct().ToList();
        var hours = asked.Count == 0 ? [] : (await db.Vendors.AsNoTracking().Where(vendor => asked.Contains(vendor.Id)).ToListAsync(ct)).ToDictionary(vendor => vendor.Id, VendorHours.Of);
        return rows.ToDictionary(row => row.Id, row => new PlannedJob(row.Number, row.ServiceId, row.Brands, row.IsReturn, new ReturnTimes(row.Until, [.. row.Answered.Where(hours.ContainsKey).Select(id => hours[id])])));
    }

    private Task<Dictionary<Guid, string>> TitlesAsync(Guid[] ids, CancellationToken ct) =>
        db.OtherWork.AsNoTracking().Where(work => ids.Contains(work.Id)).Select(work => new { work.Id, work.Title }).ToDictionaryAsync(work => work.Id, work => work.Title, ct);

    private sealed record PlannedJob(string Number, string ServiceId, List<RecorderBrand> Brands, bool IsReturn, ReturnTimes Back)
    {
        /// <summary>While the answer is good, and while the vendor can be reached, unless somebody has planned it against that already.</summary>
        public Instant? DoneBy(Visit visit) => Back.Reach(visit.Window.Start) is var reach && reach < visit.WorkEnd ? Back.Until : reach == Instant.MaxValue ? null : reach;
    }
}
