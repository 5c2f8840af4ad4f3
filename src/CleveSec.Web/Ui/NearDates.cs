using NodaTime;

namespace CleveSec.Web.Ui;

/// <summary>Dates typed by people lie near today. Others are mistakes, and at the ends of the calendar there is no day after or before to reckon with.</summary>
internal static class NearDates
{
    private const int Years = 3;

    public static bool IsNear(LocalDate date, LocalDate today) => date >= today.PlusYears(-Years) && date <= today.PlusYears(Years);
}
