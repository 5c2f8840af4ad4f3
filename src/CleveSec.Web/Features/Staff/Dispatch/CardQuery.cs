using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <param name="Why">In words.</param>
internal sealed record CardSuggestion(Guid TechnicianId, string Technician, Instant Start, Interval Window, string Why);

/// <param name="Seen">As a move sends it back.</param>
/// <param name="WhyNot">Why it cannot be moved now; null when it can.</param>
/// <param name="AnswerUntil">The vendor's answer is good until then; null: there is none, or nobody said how long.</param>
/// <param name="IsReturn">Somebody comes back with a vendor's answer.</param>
internal sealed record CardView(
    string Number, JobStatus Status, string Customer, string Phone, string Street, string City, string Zip, string Recorders, string Service, int WorkMinutes, string? Technician, Guid? TechnicianId,
    VisitStatus? VisitStatus, Interval? Promise, Interval? Work, string Seen, string? WhyNot, IReadOnlyList<(Guid Id, string Name)> Technicians, IReadOnlyList<CardSuggestion> Suggestions, Instant? AnswerUntil, bool IsReturn);

/// <summary>One job as its card shows it, with the best places it could go to.</summary>
internal sealed class CardQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    /// <summary>Null: no such job.</summary>
    public async Task<CardView?> RunAsync(IQueryable<Job> which, CancellationToken ct)
    {
        var plan = (await schedules.PlanAsync(ct)).ForStaff();
        if (await VisitAsked.ReadAsync(db, which, plan, ct) is not { } asked)
        {
            return null;
        }

        var job = await which.AsNoTracking().Select(job => new { job.Number, job.Status, job.Customer.Name, job.Customer.Phone, job.Site.Street, job.Site.City, job.Site.Zip }).FirstAsync(ct);
        var (visit, whyNot) = (asked.Visit, WhyNot(job.Status, asked.Visit));
        var names = plan.Technicians.OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase).Select(technician => (technician.Id, technician.Name)).ToList();
        return new CardView(
            job.Number, job.Status, job.Name, job.Phone, job.Street, job.City, job.Zip, BoardWords.Recorders(asked.Request.Brands), plan.Services.First(service => service.Id == asked.Request.Service.Id).NameEnglish,
            (int)asked.Request.Service.WorkFor(asked.Request.Brands).TotalMinutes, visit is null ? null : names.Find(name => name.Id == visit.TechnicianId).Name ?? "Not active any more", visit?.TechnicianId,
            visit?.Status, visit?.Window, visit is null ? null : new Interval(visit.WorkStart, visit.WorkEnd), MoveInput.SeenOf(visit), whyNot,
            names, whyNot is null ? await SuggestAsync(plan, asked, names.ToDictionary(name => name.Id, name => name.Name), ct) : [], asked.Request.Until, asked.Request.Return is not null);
    }

    /// <summary>The visit and its change number after a move; empty when somebody has moved it on already.</summary>
    public async Task<string> SeenAsync(IQueryable<Job> which, ExactStart moved, Guid? technicianId, CancellationToken ct) =>
        await VisitAsync(which, ct) is { } visit && moved.Stands(visit, technicianId ?? Guid.Empty) ? MoveInput.SeenOf(visit) : "";

    /// <summary>The visit as it stands now; null when there is none.</summary>
    public Task<Visit?> VisitAsync(IQueryable<Job> which, CancellationToken ct) =>
        which.AsNoTracking().SelectMany(job => job.Visits).FirstOrDefaultAsync(visit => Schedules.Live.Contains(visit.Status), ct);

    private async Task<IReadOnlyList<CardSuggestion>> SuggestAsync(SchedulingPlan plan, VisitAsked asked, Dictionary<Guid, string> names, CancellationToken ct)
    {
        var technicians = await schedules.TechniciansAsync(plan, null, ct);
        var now = clock.GetCurrentInstant();
        var offers = plan.Finder.Find(asked.Request, technicians, now);
        return [.. Candidates.Best(offers, technicians, asked.Visit?.Window ?? asked.Wish, now).Select(best => new CardSuggestion(
            best.Placement.TechnicianId, names[best.Placement.TechnicianId], best.Placement.WorkStart, best.Placement.Window, BoardWords.Reasons(best, asked.Request.Brands)))];
    }

    private static string? WhyNot(JobStatus status, Visit? visit) => (status, visit?.Status) switch
    {
        (JobStatus.Reported or JobStatus.AwaitingVendor, null) or (JobStatus.Scheduled, Domain.Scheduling.VisitStatus.Planned or Domain.Scheduling.VisitStatus.Confirmed) => null,
        (JobStatus.Scheduled, _) => "The technician is already under way, so this visit cannot be moved.",
        _ => $"This job is {JobWords.Of(status)}, so no visit can be planned or moved now.",
    };
}
