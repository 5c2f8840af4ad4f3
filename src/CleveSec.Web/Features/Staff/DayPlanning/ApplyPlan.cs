using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

internal abstract record PlanOutcome
{
    internal sealed record Applied(int Moves) : PlanOutcome;

    /// <summary>Some of the chosen are not possible without these.</summary>
    internal sealed record NeedsMore(IReadOnlyList<int> Missing) : PlanOutcome;

    /// <summary>The day changed meanwhile; nothing was moved.</summary>
    internal sealed record Changed(IReadOnlyList<string> Reasons) : PlanOutcome;

    /// <summary>No such proposal, or it was decided about already.</summary>
    internal sealed record NotFound : PlanOutcome;
}

/// <summary>
/// Makes the chosen moves of a proposal in one transaction, all or none. Under the locks of everybody concerned each is checked against the day as it is then; the visits are parked, the drives
/// of those that stay are written anew, then all are placed. Promised windows stay, so customers are not written to; technicians are.
/// </summary>
internal sealed class ApplyPlan(CleveSecDb db, Schedules schedules, DayRequestQuery query, TechnicianLetters letters, AuditTrail audit, IClock clock)
{
    private const string Elsewhere = "Somebody else has just changed this day. Plan it again.";

    public async Task<PlanOutcome> RunAsync(Guid runId, IReadOnlyCollection<int> chosen, Actor by, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var run = await db.DayPlanRuns.FromSql($"select * from day_plan_runs where id = {runId} for update").SingleOrDefaultAsync(ct);
            if (run is not { State: DayPlanState.Ready, Result: { } json })
            {
                return new PlanOutcome.NotFound();
            }

            var all = PlanResult.Parse(json).Moves;
            var moves = all.Where(move => chosen.Contains(move.Number)).ToList();
            var missing = moves.SelectMany(move => move.Needs).Distinct().Except(moves.Select(move => move.Number)).Order().ToList();
            if (missing.Count > 0)
            {
                return new PlanOutcome.NeedsMore(missing);
            }

            try
            {
                var outcome = await MoveAsync(run, moves, plan, new Step(by, clock.GetCurrentInstant()), ct);
                if (outcome is PlanOutcome.Applied)
                {
                    await transaction.CommitAsync(ct);
                }

                return outcome;
            }
            catch (Exception error) when (error is IllegalTransition || DbErrors.IsLostRace(error) || DbErrors.IsWindowTaken(error))
            {
                return new PlanOutcome.Changed([error is IllegalTransition ? error.Message : Elsewhere]);
            }
        });
    }

    private async Task<PlanOutcome> MoveAsync(DayPlanRun run, List<PlannedMove> moves, SchedulingPlan plan, Step step, CancellationToken ct)
    {
        Guid[] technicians = [.. moves.SelectMany(move => new[] { move.FromId, move.ToId }).Distinct()];
        var freed = await TechnicianLock.TakeAsync(db, step.At, ct, technicians);
        await LockJobsAsync([.. moves.Select(move => move.VisitId)], ct);
        var request = await query.RunAsync(plan, run.Day, technicians, step.At, ct);
        var reasons = Changes(request, moves, out var places);
        if (reasons.Count > 0)
        {
            return new PlanOutcome.Changed(reasons);
        }

        var drives = DayDrive.Of(request, places);
        await TechnicianLock.ParkAllAsync(db, [.. moves.Select(move => move.VisitId)], ct);
        await RedriveAsync(drives, ct);
        foreach (var drive in drives.Where(drive => drive.Place.IsMoved).OrderBy(drive => drive.Place.Stop.VisitId))
        {
            await PlaceAsync(drive, step, ct);
        }

        (run.State, run.EndedAt, run.EndedByName, run.Said) = (DayPlanState.Applied, step.At, step.By.Name, $"{moves.Count} of {PlanResult.Parse(run.Result!).Moves.Count} moves made.");
        audit.Add(step.By.Id, step.By.Name, "day planned", LocalTime.Day(run.Day), $"{moves.Count} visits moved: {string.Join(", ", moves.Select(move => move.Job))}");
        await db.SaveChangesAsync(ct);
        await schedules.RedriveAsync([.. freed.Where(day => day.Date != run.Day)], plan, ct);
        return new PlanOutcome.Applied(moves.Count);
    }

    /// <summary>Before their visits are written, in a fixed order: as everybody who changes a job does.</summary>
    private Task LockJobsAsync(Guid[] visits, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from jobs where id in (select job_id from visits where id = any({visits})) order by id for update", ct);

    /// <summary>What is not as it was when the plan was made, or breaks a promise now.</summary>
    private static List<string> Changes(DayRequest request, List<PlannedMove> moves, out IReadOnlyList<DayPlace> places)
    {
        var (reasons, made) = (new List<string>(), new List<DayPlace>());
        foreach (var move in moves)
        {
            var stop = request.Stops.FirstOrDefault(one => one.VisitId == move.VisitId);
            if (stop is not { Movable: true } || stop.TechnicianId != move.FromId || stop.WorkStart != move.Before || stop.Window != move.Window || request.Technicians.All(one => one.Id != move.ToId))
            {
                reasons.Add($"{move.Job} has changed since: {(stop is null ? "it is not in this day any more" : !stop.Movable ? "it is under way or begins now" : "somebody moved it")}.");
            }
            else
            {
                made.Add(new DayPlace(stop, move.ToId, move.After));
            }
        }

        places = DayMoves.Made(request, made);
        return reasons.Count > 0 ? reasons : [.. DayRules.Problems(request, places).Select(problem => problem.Words).Distinct()];
    }

    /// <summary>The drives of what stays; what moves is parked meanwhile, so nothing stands in the way.</summary>
    private async Task RedriveAsync(IReadOnlyList<DayDrive> drives, CancellationToken ct)
    {
        var stay = drives.Where(drive => !drive.Place.IsMoved && drive.SetOut != drive.Place.Stop.OccupiedStart).ToList();
        var (ids, starts) = (stay.ConvertAll(drive => drive.Place.Stop.VisitId), stay.ConvertAll(drive => drive.SetOut));
        if (ids.Count > 0)
        {
            await db.Database.ExecuteSqlAsync($"update visits set occupied_start = anew.start from unnest({ids}, {starts}) as anew(id, start) where visits.id = anew.id", ct);
        }
    }

    private async Task PlaceAsync(DayDrive drive, Step step, CancellationToken ct)
    {
        var (place, stop) = (drive.Place, drive.Place.Stop);
        var which = db.Jobs.Where(job => job.Visits.Any(visit => visit.Id == stop.VisitId));
        if (await JobChanges.LoadAsync(db, which, ct) is not { } job || job.LiveVisit is not { } visit || visit.Id != stop.VisitId)
        {
            throw new DbUpdateConcurrencyException(Elsewhere);
        }

        job.Replan(new Placement(place.TechnicianId, stop.Window, place.WorkStart, place.WorkEnd, place.WorkStart - drive.SetOut, stop.Taken - stop.Work, Duration.Zero), step);
        JobChanges.Touch(db, job);
        await letters.AssignedAsync(job, visit, ct);
        if (place.TechnicianId != stop.TechnicianId)
        {
            await letters.TakenAwayAsync(stop.TechnicianId, job, stop.Window, ct);
        }
    }
}
