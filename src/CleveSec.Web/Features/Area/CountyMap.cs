using System.Text.Json;

namespace CleveSec.Web.Features.Area;

/// <summary>A county's outline on the map. Coordinates are those of the drawing.</summary>
/// <param name="X">Where its name stands.</param>
/// <param name="Path">As SVG writes paths.</param>
internal sealed record CountyOutline(string Name, int X, int Y, string Path);

/// <summary>Outlines of the counties around Cleveland, made from the Census Bureau's by .config/counties.mjs.</summary>
internal sealed record CountyMap(int Width, int Height, IReadOnlyList<CountyOutline> Counties)
{
    private const string Resource = "counties.json";

    public static readonly CountyMap Instance = Read();

    private static CountyMap Read()
    {
        using var file = typeof(CountyMap).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not part of this build.");
        return JsonSerializer.Deserialize<CountyMap>(file, JsonSerializerOptions.Web)!;
    }
}
