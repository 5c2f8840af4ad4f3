using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Domain.Scheduling;

namespace CleveSec.Web.UseCases.Scheduling.Roads;

/// <summary>The road server gave no usable answer; the message is a sentence for the office.</summary>
internal sealed class RoadServerFailed(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Asks an OSRM server for driving times, in tables small enough for its usual limit of 100 coordinates.</summary>
internal sealed class RoadServerClient(RoadServerAddress address, TimeSpan timeout) : IDisposable
{
    public const int ChunkSize = 45;
    private const int MaxAnswer = 1_000_000;
    private const double MostMinutes = 24 * 60;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = timeout }) { Timeout = timeout, MaxResponseContentBufferSize = MaxAnswer };

    /// <summary>Minutes from each of these to each of those, without traffic; null where no road leads.</summary>
    /// <exception cref="RoadServerFailed">Down, slow, or no table of the right size.</exception>
    public async Task<double?[][]> TableAsync(IReadOnlyList<ZipPoint> from, IReadOnlyList<ZipPoint> to, CancellationToken ct)
    {
        var seconds = await AskAsync(from, to, ct);
        if (seconds.Length != from.Count || seconds.Any(row => row?.Length != to.Count))
        {
            throw new RoadServerFailed("Its table has not the size that was asked for.");
        }

        double?[][] minutes = [.. seconds.Select(row => row!.Select(value => value / 60).ToArray())];
        return minutes.All(row => row.All(value => value is null or (>= 0 and <= MostMinutes))) ? minutes : throw new RoadServerFailed("Its table holds times that cannot be.");
    }

    public void Dispose() => http.Dispose();

    private async Task<double?[]?[]> AskAsync(IReadOnlyList<ZipPoint> from, IReadOnlyList<ZipPoint> to, CancellationToken ct)
    {
        var points = string.Join(';', from.Concat(to).Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Longitude:0.######},{point.Latitude:0.######}")));
        var sources = string.Join(';', Enumerable.Range(0, from.Count));
        var destinations = string.Join(';', Enumerable.Range(from.Count, to.Count));
        try
        {
            using var answer = await http.GetAsync(new Uri(address.Url!, $"table/v1/driving/{points}?annotations=duration&sources={sources}&destinations={destinations}"), ct);
            var table = JsonSerializer.Deserialize<Table>(await answer.Content.ReadAsByteArrayAsync(ct));
            return table is { Code: "Ok", Durations: { } durations } && answer.IsSuccessStatusCode
                ? durations
                : throw new RoadServerFailed(string.Create(CultureInfo.InvariantCulture, $"It answered with status {(int)answer.StatusCode}{(table?.Code is { Length: > 0 and < 40 } code ? $" and “{code}”" : "")}."));
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new RoadServerFailed(string.Create(CultureInfo.InvariantCulture, $"It did not answer within {timeout.TotalSeconds:0.#} seconds."), slow);
        }
        catch (HttpRequestException down)
        {
            throw new RoadServerFailed("It could not be reached.", down);
        }
        catch (JsonException garbage)
        {
            throw new RoadServerFailed("It answered with something that is no table of an OSRM server.", garbage);
        }
    }

    private sealed record Table([property: JsonPropertyName("code")] string? Code, [property: JsonPropertyName("durations")] double?[]?[]? Durations);
}
