using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

internal static class WeekWords
{
    public static string Count(WeekCell cell) => cell switch
    {
        { Visits: 0, Other: 0 } => cell.Working == Duration.Zero ? "Off" : "None",
        { Other: 0 } => Visits(cell.Visits),
        { Visits: 0 } => $"{cell.Other} other",
        _ => $"{Visits(cell.Visits)}, {cell.Other} other",
    };

    public static string Free(WeekCell cell) => cell.Working == Duration.Zero ? "outside of working hours" : $"{BoardWords.Hours(cell.Free)} free";

    /// <summary>From here on nothing much fits in; the bar says so by another colour, beside the words.</summary>
    public const int Full = 90;

    /// <summary>Neither working nor anything planned.</summary>
    public static bool IsOff(WeekCell cell) => cell.Working == Duration.Zero && cell.Visits + cell.Other == 0;

    /// <summary>How much of the working time is taken, for the bar under the words.</summary>
    public static int Percent(WeekCell cell) => cell.Working == Duration.Zero ? 100 : (int)Math.Clamp(Math.Round(100 * (1 - (cell.Free / cell.Working))), 0, 100);

    private static string Visits(int count) => count == 1 ? "1 visit" : $"{count} visits";
}
