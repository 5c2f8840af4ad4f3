using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>Makes a board of what was read: where everything stands, in which words, and what will not be kept. No I/O.</summary>
internal static class BoardBuilder
{
    public static Board Day(BoardRead read, BoardFilter filter)
    {
        var axis = AxisOf(read, filter.Date);
        var stops = read.Stops.ToLookup(stop => stop.TechnicianId);
        var rows = read.Plan.Technicians.Where(technician => filter.Skill is not { } skill || technician.Skills.Contains(skill)).OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase)
            .Select(technician => RowOf(read, filter, axis, technician, [.. stops[technician.Id]])).ToList();
        rows.AddRange(stops.Where(day => read.Plan.Technicians.All(technician => technician.Id != day.Key)).Select(day => FormerOf(read, filter, axis, day.Key, [.. day])));
        return new Board(filter, axis, Numbered(rows), TrayBuilder.Of(read, filter), Counties(read.Plan), read.Now);
    }

    /// <summary>One row as it stands on the day's board, whose hours it is handed, because the others decide about them too.</summary>
    public static BoardRow? Row(BoardRead read, BoardFilter filter, BoardAxis axis, Guid technicianId) =>
        read.Plan.Technicians.FirstOrDefault(technician => technician.Id == technicianId) is { } technician ? RowOf(read, filter, axis, technician, read.Stops)
        : read.Stops.Count > 0 ? FormerOf(read, filter, axis, technicianId, read.Stops) : null;

    public static Week Week(BoardRead read, BoardFilter filter)
    {
        var dates = Enumerable.Range(0, 7).Select(filter.Date.PlusDays).ToList();
        var stops = read.Stops.ToLookup(stop => (stop.TechnicianId, LocalTime.Today(stop.WorkStart)));
        return new Week(filter, dates, [.. read.Plan.Technicians.Where(technician => filter.Skill is not { } skill || technician.Skills.Contains(skill)).OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase)
            .Select(technician => new WeekRow(technician.Id, technician.Name, [.. dates.Select(date => CellOf(technician, date, [.. stops[(technician.Id, date)]]))]))], LocalTime.Today(read.Now));
    }

    private static BoardAxis AxisOf(BoardRead read, LocalDate date) => BoardAxis.Of(
        date,
        read.Stops.Select(stop => stop.Shown).Concat(read.Plan.Technicians.SelectMany(technician => Shifts.Between(date, date, technician.Hours, technician.Absences))));

    private static BoardRow RowOf(BoardRead read, BoardFilter filter, BoardAxis axis, PlannedTechnician technician, IReadOnlyList<StopRow> stops)
    {
        var shifts = Shifts.Between(axis.Date, axis.Date, technician.Hours, technician.Absences);
        var away = technician.Absences.Where(absence => axis.Shows(absence.Start, absence.End)).Select(absence => new Interval(absence.Start, absence.End)).ToList();
        var outlooks = new DayOutlook(read.Plan.Travel).Of(technician.HomeZip, stops.Select(OutlookOf), away, read.Now);
        var cards = stops.Select(stop => CardBuilder.Of(stop, axis, filter, read.Plan, outlooks.TryGetValue(stop.Id, out var outlook) ? outlook : null, technician)).ToList();
        return new BoardRow(
            technician.Id, technician.Name, string.Join(", ", technician.Skills.Select(skill => skill.ToString()).Concat(technician.Qualifications)),
            LoadOf(shifts, stops), shifts.Count == 0 && away.Count == 0, axis.IsTooNarrow(shifts.Concat(stops.Select(stop => stop.Shown))), GroundOf(axis, technician, shifts, away), cards,
            axis.Date == LocalTime.Today(read.Now) && axis.Shows(read.Now, read.Now + Duration.Epsilon) ? axis.ClassesAt(read.Now) : null, technician.HomeZip);
    }

    /// <summary>Somebody who does not work here any more, but whom visits still stand with.</summary>
    private static BoardRow FormerOf(BoardRead read, BoardFilter filter, BoardAxis axis, Guid id, IReadOnlyList<StopRow> stops) => new(
        id, "Not active any more", "", "Give these to somebody else", true, axis.IsTooNarrow(stops.Select(stop => stop.Shown)), [], [.. stops.Select(stop => CardBuilder.Of(stop, axis, filter, read.Plan, new Outlook(OutlookKind.Away, stop.WorkStart), null))], null, null);

    private static OutlookStop OutlookOf(StopRow stop) => new(
        stop.Id, stop.Zip, new Interval(stop.WindowStart, stop.WindowEnd), stop.WorkStart, stop.WorkEnd, !Visit.IsLiveStatus(Enum.Parse<VisitStatus>(stop.Status)), stop.EnRouteAt, stop.ArrivedAt, stop.EndedAt);

    private static List<BoardGround> GroundOf(BoardAxis axis, PlannedTechnician technician, IReadOnlyList<Interval> shifts, List<Interval> away)
    {
        var ground = shifts.Select(shift => new BoardGround("on", axis.Classes(shift.Start, shift.End), "")).ToList();
        var hours = technician.Hours.Where(span => span.Day == axis.Date.DayOfWeek).OrderBy(span => span.Start).Select(span => new WindowTime(span.Start, span.End).On(axis.Date)).ToList();
        ground.AddRange(hours.Zip(hours.Skip(1)).Where(pair => pair.Second.Start > pair.First.End).Select(pair => new BoardGround("break", axis.Classes(pair.First.End, pair.Second.Start), $"Break {LocalTime.Span(new Interval(pair.First.End, pair.Second.Start))}")));
        ground.AddRange(away.Select(absence => new BoardGround("away", axis.Classes(absence.Start, absence.End), AwayWords(axis, absence))));
        return ground;
    }

    private static string AwayWords(BoardAxis axis, Interval absence) =>
        absence.Start <= axis.Start && absence.End >= axis.End ? "Away all day" : $"Away {LocalTime.Span(new Interval(Instant.Max(absence.Start, axis.Start), Instant.Min(absence.End, axis.End)))}";

    private static WeekCell CellOf(PlannedTechnician technician, LocalDate date, IReadOnlyList<StopRow> stops)
    {
        var shifts = Shifts.Between(date, date, technician.Hours, technician.Absences);
        var working = Sum(shifts.Select(shift => shift.Duration));
        return new WeekCell(date, stops.Count(stop => stop.Number is not null), stops.Count(stop => stop.OtherWorkId is not null), working, working - Taken(shifts, stops));
    }

    private static string LoadOf(IReadOnlyList<Interval> shifts, IReadOnlyList<StopRow> stops)
    {
        var visits = stops.Count(stop => stop.Number is not null);
        var free = Sum(shifts.Select(shift => shift.Duration)) - Taken(shifts, stops);
        string[] parts = [visits == 1 ? "1 visit" : $"{visits} visits", $"{BoardWords.Hours(Sum(stops.Select(stop => stop.OccupiedEnd - stop.OccupiedStart)))} load", $"{BoardWords.Hours(free)} free"];
        return shifts.Count == 0 && stops.Count == 0 ? "Not working" : string.Join(", ", parts.Select(part => part.Replace(' ', '\u00A0')));
    }

    /// <summary>How much of the working time is taken. What stands in a day does not overlap.</summary>
    private static Duration Taken(IReadOnlyList<Interval> shifts, IEnumerable<StopRow> stops) => Sum(stops.SelectMany(stop => shifts.Select(shift =>
        Instant.Min(shift.End, stop.OccupiedEnd) - Instant.Max(shift.Start, stop.OccupiedStart))).Where(part => part > Duration.Zero));

    private static Duration Sum(IEnumerable<Duration> spans) => spans.Aggregate(Duration.Zero, (sum, span) => sum + span);

    private static List<string> Counties(SchedulingPlan plan) => [.. plan.Places.Select(place => place.County).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Stops are numbered as they are driven, technician by technician, so that a number on the map is the same in the list.</summary>
    private static List<BoardRow> Numbered(List<BoardRow> rows)
    {
        var number = 0;
        return rows.ConvertAll(row => row with { Cards = [.. row.Cards.Select(card => card.Kind == "hold" || card.Zip.Length == 0 ? card : card with { Number = ++number })] });
    }
}
