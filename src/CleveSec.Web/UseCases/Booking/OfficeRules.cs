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
}

/// <summary>Which rules stand between a window and a technician, and how a day looks without them.</summary>
internal static class OfficeRules
{
    private static readonly BookingRule[] OfTechnicians = [BookingRule.Hours, BookingRule.MostVisits, BookingRule.Reserve, BookingRule.Skill];

    public static string Words(BookingRule rule) => rule switch
    {
        BookingRule.Area => "The ZIP code is outside the area.",
        BookingRule.Calendar => "This is no arrival window of the calendar, or it is too far ahead.",
        BookingRule.Skill => "The technician does not have the skill for it.",
        BookingRule.Reserve => "This part of the day is kept for urgent work.",
        BookingRule.MostVisits => "The technician has as many visits that day as are allowed.",
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

    public static SlotRequest Without(SlotRequest slot, IReadOnlyCollection<BookingRule> rules) => rules.Contains(BookingRule.Reserve) ? slot with { Urgent = true } : slot;

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
