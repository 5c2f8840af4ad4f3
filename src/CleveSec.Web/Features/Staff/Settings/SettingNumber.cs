using System.Globalization;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Whole numbers as typed into settings.</summary>
internal static class SettingNumber
{
    public const int MaxLength = 5;

    /// <summary>Null: not a whole number.</summary>
    public static int? Parse(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static IRuleBuilderOptions<T, string?> IsWhole<T>(this IRuleBuilder<T, string?> rule, int least, int most, string unit) =>
        rule.Must(typed => Parse(typed) is { } number && number >= least && number <= most).WithMessage($"Enter a number of {unit} from {least} to {most}.");

    /// <summary>"90 minutes", "2 hours", "1 hour 30 minutes".</summary>
    public static string Minutes(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => Count(rest, "minute"),
        (var hours, 0) => Count(hours, "hour"),
        var (hours, rest) => $"{Count(hours, "hour")} {Count(rest, "minute")}",
    };

    public static string Count(int n, string unit) => n == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{n} {unit}s");
}
