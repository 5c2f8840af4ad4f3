using System.Net;
using System.Text;
using System.Text.Json;
using CleveSec.Web.Data;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Mail.Texts;

/// <summary>The gateway said no for good (4xx): another try would be answered the same.</summary>
internal sealed class TextRefused(string message) : Exception(message);

/// <summary>Hands one text message to the gateway over HTTP.</summary>
internal sealed class TextGateway(IHttpClientFactory clients, IOptions<TextSettings> options)
{
    public const string Client = "texts";
    private const int AnswerMaxBytes = 16 * 1024;

    /// <summary>The gateway's own id of the message, where its answer has one.</summary>
    /// <exception cref="TextRefused">4xx, except those that mean "later".</exception>
    /// <exception cref="HttpRequestException">No answer, or one that means "later".</exception>
    public async Task<string?> SendAsync(Guid id, string to, string text, CancellationToken ct)
    {
        var settings = options.Value;
        var body = Encoding.UTF8.GetBytes(settings.BodyFor(to, text, id));
        using var request = new HttpRequestMessage(new HttpMethod(settings.Method), settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in settings.Headers)
        {
            Set(request, name, value);
        }

        // The same on each try: whoever has it already does not send it twice.
        Set(request, "Idempotency-Key", id.ToString("N"));
        if (!string.IsNullOrEmpty(settings.Secret))
        {
            Set(request, settings.SignatureHeader, TextSignature.Of(settings.Secret, body));
        }

        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, ct);
        return response.IsSuccessStatusCode ? IdIn(await response.Content.ReadAsStringAsync(ct), settings.IdField)
            : IsForGood(response.StatusCode) ? throw new TextRefused($"The gateway refused it: {(int)response.StatusCode}.")
            : throw new HttpRequestException($"The gateway answered {(int)response.StatusCode}.");
    }

    public static void Configure(IServiceCollection services) => services.AddHttpClient(Client, (provider, client) =>
    {
        client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<TextSettings>>().Value.TimeoutSeconds);
        client.MaxResponseContentBufferSize = AnswerMaxBytes;
    }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }).RemoveAllLoggers();

    private static bool IsForGood(HttpStatusCode status) => (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value))
        {
            request.Content!.Headers.Remove(name);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string? IdIn(string answer, string field)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var id = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(field, out var found) && found.ValueKind is JsonValueKind.String or JsonValueKind.Number ? found.ToString() : null;
            return string.IsNullOrWhiteSpace(id) || id.Length > OutboxText.GatewayIdMaxLength ? null : Outbox.OneLine(id, OutboxText.GatewayIdMaxLength);
        }
        catch (JsonException)
        {
            // "OK" and the like: accepted, without an id.
            return null;
        }
    }
}
