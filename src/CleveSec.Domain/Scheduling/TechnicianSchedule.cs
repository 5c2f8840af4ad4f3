using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>A stop already promised.</summary>
/// <param name="IsVisit">False: other work, which counts for time and travel but not as a visit.</param>
/// <param name="FreeFrom">When the technician is free again, where another buffer than today's was promised; null: today's buffer after the work.</param>
public sealed record Stop(Guid VisitId, string Zip, Instant WorkStart, Instant WorkEnd, bool IsVisit = true, Instant? FreeFrom = null);

/// <summary>What the slot finder knows of one technician.</summary>
/// <param name="Shifts">The spans in which the technician works, driving included, breaks and absences already cut out, in order and not overlapping.</param>
/// <param name="Stops">Live visits, holds that have not run out, and other work, in order of start.</param>
/// <param name="Qualifications">What a service may need beside brands.</param>
/// <param name="MostVisits">How many visits a day at most; null: as many as fit.</param>
public sealed record TechnicianSchedule(
    Guid TechnicianId,
    string? HomeZip,
    IReadOnlyCollection<RecorderBrand> Skills,
    IReadOnlyList<Interval> Shifts,
    IReadOnlyList<Stop> Stops,
    IReadOnlyCollection<string> Qualifications,
    int? MostVisits = null);

/// <summary>Turns weekly hours and absences into working spans.</summary>
public static class Shifts
{
    /// <summary>The spans of work on the dates from <paramref name="first"/> to <paramref name="last"/> (both included), in order, with absences cut out.</summary>
    public static IReadOnlyList<Interval> Between(LocalDate first, LocalDate last, IEnumerable<Staff.WorkingHours> weekly, IEnumerable<Staff.Absence> absences)
    {
        var hours = weekly.ToLookup(span => span.Day);
        var away = absences.OrderBy(absence => absence.Start).ToList();
        var shifts = new List<Interval>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            foreach (var span in hours[date.DayOfWeek].OrderBy(span => span.Start))
            {
                shifts.AddRange(Without(new WindowTime(span.Start, span.End).On(date), away));
            }
        }

        return shifts;
    }

    private static IEnumerable<Interval> Without(Interval shift, List<Staff.Absence> away)
    {
        var start = shift.Start;
        foreach (var absence in away.Where(absence => absence.Start < shift.End && absence.End > shift.Start))
        {
            if (absence.Start > start)
            {
                yield return new Interval(start, absence.Start);
            }

            start = Instant.Max(start, absence.End);
        }

        if (start < shift.End)
        {
            yield return new Interval(start, shift.End);
        }
    }
}
