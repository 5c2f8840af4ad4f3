using System.Text.Json;

namespace CleveSec.Web.Features.Shared;

/// <summary>A drawn signature: strokes of points on a field of <see cref="Width"/> by <see cref="Height"/>, as JSON of whole numbers, <c>[[[x,y],[x,y]],[[x,y]]]</c>. Written by js/signature.js.</summary>
internal static class SignatureStrokes
{
    public const int Width = 600;
    public const int Height = 200;
    public const int MaxLength = 40_000;
    private const int MostPoints = 4_000;

    public static bool IsNoneOrValid(string? text) => string.IsNullOrEmpty(text) || Parse(text) is not null;

    /// <summary>Null: no drawing, or none that was drawn with our field.</summary>
    public static IReadOnlyList<IReadOnlyList<(int X, int Y)>>? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            var strokes = JsonSerializer.Deserialize<int[][][]>(text, JsonSerializerOptions.Default) ?? [];
            var points = strokes.SelectMany(stroke => stroke).ToList();
            return points.Count is > 0 and <= MostPoints && points.TrueForAll(point => point is [>= 0 and <= Width, >= 0 and <= Height])
                ? [.. strokes.Where(stroke => stroke.Length > 0).Select(stroke => stroke.Select(point => (point[0], point[1])).ToList())]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The points of an SVG polyline; one point alone is drawn as a dot.</summary>
    public static string Polyline(IReadOnlyList<(int X, int Y)> stroke) =>
        string.Join(' ', (stroke.Count == 1 ? [stroke[0], (stroke[0].X + 1, stroke[0].Y)] : stroke).Select(point => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
}

/// <summary>A signature drawn into the form's Input.Strokes, by whom there is JavaScript.</summary>
/// <param name="Strokes">As they were sent; what is not valid is not shown.</param>
internal sealed record Drawing(string? Strokes, string Label = "And draw it, if you like", string Again = "Draw it again")
{
    /// <summary>On pages of staff that are handed to a customer; the public ones have their texts by the page.</summary>
    public static Drawing InSpanish(string? strokes) => new(strokes, "Y dibújela, si quiere", "Dibujarla de nuevo");
}
