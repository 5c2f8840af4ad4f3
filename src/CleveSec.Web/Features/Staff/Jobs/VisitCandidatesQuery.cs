using System.Globalization;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>Which candidates to show; null: all technicians, the next days.</summary>
/// <param name="Outside">Also when the vendor's answer is of no use.</param>
internal sealed record CandidateFilter(Guid? TechnicianId, LocalDate? Date, bool Outside = false);

/// <summary>One technician at one time.</summary>
/// <param name="IsBest">Drives least of those who are free in this window.</param>
/// <param name="Against">Why the vendor's answer is of no use then; none: it is, or there is no answer.</param>
internal sealed record VisitCandidate(Guid TechnicianId, string Technician, Interval Window, Duration Drive, bool IsCurrent, bool IsBest, IReadOnlyList<string> Against)
{
    public string Key => KeyOf(TechnicianId, Window.Start);

    public static string KeyOf(Guid technicianId, Instant start) => string.Create(CultureInfo.InvariantCulture, $"{technicianId:N}.{start.ToUnixTimeSeconds()}");

    public static bool TryParse(string? key, out Guid technicianId, out Instant start)
    {
        (technicianId, start) = (default, default);
        var parts = (key ?? "").Split('.');
        if (parts.Length != 2 || !Guid.TryParseExact(parts[0], "N", out technicianId)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > Instant.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        start = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }
}

/// <param name="WhyNot">Why no visit can be planned or changed now; null when one can.</param>
/// <param name="Dates">All dates on which somebody is free.</param>
/// <param name="Return">When coming back with the vendor's answer is of use; null: there is none.</param>
internal sealed record VisitChoices(
    string Number, JobStatus Status, string Customer, string Place, string? CurrentTechnician, Interval? CurrentWindow, string? WhyNot,
    IReadOnlyList<(Guid Id, string Name)> Technicians, IReadOnlyList<LocalDate> Dates, IReadOnlyList<IGrouping<LocalDate, VisitCandidate>> Days, ReturnTimes? Return)
{
    public bool MoreDays => Dates.Count > Days.Count;
}

/// <summary>Who can come when: every technician with the skill for every recorder of the job, in every window where all earlier promises hold.</summary>
internal sealed class VisitCandidatesQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    /// <summary>Shown without a date chosen.</summary>
    private const int DaysShown = 3;

    /// <summary>Null: no such job, or not this person's.</summary>
    public async Task<VisitChoices?> RunAsync(IQueryable<Job> which, ActorRole role, CandidateFilter filter, CancellationToken ct)
    {
        if (await which.AsNoTracking().Include(job => job.Customer).Include(job => job.Site).Include(job => job.Visits).Include(job => job.Checks)
            .Include(job => job.Recorders).ThenInclude(recorder => recorder.Recorder).AsSplitQuery().FirstOrDefaultAsync(ct) is not { } job)
        {
            return null;
        }

        var names = await db.Staff.AsNoTracking().Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var whyNot = WhyNot(job, role);
        var plan = (await schedules.PlanAsync(ct)).ForStaff();
        var request = (await VisitAsked.ReadAsync(db, which, plan, ct))!.Request;
        var all = whyNot is null ? await CandidatesAsync(job, plan, request, filter.Outside, names, ct) : [];
        var wanted = all.Where(candidate => filter.TechnicianId is null || candidate.TechnicianId == filter.TechnicianId).ToList();
        var days = wanted.GroupBy(candidate => LocalTime.Today(candidate.Window.Start)).ToList();
        var live = job.LiveVisit;
        return new VisitChoices(
            job.Number, job.Status, job.Customer.Name, $"{job.Site.Street}, {job.Site.City} {job.Site.Zip}", live is null ? null : names[live.TechnicianId], live?.Window, whyNot,
            [.. all.Select(candidate => (candidate.TechnicianId, candidate.Technician)).Distinct().OrderBy(technician => technician.Technician)],
            [.. days.Select(day => day.Key)],
            filter.Date is { } date ? [.. days.Where(day => day.Key == date)] : [.. days.Where((day, place) => place < DaysShown || day.Any(candidate => candidate.IsCurrent))],
            request.Return);
    }

    private static string? WhyNot(Job job, ActorRole role)
    {
        var allowed = job.AllowedActions(role);
        if (!allowed.Contains(JobAction.Schedule) && !allowed.Contains(JobAction.Reschedule))
        {
            return $"This job is {JobWords.Of(job.Status)}, so no visit can be planned or changed now.";
        }

        return job.LiveVisit is { Status: not (VisitStatus.Planned or VisitStatus.Confirmed) }
            ? "The technician is already under way, so this visit cannot be moved. Take it off or say that nobody let us in."
            : null;
    }

    private async Task<List<VisitCandidate>> CandidatesAsync(Job job, SchedulingPlan plan, SlotRequest request, bool outside, Dictionary<Guid, string> names, CancellationToken ct)
    {
        var technicians = await schedules.TechniciansAsync(plan, null, ct);
        var now = clock.GetCurrentInstant();
        var inside = plan.Finder.Find(request, technicians, now);
        var fitting = inside.SelectMany(offer => offer.Placements).Select(placement => (placement.TechnicianId, placement.Window.Start)).ToHashSet();
        var offers = outside ? plan.Finder.Find(OfficeRules.Without(request, OfficeRules.Returning), technicians, now) : inside;
        return [.. offers.SelectMany(offer => offer.Placements.Select((placement, place) => new VisitCandidate(
            placement.TechnicianId, names[placement.TechnicianId], offer.Window, placement.Travel,
            job.LiveVisit is { } live && live.TechnicianId == placement.TechnicianId && live.WindowStart == offer.Window.Start,
            place == 0 && offer.Placements.Count > 1,
            fitting.Contains((placement.TechnicianId, offer.Window.Start)) ? [] : [.. OfficeRules.OfReturn(request, offer.Window, new Interval(placement.WorkStart, placement.WorkEnd)).Select(OfficeRules.Words)])))];
    }
}
