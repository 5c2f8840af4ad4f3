using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>What the office may set aside with a reason. Never that somebody is in two places at once.</summary>
internal enum BookingRule
{
    Area,
    Calendar,
    Skill,
    Reserve,
    MostVisits,
    Hours,

    /// <summary>The vendor's answer is good.</summary>
    Answer,

    /// <summary>Somebody at the vendor's can be asked.</summary>
    Support,
}

/// <summary>Which rules stand between a window and a technician, and how a day looks without them.</summary>
internal static class OfficeRules
{
    private static readonly BookingRule[] OfTechnicians = [BookingRule.Hours, BookingRule.MostVisits, BookingRule.Reserve, BookingRule.Skill, BookingRule.Answer, BookingRule.Support];

    public static string Words(BookingRule rule) => rule switch
    {
        BookingRule.Area => "The ZIP code is outside the area.",
        BookingRule.Calendar => "This is no arrival window of the calendar, or it is too far ahead.",
        BookingRule.Skill => "The technician does not have the skill for it.",
        BookingRule.Reserve => "This part of the day is kept for urgent work.",
        BookingRule.MostVisits => "The technician has as many visits that day as are allowed.",
        BookingRule.Answer => "The vendor's answer is not good any more then: it has to be asked anew.",
        BookingRule.Support => "Nobody at the vendor's can be reached then.",
        _ => "It is outside the technician's working hours.",
    };

    /// <summary>As few rules as let somebody come then; null when nobody can without breaking a promise to somebody else.</summary>
    public static IReadOnlyList<BookingRule>? Broken(SlotFinder finder, SlotRequest slot, Interval window, IReadOnlyList<TechnicianSchedule> technicians, Instant now)
    {
        var broken = OfTechnicians.ToList();
        if (!Fits(broken))
        {
            return null;
        }

        foreach (var rule in OfTechnicians)
        {
            if (broken.Where(other => other != rule).ToList() is var fewer && Fits(fewer))
            {
                broken = fewer;
            }
        }

        return broken;

        bool Fits(List<BookingRule> without) =>
            finder.Place(Without(slot, without), window, [.. technicians.Select(technician => Without(technician, slot, window, without))], now).Count > 0;
    }

    /// <summary>The rules for who comes back with a vendor's answer.</summary>
    public static IReadOnlyList<BookingRule> Returning { get; } = [BookingRule.Answer, BookingRule.Support];

    /// <summary>What a visit has against it for who comes back with a vendor's answer: the window promised counts, and the work, which may end after it.</summary>
    public static IReadOnlyList<BookingRule> OfReturn(SlotRequest slot, Interval window, Interval work)
    {
        var good = (slot.Until ?? Instant.MaxValue) >= work.End && slot.Return?.IsGoodIn(window) != false;
        var reachable = slot.Return is not { } back || (back.IsReachableIn(window) && back.IsReachableIn(work));
        return [.. good ? [] : new[] { BookingRule.Answer }, .. reachable ? [] : new[] { BookingRule.Support }];
    }

    public static SlotRequest Without(SlotRequest slot, IReadOnlyCollection<BookingRule> rules)
    {
        slot = rules.Contains(BookingRule.Reserve) ? slot with { Urgent = true } : slot;
        slot = rules.Contains(BookingRule.Answer) ? slot with { Until = null, Return = slot.Return is { } back ? back with { Until = null } : null } : slot;
        return rules.Contains(BookingRule.Support) && slot.Return is { } times ? slot with { Return = times with { Support = [] } } : slot;
    }

    /// <summary>The technician as if these rules did not exist; the stops stay.</summary>
    public static TechnicianSchedule Without(TechnicianSchedule technician, SlotRequest slot, Interval window, IReadOnlyCollection<BookingRule> rules)
    {
        if (rules.Contains(BookingRule.Skill))
        {
            technician = technician with { Skills = Enum.GetValues<RecorderBrand>(), Qualifications = slot.Service.Needs };
        }

        if (rules.Contains(BookingRule.MostVisits))
        {
            technician = technician with { MostVisits = null };
        }

        if (rules.Contains(BookingRule.Hours))
        {
            var date = window.Start.InZone(BookingRules.Zone).Date;
            technician = technician with { Shifts = [new Interval(date.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant())] };
        }

        return technician;
    }
}
