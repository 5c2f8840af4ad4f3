using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>What browsers send of text areas and dates, put into the form the guide keeps.</summary>
internal static class Typed
{
    /// <summary>One line, without space around it.</summary>
    public static string Line(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Trim();

    /// <summary>Null where nothing was typed.</summary>
    public static string? LineOrNull(string? typed) => Line(typed) is { Length: > 0 } line ? line : null;

    /// <summary>Ends of lines as in the files, one at the end.</summary>
    public static string Text(string? typed) => (typed ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim() + "\n";

    /// <summary>One item a line; empty lines are none.</summary>
    public static IReadOnlyList<string> Items(string? typed) => (typed ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string FromItems(IEnumerable<string> items) => string.Join('\n', items);

    public static LocalDate? Date(string? typed) => LocalDatePattern.Iso.Parse(typed?.Trim() ?? "") is { Success: true } result ? result.Value : null;

    public static string FromDate(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
