using System.Globalization;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>A stop on the map; its number is the same in the list.</summary>
internal sealed record MapStop(int Number, double X, double Y, BoardCard Card);

/// <param name="Path">As SVG writes paths: from home to each stop in order; empty where there is nothing to draw.</param>
/// <param name="Colour">One of eight, always with the technician's name beside.</param>
/// <param name="Home">Where the day starts; null: not known.</param>
internal sealed record MapRoute(BoardRow Row, int Colour, string Path, (double X, double Y)? Home, IReadOnlyList<MapStop> Stops, int DriveMinutes);

/// <summary>The part of the drawing that is shown: where the day's stops lie, with some of the land around them.</summary>
internal sealed record MapView(double X, double Y, double Width, double Height)
{
    private const double Around = 26;
    private const double Narrowest = 150;
    private static readonly CountyMap Map = CountyMap.Instance;

    /// <summary>Of the whole drawing's; what is drawn with it is as large on the screen whatever part is shown.</summary>
    public double Scale => Width / Map.Width;

    public string Box => $"{BoardMap.Number(X)} {BoardMap.Number(Y)} {BoardMap.Number(Width)} {BoardMap.Number(Height)}";

    public static MapView Showing(IReadOnlyCollection<(double X, double Y)> places)
    {
        if (places.Count == 0)
        {
            return new MapView(0, 0, Map.Width, Map.Height);
        }

        var (left, right, top, bottom) = (places.Min(place => place.X), places.Max(place => place.X), places.Min(place => place.Y), places.Max(place => place.Y));
        var shape = (double)Map.Width / Map.Height;
        var width = Math.Max(Narrowest, Math.Max(right - left + (2 * Around), (bottom - top + (2 * Around)) * shape));
        return new MapView(((left + right) - width) / 2, ((top + bottom) - (width / shape)) / 2, width, width / shape);
    }

    /// <summary>A county's name that would not be cut off.</summary>
    public bool ShowsName(CountyOutline county)
    {
        var (half, high) = (county.Name.Length * 3 * Scale, 10 * Scale);
        return county.X - half > X && county.X + half < X + Width && county.Y - high > Y && county.Y + high < Y + Height;
    }
}

/// <summary>The day drawn over the counties: where ZIP codes lie, not houses.</summary>
internal sealed record BoardMap(Board Board, MapView View, IReadOnlyList<MapRoute> Routes)
{
    public const int Colours = 8;

    /// <summary>Between stops in one ZIP code.</summary>
    private const double Apart = 12;

    public static BoardMap Of(Board board, IReadOnlyList<ZipPoint> points)
    {
        var places = points.ToDictionary(point => point.Zip, point => CountyMap.Instance.Projection.Of(point.Latitude, point.Longitude));
        var rows = board.Rows.Where(row => row.Cards.Any(card => card.Number > 0)).ToList();
        var stops = rows.SelectMany(row => row.Cards).Where(card => card.Number > 0 && places.ContainsKey(card.Zip)).GroupBy(card => places[card.Zip]);
        var homes = rows.Select(row => row.HomeZip ?? "").Where(places.ContainsKey).Select(zip => places[zip]);

        // Stops in one ZIP code take the room beside and below it.
        var view = MapView.Showing([.. homes, .. stops.SelectMany(group => new[] { group.Key, (group.Key.X + (Math.Min(group.Count() - 1, 2) * Apart), group.Key.Y + ((group.Count() - 1) / 3 * Apart)) })]);
        var taken = new Dictionary<string, int>();
        return new BoardMap(board, view, [.. rows.Select((row, index) => RouteOf(row, index % Colours, places, taken, Apart * view.Scale))]);
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static MapRoute RouteOf(BoardRow row, int colour, Dictionary<string, (double X, double Y)> places, Dictionary<string, int> taken, double apart)
    {
        var stops = row.Cards.Where(card => card.Number > 0 && places.ContainsKey(card.Zip)).Select(card =>
        {
            var beside = taken[card.Zip] = taken.GetValueOrDefault(card.Zip, -1) + 1;
            return new MapStop(card.Number, places[card.Zip].X + (beside % 3 * apart), places[card.Zip].Y + (beside / 3 * apart), card);
        }).ToList();
        (double X, double Y)? home = row.HomeZip is { } zip && places.TryGetValue(zip, out var start) ? start : null;
        var way = (home is { } from ? [from] : Array.Empty<(double X, double Y)>()).Concat(stops.Select(stop => (stop.X, stop.Y))).ToList();
        return new MapRoute(row, colour, way.Count < 2 ? "" : "M" + string.Join('L', way.Select(point => $"{Number(point.X)} {Number(point.Y)}")), home, stops, row.Cards.Sum(card => card.Drive?.Minutes ?? 0));
    }
}
