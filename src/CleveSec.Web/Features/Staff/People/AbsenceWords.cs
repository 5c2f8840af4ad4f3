using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>An absence as people say it: whole days without times, the last one included.</summary>
internal static class AbsenceWords
{
    public static string Of(Absence absence)
    {
        var (start, end) = (absence.Start.InZone(BookingRules.Zone), absence.End.InZone(BookingRules.Zone));
        if (!IsStartOfDay(start) || !IsStartOfDay(end))
        {
            return start.Date == end.Date ? LocalTime.DayAndSpan(new Interval(absence.Start, absence.End)) : $"{LocalTime.DayAndTime(absence.Start)} to {LocalTime.DayAndTime(absence.End)}";
        }

        var last = end.Date.PlusDays(-1);
        return start.Date == last ? LocalTime.Day(last) : $"{LocalTime.Day(start.Date)} to {LocalTime.Day(last)}";
    }

    private static bool IsStartOfDay(ZonedDateTime time) => time == BookingRules.Zone.AtStartOfDay(time.Date);
}
