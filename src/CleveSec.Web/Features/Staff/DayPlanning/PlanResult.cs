using System.Text.Json;
using CleveSec.Domain.Scheduling.Planning;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>What a day costs and risks, for people.</summary>
public sealed record PlannedDay(double Minutes, double Miles, int Late, int AtRisk);

/// <summary>One move as proposed. Times in seconds since 1970.</summary>
/// <param name="Job">Its number.</param>
public sealed record PlannedMove(
    int Number, Guid VisitId, string Job, string Zip, Guid FromId, string From, Guid ToId, string To, long OldStart, long NewStart, long WindowStart, long WindowEnd, IReadOnlyList<int> Needs, double SavedMinutes)
{
    public Instant Before => Instant.FromUnixTimeSeconds(OldStart);
    public Instant After => Instant.FromUnixTimeSeconds(NewStart);
    public Interval Window => new(Instant.FromUnixTimeSeconds(WindowStart), Instant.FromUnixTimeSeconds(WindowEnd));
}

/// <summary>A promise nobody can keep, with what stands against everybody who could.</summary>
public sealed record PlannedCollision(string Job, string Technician, long WindowStart, long WindowEnd, IReadOnlyList<string> Against)
{
    public Interval Window => new(Instant.FromUnixTimeSeconds(WindowStart), Instant.FromUnixTimeSeconds(WindowEnd));
}

/// <summary>The answer of a run as its row keeps it.</summary>
public sealed record PlanResult(PlannedDay Before, PlannedDay After, IReadOnlyList<PlannedMove> Moves, IReadOnlyList<PlannedCollision> Collisions)
{
    public static PlanResult Of(DayRequest request, DayPlan plan)
    {
        var names = request.Technicians.ToDictionary(technician => technician.Id, technician => technician.Name);
        return new PlanResult(
            Of(plan.Before), Of(plan.After),
            [.. plan.Moves.Select(move => new PlannedMove(
                move.Number, move.Place.Stop.VisitId, move.Place.Stop.Name, move.Place.Stop.Zip, move.Place.Stop.TechnicianId, names[move.Place.Stop.TechnicianId], move.Place.TechnicianId, names[move.Place.TechnicianId],
                move.Place.Stop.WorkStart.ToUnixTimeSeconds(), move.Place.WorkStart.ToUnixTimeSeconds(), move.Place.Stop.Window.Start.ToUnixTimeSeconds(), move.Place.Stop.Window.End.ToUnixTimeSeconds(),
                move.Needs, move.Gain.TotalMinutes))],
            [.. plan.Collisions.Select(collision => new PlannedCollision(
                collision.Stop.Name, names[collision.Stop.TechnicianId], collision.Stop.Window.Start.ToUnixTimeSeconds(), collision.Stop.Window.End.ToUnixTimeSeconds(), [.. collision.Against.Select(obstacle => obstacle.Words)]))]);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static PlanResult Parse(string json) => JsonSerializer.Deserialize<PlanResult>(json)!;

    private static PlannedDay Of(DayMeasure measure) => new(measure.Drive.TotalMinutes, measure.Miles, measure.Late, measure.AtRisk);
}
