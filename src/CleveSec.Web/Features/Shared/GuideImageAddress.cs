using System.Globalization;
using System.Text.RegularExpressions;

namespace CleveSec.Web.Features.Shared;

/// <summary>The address of one of the guide's own pictures, taken apart: what <see cref="Ui.Links.GuideImage"/> puts together.</summary>
internal sealed partial record GuideImageAddress(Guid Id, int Width, int Height)
{
    /// <summary>Null: the address leads elsewhere.</summary>
    public static GuideImageAddress? Parse(string? address) => Pattern().Match(address ?? "") is { Success: true } match
        ? new GuideImageAddress(Guid.Parse(match.Groups[1].ValueSpan), Number(match.Groups[2]), Number(match.Groups[3]))
        : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A/guide/images/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9][0-9]{0,4})x([1-9][0-9]{0,4})\.webp\z")]
    private static partial Regex Pattern();
}
