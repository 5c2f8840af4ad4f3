using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <param name="Text">Null: it has not changed since the ETag.</param>
internal sealed record BusyFeedAnswer(string? Text, string? ETag);

/// <summary>
/// Gets a calendar from an address that somebody typed. Only https; the name is resolved here and only public addresses are connected to, also behind each of at most three redirects; two megabytes
/// and one time limit for all of it. Hosts in the configuration ("BusyFeeds:AllowedHosts") are let through as they are.
/// </summary>
internal sealed class BusyFeedClient : IDisposable
{
    public const int MaxBytes = 2 * 1024 * 1024;
    private const int MostRedirects = 3;
    private const int ETagMaxLength = 300;
    private readonly IReadOnlySet<string> allowed;
    private readonly TimeSpan timeout;
    private readonly HttpClient http;

    /// <param name="allowed">As host and port, "calendar.test:8080".</param>
    public BusyFeedClient(IEnumerable<string> allowed, TimeSpan timeout)
    {
        this.allowed = allowed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        this.timeout = timeout;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CleveSec", "1"));
    }

    /// <summary>A host that the configuration lets through may also be reached without TLS.</summary>
    public bool MayAsk(Uri url) => url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && allowed.Contains(url.Authority)));

    /// <exception cref="BusyFeedFailed">Not reached, not allowed, too slow, too large, or not there.</exception>
    public async Task<BusyFeedAnswer> FetchAsync(Uri url, string? etag, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            return await FollowAsync(url, etag, limit.Token);
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new BusyFeedFailed(string.Create(CultureInfo.InvariantCulture, $"The calendar did not arrive within {timeout.TotalSeconds:0.#} seconds."), slow);
        }
        catch (HttpRequestException down) when (down.InnerException is BusyFeedFailed refused)
        {
            throw new BusyFeedFailed(refused.Message, down);
        }
        catch (Exception down) when (down is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            throw new BusyFeedFailed("The calendar’s server could not be reached.", down);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<BusyFeedAnswer> FollowAsync(Uri url, string? etag, CancellationToken ct)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (!MayAsk(url))
            {
                throw new BusyFeedFailed("The address leads to one that is not https.");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (etag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }

            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is { } location)
            {
                url = new Uri(url, location);
                continue;
            }

            return answer.StatusCode switch
            {
                HttpStatusCode.NotModified when etag is not null => new BusyFeedAnswer(null, etag),
                HttpStatusCode.OK => new BusyFeedAnswer(await ReadAsync(answer, ct), answer.Headers.ETag?.ToString() is { Length: <= ETagMaxLength } tag ? tag : null),
                var status => throw new BusyFeedFailed(string.Create(CultureInfo.InvariantCulture, $"The calendar’s server answered with status {(int)status}{(status == HttpStatusCode.NotFound ? ": the address is not valid any more" : "")}.")),
            };
        }

        throw new BusyFeedFailed("The address leads from one to the next without end.");
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        using var content = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, ct) is > 0 and var read)
        {
            if (content.Length + read > MaxBytes)
            {
                throw new BusyFeedFailed("The calendar is larger than 2 MB.");
            }

            content.Write(part, 0, read);
        }

        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    /// <summary>Connects to an address that was looked at, not to the name again: it could mean another one by then.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, ct);
        var trusted = allowed.Contains(context.InitialRequestMessage.RequestUri!.Authority);
        var usable = addresses.Where(address => trusted || PublicAddress.Is(address)).ToArray();
        if (usable.Length == 0)
        {
            throw new BusyFeedFailed("The address leads into a private network, which is not allowed.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
