using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>A text as it reached the gateway.</summary>
public sealed record GatewayText(string Id, string To, string Text, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A text gateway beside the tests: takes messages over HTTP, and answers as it is told to.</summary>
public sealed class TextGatewayServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<GatewayText> taken = [];

    private TextGatewayServer(int port)
    {
        this.Url = $"http://127.0.0.1:{port}/send/";
        this.listener.Prefixes.Add(this.Url);
        this.listener.Start();
        _ = this.ServeAsync();
    }

    public string Url { get; }

    /// <summary>The status of each answer; null: none comes, the connection stays open until the client gives up.</summary>
    public Func<GatewayText, int?> Answer { get; set; } = _ => 200;

    /// <summary>Everything that arrived, refused or not.</summary>
    public IReadOnlyList<GatewayText> Arrived => [.. this.taken];

    public static TextGatewayServer Start()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new TextGatewayServer(Ports.Free());
            }
            catch (HttpListenerException) when (tries < 5)
            {
                // Somebody was quicker with the port.
            }
        }
    }

    public void Forget() => this.taken.Clear();

    public void Dispose() => ((IDisposable)this.listener).Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (this.listener.IsListening)
            {
                _ = this.TakeAsync(await this.listener.GetContextAsync());
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(body);
        var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(key => key, key => context.Request.Headers[key]!, StringComparer.OrdinalIgnoreCase);
        var text = new GatewayText(json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("to").GetString()!, json.RootElement.GetProperty("text").GetString()!, body, headers);
        this.taken.Enqueue(text);
        if (this.Answer(text) is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":"gw-{{text.Id[..8]}}{{text.Id[^8..]}}"}"""));
            context.Response.Close();
        }
    }
}
