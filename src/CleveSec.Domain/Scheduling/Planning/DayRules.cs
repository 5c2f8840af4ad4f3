using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>Why a stop may not stand where it would.</summary>
/// <param name="Other">The neighbour it stands too near to; null: it is not about a neighbour.</param>
public sealed record DayProblem(DayStop Stop, DayStop? Other, Guid TechnicianId, string Words);

/// <summary>
/// Walks a day with the site's own driving times and says what is broken by what was moved. It knows nothing of the search that proposed it, so an error there cannot reach a customer.
/// What stands as it stood is taken as given, also where it breaks a rule already.
/// </summary>
public static class DayRules
{
    public static IReadOnlyList<DayProblem> Problems(DayRequest request, IReadOnlyList<DayPlace> places)
    {
        var problems = new List<DayProblem>();
        foreach (var route in DayRoute.All(request, places))
        {
            var visits = 0;
            for (var i = 0; i < route.Places.Count; i++)
            {
                visits += route.Places[i].Stop.IsVisit ? 1 : 0;
                if (Problem(request, route, i) is { } problem)
                {
                    problems.Add(problem);
                }
            }

            if (route.Technician.MostVisits is { } most && visits > most && route.Places.LastOrDefault(place => place.TechnicianId != place.Stop.TechnicianId) is { } tooMuch
                && visits > request.Stops.Count(stop => stop.TechnicianId == route.Technician.Id && stop.IsVisit))
            {
                problems.Add(new DayProblem(tooMuch.Stop, null, route.Technician.Id, $"{route.Technician.Name} has {most} visits a day at most."));
            }
        }

        return problems;
    }

    private static DayProblem? Problem(DayRequest request, DayRoute route, int index)
    {
        var place = route.Places[index];
        var before = index == 0 ? null : route.Places[index - 1];
        var reached = Instant.Max(route.FreeBefore(index), request.Now) + route.Drive(index, place.WorkStart);
        if (!place.IsMoved)
        {
            return before is { IsMoved: true } && (reached > place.WorkStart || IntoBreak(route, index))
                ? new DayProblem(place.Stop, before.Stop, route.Technician.Id, $"{route.Technician.Name} cannot be at {place.Stop.Name} in time after {before.Stop.Name}.")
                : null;
        }

        return Itself(place, route.Technician) is { } words ? new DayProblem(place.Stop, null, route.Technician.Id, words)
            : reached > place.WorkStart ? new DayProblem(place.Stop, before?.Stop, route.Technician.Id, $"{route.Technician.Name} cannot be at {place.Stop.Name} in time{(before is null ? "" : $" after {before.Stop.Name}")}.")
            : !InShift(route, index) ? new DayProblem(place.Stop, before?.Stop, route.Technician.Id, $"{place.Stop.Name} does not fit into the hours of {route.Technician.Name}.")
            : null;
    }

    /// <summary>What is wrong whatever stands beside it.</summary>
    private static string? Itself(DayPlace place, DayTechnician technician) =>
        !place.Stop.Movable ? $"{place.Stop.Name} may not be moved any more."
        : !technician.Knows(place.Stop) ? $"{technician.Name} may not do {place.Stop.Name}."
        : place.WorkStart < place.Stop.Window.Start || place.WorkStart >= place.Stop.Window.End ? $"{place.Stop.Name} would begin outside of its promised window."
        : place.Stop.Until < place.WorkEnd ? $"{place.Stop.Name} would not be done while the vendor’s answer is good and the vendor can be reached."
        : technician.EndBy < place.FreeFrom ? $"{place.Stop.Name} would run into what {technician.Name} has after it."
        : null;

    private static bool InShift(DayRoute route, int index)
    {
        var place = route.Places[index];
        var driveFrom = place.WorkStart - route.Drive(index, place.WorkStart);
        return DayRoute.Shifts(route.Technician).Any(shift => shift.Start <= driveFrom && place.WorkEnd <= shift.End);
    }

    /// <summary>Breaks stay free of driving: a drive may not reach further into one than it does already.</summary>
    private static bool IntoBreak(DayRoute route, int index)
    {
        var place = route.Places[index];
        var driveFrom = place.WorkStart - route.Drive(index, place.WorkStart);
        return driveFrom < place.Stop.OccupiedStart && DayRoute.Shifts(route.Technician).Any(shift => shift.Contains(place.WorkStart) && driveFrom < shift.Start);
    }
}
