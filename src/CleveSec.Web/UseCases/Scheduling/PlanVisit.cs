using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Which visit is wanted for a job that exists.</summary>
/// <param name="Which">Selects the job, with the right to see it inside.</param>
/// <param name="TechnicianId">Null: whoever fits best.</param>
internal sealed record VisitWish(IQueryable<Job> Which, Actor By, Guid? TechnicianId, Instant WindowStart);

internal abstract record VisitPlan
{
    internal sealed record Planned(Guid JobId, Interval Window) : VisitPlan;

    /// <summary>Nobody, or not this technician, can come then; the nearest that is free.</summary>
    internal sealed record WindowTaken(IReadOnlyList<OfferedWindow> Nearest) : VisitPlan;

    internal sealed record Refused(string Reason) : VisitPlan;

    internal sealed record NotFound : VisitPlan;
}

/// <summary>Schedules, reschedules or reassigns the visit of a job. Conflicts are refused by the day's plan and, in the end, by the database; customer and technician are told.</summary>
internal sealed class PlanVisit(CleveSecDb db, Schedules schedules, CustomerLetters letters, TechnicianLetters technicianLetters, IClock clock)
{
    private const int AlternativesShown = 6;

    public async Task<VisitPlan> RunAsync(VisitWish wish, CancellationToken ct)
    {
        var rules = await schedules.RulesAsync(ct);
        rules = wish.By.Role == ActorRole.Homeowner ? rules : rules.ForStaff();
        var travel = await schedules.TravelAsync(ct);
        var finder = new SlotFinder(rules, travel);
        var now = clock.GetCurrentInstant();
        if (await wish.Which.AsNoTracking().Select(job => new { job.Id, job.Site.Zip, Brands = job.Recorders.Select(recorder => recorder.Recorder.Brand).ToList(), Visit = job.Visits.FirstOrDefault(visit => Schedules.Live.Contains(visit.Status)) }).FirstOrDefaultAsync(ct) is not { } job)
        {
            return new VisitPlan.NotFound();
        }

        var request = new SlotRequest(job.Zip, job.Brands, job.Visit?.Id);
        var everybody = await schedules.TechniciansAsync(rules, null, ct);
        var candidates = WindowAt(finder, wish.WindowStart, job.Visit, now) is { } window ? finder.Place(request, window, everybody, now) : [];
        foreach (var candidate in candidates.Where(placement => wish.TechnicianId is null || placement.TechnicianId == wish.TechnicianId))
        {
            if (await TryAsync(wish, candidate.TechnicianId, candidate.Window, job.Id, request, finder, rules, travel, job.Visit?.TechnicianId, ct) is { } plan)
            {
                return plan;
            }
        }

        return new VisitPlan.WindowTaken(FreeWindowsQuery.Nearest(finder.Find(request, everybody, now), wish.WindowStart, AlternativesShown));
    }

    /// <summary>A window of the calendar, or the one already promised, which staff may give to another technician also when it has begun.</summary>
    private static Interval? WindowAt(SlotFinder finder, Instant start, Visit? current, Instant now)
    {
        if (current is not null && current.WindowStart == start)
        {
            return current.Window;
        }

        var windows = finder.Windows(now).Where(window => window.Start == start).ToList();
        return windows.Count == 0 ? null : windows[0];
    }

    /// <summary>One technician in one transaction. Null: somebody else was quicker, try the next.</summary>
    private Task<VisitPlan?> TryAsync(VisitWish wish, Guid technicianId, Interval window, Guid jobId, SlotRequest request, SlotFinder finder, BookingRules rules, TravelTimes travel, Guid? before, CancellationToken ct) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await TechnicianLock.TakeAsync(db, ct, before is { } old ? [old, technicianId] : [technicianId]);
            await JobChanges.LockAsync(db, jobId, ct);
            var now = clock.GetCurrentInstant();
            if (await DoneAlreadyAsync(wish, window, ct) is { } done)
            {
                return done;
            }

            var schedule = (await schedules.TechniciansAsync(rules, technicianId, ct)).SingleOrDefault();
            if (schedule is null || finder.Fit(request, window, schedule, now) is not { } placement)
            {
                return null;
            }

            try
            {
                if (request.ExceptVisit is { } moved)
                {
                    await TechnicianLock.ParkAsync(db, moved, ct);
                }

                if (await JobChanges.LoadAsync(wish.Which, ct) is not { } job)
                {
                    return new VisitPlan.NotFound();
                }

                if (job.LiveVisit?.Id != request.ExceptVisit || job.LiveVisit?.TechnicianId != before)
                {
                    return new VisitPlan.Refused(JobChanges.LostRace);
                }

                var day = window.Start.InZone(BookingRules.Zone).Date;
                await TechnicianLock.RedriveAsync(db, travel, schedule, request.ExceptVisit, new Stop(Guid.Empty, request.Zip, placement.WorkStart, placement.WorkEnd), day, ct);
                await ChangeAsync(job, placement, rules, new Step(wish.By, now), before, ct);
                JobChanges.Touch(db, job);
                await db.SaveChangesAsync(ct);
                await RedriveOldDayAsync(job, before, rules, travel, ct);
                await transaction.CommitAsync(ct);
                return (VisitPlan?)new VisitPlan.Planned(job.Id, window);
            }
            catch (IllegalTransition refused)
            {
                return new VisitPlan.Refused(refused.Message);
            }
            catch (Exception error) when (DbErrors.IsLostRace(error))
            {
                return new VisitPlan.Refused(JobChanges.LostRace);
            }
            catch (Exception error) when (DbErrors.IsWindowTaken(error))
            {
                return null;
            }
        });

    /// <summary>The visit stands as wished: the same click twice, or an answer that was lost on the way. Nobody is told again.</summary>
    private async Task<VisitPlan?> DoneAlreadyAsync(VisitWish wish, Interval window, CancellationToken ct)
    {
        var visit = await wish.Which.AsNoTracking().Select(job => new { job.Id, Live = job.Visits.FirstOrDefault(visit => Schedules.Live.Contains(visit.Status)) }).FirstOrDefaultAsync(ct);
        return visit?.Live is { } live && live.WindowStart == window.Start && (wish.TechnicianId is null || wish.TechnicianId == live.TechnicianId)
            ? new VisitPlan.Planned(visit.Id, live.Window)
            : null;
    }

    private async Task ChangeAsync(Job job, Placement placement, BookingRules rules, Step step, Guid? before, CancellationToken ct)
    {
        var oldWindow = job.LiveVisit?.Window;
        var name = await db.Staff.AsNoTracking().Where(staff => staff.Id == placement.TechnicianId).Select(staff => staff.Name).FirstAsync(ct);
        var firstName = Domain.Staff.StaffMember.FirstNameOf(name);
        if (job.LiveVisit is not { } visit)
        {
            visit = job.Schedule(placement, rules, step);
            letters.Booked(job, visit, firstName);
        }
        else
        {
            if (visit.Window == placement.Window && step.By.Role != ActorRole.Homeowner)
            {
                job.Reassign(placement, step);
            }
            else
            {
                job.Reschedule(placement, rules, step);
            }

            letters.Changed(job, visit, firstName);
        }

        await technicianLetters.AssignedAsync(job, visit, ct);
        if (before is { } old && old != placement.TechnicianId && oldWindow is { } window)
        {
            await technicianLetters.TakenAwayAsync(old, job, window, ct);
        }
    }

    private async Task RedriveOldDayAsync(Job job, Guid? before, BookingRules rules, TravelTimes travel, CancellationToken ct)
    {
        if (before is { } technician && (await schedules.TechniciansAsync(rules, technician, ct)).SingleOrDefault() is { } schedule)
        {
            foreach (var day in schedule.Stops.Select(stop => stop.WorkStart.InZone(BookingRules.Zone).Date).Distinct())
            {
                await TechnicianLock.RedriveAsync(db, travel, schedule, null, null, day, ct);
            }
        }
    }
}
