using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

internal static class BoardWords
{
    /// <summary>"4 h", "4 h 15", "25 min".</summary>
    public static string Hours(Duration span)
    {
        var minutes = (int)Math.Max(0, span.TotalMinutes);
        return minutes < 60 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60:00}";
    }

    public static IReadOnlyList<RecorderBrand> Brands(string? stored) => [.. (stored ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RecorderBrand>)];

    /// <summary>"2 Dahua, Lorex".</summary>
    public static string Recorders(IEnumerable<RecorderBrand> brands) =>
        string.Join(", ", brands.GroupBy(brand => brand).Select(group => group.Count() == 1 ? group.Key.ToString() : $"{group.Count()} {group.Key}"));

    /// <summary>Why a suggestion is one.</summary>
    public static string Reasons(Suggestion suggestion, IEnumerable<RecorderBrand> brands) => string.Join(" · ", new[]
    {
        suggestion.Placement.AddedTravel <= Duration.Zero ? "adds no driving" : $"adds {suggestion.Placement.AddedTravel.TotalMinutes:0} min of travel",
        $"has {string.Join(", ", brands.Distinct())}",
        suggestion.InPromise ? "inside the promised window" : null,
        suggestion.Load == Duration.Zero ? "nothing else that day" : $"{Hours(suggestion.Load)} load",
    }.OfType<string>());

    /// <summary>"Tue, Nov 24, 9:40 am".</summary>
    public static string When(Instant start) => LocalTime.DayAndTime(start);
}
