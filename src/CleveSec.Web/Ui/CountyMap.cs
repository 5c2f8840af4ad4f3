using System.Text.Json;

namespace CleveSec.Web.Ui;

/// <summary>A county's outline on the map. Coordinates are those of the drawing.</summary>
/// <param name="X">Where its name stands.</param>
/// <param name="Path">As SVG writes paths.</param>
internal sealed record CountyOutline(string Name, int X, int Y, string Path);

/// <summary>How places come onto the drawing: so small an area is flat.</summary>
internal sealed record MapProjection(double Margin, double West, double North, double PerLongitude, double PerLatitude)
{
    public (double X, double Y) Of(double latitude, double longitude) => (Margin + ((longitude - West) * PerLongitude), Margin + ((North - latitude) * PerLatitude));
}

/// <summary>Outlines of the counties around Cleveland, made from the Census Bureau's by .config/counties.mjs.</summary>
internal sealed record CountyMap(int Width, int Height, MapProjection Projection, IReadOnlyList<CountyOutline> Counties)
{
    private const string Resource = "counties.json";

    public static readonly CountyMap Instance = Read();

    private static CountyMap Read()
    {
        using var file = typeof(CountyMap).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not part of this build.");
        return JsonSerializer.Deserialize<CountyMap>(file, JsonSerializerOptions.Web)!;
    }
}
