using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CleveSec.TestSupport;
using CleveSec.Web.Live;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>A browser's stream, read event by event.</summary>
internal sealed class LiveReader : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly HttpClient http;
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> events;

    private LiveReader(HttpClient http, HttpResponseMessage response, Stream body)
    {
        this.http = http;
        this.response = response;
        this.events = SseParser.Create(body).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How far this stream got.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>Opens it and reads its first event.</summary>
    public static async Task<(LiveReader Reader, SseItem<string> First)> OpenAsync(CleveSecApp app, SiteClient client, string? after = null, bool once = false)
    {
        var http = new HttpClient { BaseAddress = app.Address };
        var request = new HttpRequestMessage(HttpMethod.Get, once ? "/staff/live?once=true" : "/staff/live");
        request.Headers.Add("Cookie", string.Join("; ", client.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (after is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        var reader = new LiveReader(http, response, await response.Content.ReadAsStreamAsync(Ct));
        return (reader, await reader.NextAsync() ?? throw new InvalidOperationException("The stream ended at once."));
    }

    /// <summary>The next event; null at the end of the stream. Signs of life are left out.</summary>
    public async Task<SseItem<string>?> NextAsync()
    {
        while (await this.events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct))
        {
            var item = this.events.Current;
            this.LastId = item.EventId is { Length: > 0 } id ? id : this.LastId;
            if (item.EventType != "beat")
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Changes until so many came.</summary>
    public async Task<List<LiveChange>> ChangesAsync(int count)
    {
        var changes = new List<LiveChange>();
        while (changes.Count < count)
        {
            var item = await this.NextAsync() ?? throw new InvalidOperationException($"The stream ended after {changes.Count} of {count} changes.");
            changes.AddRange(ChangesOf(item));
        }

        return changes;
    }

    public static IReadOnlyList<LiveChange> ChangesOf(SseItem<string> item) => item.EventType == "changes" ? JsonSerializer.Deserialize<List<LiveChange>>(item.Data, Web)! : [];

    public async ValueTask DisposeAsync()
    {
        await this.events.DisposeAsync();
        this.response.Dispose();
        this.http.Dispose();
    }
}
