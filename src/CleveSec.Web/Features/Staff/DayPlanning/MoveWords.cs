using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.DayPlanning;

internal static class MoveWords
{
    /// <summary>What a move saves, with those it needs.</summary>
    public static string Gain(PlannedMove move)
    {
        var saved = Math.Round(move.SavedMinutes);
        var gain = saved > 0 ? $"saves {saved} min" : saved < 0 ? $"costs {-saved} min" : "makes room";
        return move.Needs.Count == 0 ? $"{char.ToUpperInvariant(gain[0])}{gain[1..]}." : $"Needs {string.Join(", ", move.Needs)}; together {gain}.";
    }

    public static string Of(DayPlanState state) => state switch
    {
        DayPlanState.Applied => "The plan was put to work",
        DayPlanState.Declined => "The day was kept as it was",
        DayPlanState.Cancelled => "Planning was stopped",
        _ => "Planning did not come to an end",
    };
}
