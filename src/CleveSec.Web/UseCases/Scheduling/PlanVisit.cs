using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Schedules, reschedules or reassigns the visit of a job. Conflicts are refused by the day's plan and, in the end, by the database; customer and technician are told.</summary>
internal sealed class PlanVisit(CleveSecDb db, Schedules schedules, CustomerLetters letters, TechnicianLetters technicianLetters, IClock clock)
{
    private const int AlternativesShown = 6;

    public async Task<VisitPlan> RunAsync(VisitWish wish, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        plan = wish.By.Role == ActorRole.Homeowner ? plan : plan.ForStaff();
        var now = clock.GetCurrentInstant();
        if (await VisitAsked.ReadAsync(db, wish.Which, plan, ct) is not { } job)
        {
            return new VisitPlan.NotFound();
        }

        var request = job.Request;
        if (wish.Exact is not null)
        {
            return await ExactlyAsync(wish, new Attempt(wish.TechnicianId ?? Guid.Empty, default, job.JobId, request, plan, job.Visit?.TechnicianId), job.Visit, now, ct);
        }

        var own = await BrowserHold.AnyAsync(db, wish.HoldKey, ct);
        var everybody = Without(own, await schedules.TechniciansAsync(plan, null, ct));
        var asked = WindowAt(plan.Finder, wish.WindowStart, job.Visit, now);
        IReadOnlyList<string> against = [];
        var candidates = For(request);

        // Only what cannot be had within the rules is judged by where the work would stand without them.
        if (wish.Outside is not null && candidates.Count == 0 && For(OfficeRules.Without(request, OfficeRules.Returning)) is [var outside, ..]
            && OfficeRules.OfReturn(request, outside.Window, new Interval(outside.WorkStart, outside.WorkEnd)) is { Count: > 0 } broken)
        {
            against = [.. broken.Select(OfficeRules.Words)];
            if (string.IsNullOrWhiteSpace(wish.Outside))
            {
                return new VisitPlan.AgainstRules(against);
            }

            request = OfficeRules.Without(request, broken);
            candidates = For(request);
        }

        foreach (var candidate in candidates)
        {
            if (await TryAsync(wish, new Attempt(candidate.TechnicianId, candidate.Window, job.JobId, request, plan, job.Visit?.TechnicianId, Against: against), ct) is { } outcome)
            {
                return outcome;
            }
        }

        return new VisitPlan.WindowTaken(FreeWindowsQuery.Nearest(plan.Finder.Find(request, everybody, now), wish.WindowStart, AlternativesShown));

        List<Placement> For(SlotRequest slot) => asked is not { } window ? []
            : [.. plan.Finder.Place(slot, window, everybody, now).Where(placement => wish.TechnicianId is null || placement.TechnicianId == wish.TechnicianId).OrderBy(placement => placement.TechnicianId != own?.TechnicianId)];
    }

    /// <summary>The own hold does not stand in its own way.</summary>
    private static IReadOnlyList<TechnicianSchedule> Without(BrowserHold? own, IReadOnlyList<TechnicianSchedule> technicians) => own is null ? technicians
        : [.. technicians.Select(technician => technician.TechnicianId == own.TechnicianId ? technician with { Stops = [.. technician.Stops.Where(stop => stop.VisitId != own.VisitId)] } : technician)];

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

    /// <summary>A technician and a minute: only there, and only if what was seen still stands.</summary>
    private async Task<VisitPlan> ExactlyAsync(VisitWish wish, Attempt attempt, Visit? visit, Instant now, CancellationToken ct)
    {
        if (wish.Exact!.Stands(visit, attempt.TechnicianId))
        {
            return new VisitPlan.Planned(attempt.JobId, visit!.Window);
        }

        if (!wish.Exact.HasSeen(visit))
        {
            return new VisitPlan.Refused(JobChanges.LostRace);
        }

        var day = await schedules.OnAsync(attempt.Plan, TechnicianLock.DateOf(wish.Exact.Start), ct);
        if (day.SingleOrDefault(technician => technician.TechnicianId == attempt.TechnicianId) is not { } schedule)
        {
            return new VisitPlan.Refused("There is no such technician any more.");
        }

        if (ExactPlace.Find(attempt.Plan, attempt.Request, schedule, wish.Exact, visit, now) is not { } place)
        {
            return new VisitPlan.Refused(ExactPlace.WhyNot(attempt.Plan, attempt.Request, schedule, wish.Exact.Start, now));
        }

        return place.Against.Count > 0 && string.IsNullOrWhiteSpace(wish.Exact.Reason)
            ? new VisitPlan.AgainstRules(place.Against)
            : await TryAsync(wish, attempt with { Window = place.Window, Exact = place }, ct) ?? new VisitPlan.Refused(ExactPlace.TakenMeanwhile);
    }

    /// <summary>One technician in one transaction. Null: somebody else was quicker, try the next.</summary>
    private Task<VisitPlan?> TryAsync(VisitWish wish, Attempt attempt, CancellationToken ct) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            var (technicianId, window, jobId, request, plan, before, exact, _) = attempt;
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var own = await BrowserHold.LockAsync(db, wish.HoldKey, ct);
            var now = clock.GetCurrentInstant();
            var freed = await TechnicianLock.TakeAsync(db, now, ct, [technicianId, .. new[] { before, own?.TechnicianId }.OfType<Guid>()]);
            await JobChanges.LockAsync(db, jobId, ct);
            if (await DoneAlreadyAsync(wish, window, ct) is { } done)
            {
                return done;
            }

            if (own is not null)
            {
                await own.RemoveAsync(db, ct);
                freed = [.. freed, own.Day];
            }

            var schedule = (await schedules.TechniciansAsync(plan, technicianId, ct)).SingleOrDefault();
            if (schedule is null || attempt.Fit(schedule, now) is not { } placement)
            {
                return null;
            }

            try
            {
                if (request.ExceptVisit is { } moved)
                {
                    await TechnicianLock.ParkAsync(db, moved, ct);
                }

                if (await JobChanges.LoadAsync(db, wish.Which, ct) is not { } job)
                {
                    return new VisitPlan.NotFound();
                }

                if (job.LiveVisit?.Id != request.ExceptVisit || job.LiveVisit?.TechnicianId != before || wish.Exact?.HasSeen(job.LiveVisit) is false)
                {
                    return new VisitPlan.Refused(JobChanges.LostRace);
                }

                var added = new Stop(Guid.Empty, request.Zip, placement.WorkStart, placement.WorkEnd);
                var changed = freed.Where(day => day.TechnicianId == technicianId).Select(day => day.Date)
                    .Concat(schedule.Stops.Where(stop => stop.VisitId == request.ExceptVisit).Select(stop => stop.WorkStart).Append(placement.WorkStart).Select(TechnicianLock.DateOf));
                await TechnicianLock.RedriveAsync(db, plan.Travel, schedule, request.ExceptVisit, added, ct, changed);
                await ChangeAsync(job, placement, plan.Rules, new Step(wish.By, now), before, ct);
                exact?.Mark(job, wish, new Step(wish.By, now));
                foreach (var rule in attempt.Against ?? [])
                {
                    job.OverrideRule(rule, wish.Outside!, new Step(wish.By, now));
                }

                JobChanges.Touch(db, job);
                await db.SaveChangesAsync(ct);
                await RedriveOldDayAsync(before == technicianId ? null : before, plan, ct);
                await schedules.RedriveAsync([.. freed.Where(day => day.TechnicianId != technicianId && day.TechnicianId != before)], plan, ct);
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
        return visit?.Live is { } live && (wish.Exact is { } exact ? exact.Stands(live, wish.TechnicianId ?? Guid.Empty) : live.WindowStart == window.Start && (wish.TechnicianId is null || wish.TechnicianId == live.TechnicianId))
            ? new VisitPlan.Planned(visit.Id, live.Window)
            : null;
    }

    private async Task ChangeAsync(Job job, Placement placement, BookingRules rules, Step step, Guid? before, CancellationToken ct)
    {
        var oldWindow = job.LiveVisit?.Window;

        // Within what was promised, by the same person, nothing changed for anybody but the day's plan.
        var unseen = job.LiveVisit is { Status: VisitStatus.Confirmed } same && same.TechnicianId == placement.TechnicianId && same.Window == placement.Window;
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

            if (unseen)
            {
                return;
            }

            letters.Changed(job, visit, firstName);
        }

        await technicianLetters.AssignedAsync(job, visit, ct);
        if (before is { } old && old != placement.TechnicianId && oldWindow is { } window)
        {
            await technicianLetters.TakenAwayAsync(old, job, window, ct);
        }
    }

    /// <param name="before">Somebody else, whose visit it was.</param>
    private async Task RedriveOldDayAsync(Guid? before, SchedulingPlan plan, CancellationToken ct)
    {
        if (before is { } technician && (await schedules.TechniciansAsync(plan, technician, ct)).SingleOrDefault() is { } schedule)
        {
            await TechnicianLock.RedriveAsync(db, plan.Travel, schedule, null, null, ct, schedule.Stops.Select(stop => TechnicianLock.DateOf(stop.WorkStart)));
        }
    }

    /// <summary>One technician to be tried.</summary>
    /// <param name="Before">Whose visit it is now.</param>
    /// <param name="Against">What is set aside for it, in words.</param>
    private sealed record Attempt(Guid TechnicianId, Interval Window, Guid JobId, SlotRequest Request, SchedulingPlan Plan, Guid? Before, ExactPlace? Exact = null, IReadOnlyList<string>? Against = null)
    {
        public Placement? Fit(TechnicianSchedule schedule, Instant now) => Exact is { } exact ? exact.Fit(Plan.Finder, Request, schedule, now) : Plan.Finder.Fit(Request, Window, schedule, now);
    }
}
