using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Booking;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>The visit a person looked at when they decided to move it.</summary>
/// <param name="Sequence">Its change number then.</param>
internal readonly record struct SeenVisit(Guid Id, int Sequence);

/// <summary>A visit that is to start at one minute, not wherever in its window it fits best.</summary>
/// <param name="Seen">Null: the job was seen without a visit.</param>
/// <param name="Reason">For what is against a rule or leaves the window promised; null: none is given yet.</param>
/// <param name="Promise">The window to promise, where a move is taken back; null: the one promised so far, or that of the calendar.</param>
internal sealed record ExactStart(Instant Start, SeenVisit? Seen, string? Reason = null, Interval? Promise = null)
{
    public bool HasSeen(Visit? visit) => visit is null ? Seen is null : Seen is { } seen && seen.Id == visit.Id && seen.Sequence == visit.Sequence;

    public bool Stands(Visit? visit, Guid technicianId) => visit is not null && visit.TechnicianId == technicianId && visit.WorkStart == Start;
}

/// <summary>Where an exact start stands, and what has to be set aside for it.</summary>
/// <param name="Window">Promised to the customer.</param>
/// <param name="Broken">Rules that only the office may set aside.</param>
/// <param name="Against">The same in words, and that the promise changes; a reason is asked for.</param>
internal sealed record ExactPlace(Interval Window, Instant Start, IReadOnlyList<BookingRule> Broken, IReadOnlyList<string> Against)
{
    public const string TakenMeanwhile = "Somebody else took that time a moment ago.";
    private static readonly Duration UsualWindow = Duration.FromHours(2);
    private static readonly Duration LongestWindow = Duration.FromHours(12);

    private Interval Minute => new(Start, Start + Duration.FromMinutes(1));

    /// <summary>Null: not without breaking a promise to somebody else, or being in two places at once.</summary>
    public static ExactPlace? Find(SchedulingPlan plan, SlotRequest request, TechnicianSchedule technician, ExactStart exact, Visit? visit, Instant now)
    {
        var minute = new Interval(exact.Start, exact.Start + Duration.FromMinutes(1));
        if (OfficeRules.Broken(plan.Finder, request, minute, [technician], now) is not { } needed)
        {
            return null;
        }

        var (window, inCalendar) = WindowFor(plan.Rules, exact, visit);
        IReadOnlyList<BookingRule> broken = [.. inCalendar ? [] : new[] { BookingRule.Calendar }, .. plan.Place(request.Zip) is null && visit is null ? new[] { BookingRule.Area } : [], .. needed.Union(OfficeRules.OfReturn(request, window, new Interval(exact.Start, exact.Start + request.Service.WorkFor(request.Brands))))];
        var leaves = visit is not null && visit.Window != window ? [$"It leaves the promised window: {LocalTime.DayAndSpan(visit.Window)} becomes {LocalTime.DayAndSpan(window)}."] : Array.Empty<string>();
        return new ExactPlace(window, exact.Start, broken, [.. leaves, .. broken.Select(OfficeRules.Words)]);
    }

    public Placement? Fit(SlotFinder finder, SlotRequest request, TechnicianSchedule technician, Instant now) =>
        finder.Fit(OfficeRules.Without(request, Broken), Minute, OfficeRules.Without(technician, request, Minute, Broken), now) is { } placement ? placement with { Window = Window } : null;

    /// <summary>Writes what was set aside, and why, into the job's history.</summary>
    public void Mark(Job job, VisitWish wish, Step step)
    {
        foreach (var rule in Against)
        {
            job.OverrideRule(rule, wish.Exact!.Reason!, step);
        }
    }

    /// <summary>What stands in the way, as a sentence.</summary>
    public static string WhyNot(SchedulingPlan plan, SlotRequest request, TechnicianSchedule technician, Instant start, Instant now)
    {
        var stops = technician.Stops.Where(stop => stop.VisitId != request.ExceptVisit && TechnicianLock.DateOf(stop.WorkStart) == TechnicianLock.DateOf(start)).ToList();
        var end = start + request.Service.WorkFor(request.Brands);
        if (start < now)
        {
            return "That time is over.";
        }

        if (stops.Find(stop => stop.WorkStart < end && stop.WorkEnd > start) is { } clash)
        {
            return $"Something else stands there: {LocalTime.Span(new Interval(clash.WorkStart, clash.WorkEnd))}{At(clash)}.";
        }

        var before = stops.FindLast(stop => stop.WorkEnd <= start);
        var drive = plan.Travel.Between(before?.Zip ?? technician.HomeZip, request.Zip, start);
        var free = before is null ? now : Instant.Max(now, before.FreeFrom ?? before.WorkEnd + plan.Rules.Buffer);
        if (free + drive > start)
        {
            return before is null || free == now
                ? $"It is too late to get there by then: the drive takes {drive.TotalMinutes:0} minutes."
                : $"The stop before keeps the technician until {LocalTime.Time(free)}, and the drive takes {drive.TotalMinutes:0} minutes: {LocalTime.Time(free + drive)} at the earliest.";
        }

        var after = stops.Find(stop => stop.WorkStart >= end);
        return after is not null
            ? $"The work ends at {LocalTime.Time(end)}, and the next stop at {LocalTime.Time(after.WorkStart)}{At(after)} is {TechnicianLock.DriveTo(plan.Travel, request.Zip, after.Zip, after.WorkStart).TotalMinutes:0} minutes away: that promise would break."
            : "The day has no room there.";
    }

    /// <summary>What was promised stays, wherever in it the work starts; else the window of the calendar around the start, else the usual two hours from it.</summary>
    private static (Interval Window, bool InCalendar) WindowFor(BookingRules rules, ExactStart exact, Visit? visit)
    {
        if (visit is not null && visit.Window.Contains(exact.Start))
        {
            return (visit.Window, true);
        }

        if (exact.Promise is { } promise && promise.Contains(exact.Start) && promise.Duration <= LongestWindow)
        {
            return (promise, true);
        }

        var windows = rules.Calendar.On(TechnicianLock.DateOf(exact.Start)).Where(window => window.Contains(exact.Start)).ToList();
        return windows.Count > 0 ? (windows[0], true) : (new Interval(exact.Start, exact.Start + UsualWindow), false);
    }

    private static string At(Stop stop) => stop.Zip.Length == 0 ? "" : $" in {stop.Zip}";
}
