using System.Buffers;
using System.Text.Json;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Texts;

/// <summary>
/// What the text gateway reports, as signed JSON: <c>{"type":"receipt","id":"our id","gateway_id":"…","state":"delivered|failed","at":"2026-11-24T15:00:00Z"}</c> or
/// <c>{"type":"message","id":"the gateway's id","from":"+12165550123","text":"STOP","at":"…"}</c>.
/// 400 without a signature or when it is not such JSON; 401 with a wrong one, or when it is older than a day; 404 while no gateway is set; 413 above 16 KiB; else 202, also for ids
/// nobody knows and for what was told before.
/// </summary>
internal sealed class TextHook(TextAnswers answers, IOptions<TextSettings> options, IClock clock)
{
    public const int MostBytes = 16 * 1024;
    private const int WordsMaxLength = 1600;
    private const int IdMaxLength = 200;

    /// <summary>A gateway tries again for hours, not for days: what is older was kept by somebody.</summary>
    private static readonly Duration Oldest = Duration.FromDays(1);
    private static readonly Duration ClocksMayDiffer = Duration.FromMinutes(5);

    public async Task<IResult> RunAsync(HttpRequest request, CancellationToken ct)
    {
        var settings = options.Value;
        if (request.Headers[settings.SignatureHeader] is not [{ Length: > 0 } signature])
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!settings.IsOn)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        if (await BodyAsync(request, ct) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!TextSignature.Fits(signature, settings.ReceiptSecret!, body))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return Results.StatusCode(Parse(body) is { } told ? await TakeAsync(told, ct) : StatusCodes.Status400BadRequest);
    }

    private async Task<int> TakeAsync(Told told, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (told.At < now - Oldest || told.At > now + ClocksMayDiffer)
        {
            return StatusCodes.Status401Unauthorized;
        }

        switch (told.Type)
        {
            case "receipt" when told.State is "delivered" or "failed":
                // Other states ("queued", "sent") say nothing new.
                if (Guid.TryParse(told.Id, out var id))
                {
                    await answers.ReceiptAsync(id, told.GatewayId, told.State == "delivered", ct);
                }

                break;
            case "message":
                await answers.AnswerAsync(told.Id, told.From ?? "", told.Text ?? "", ct);
                break;
        }

        return StatusCodes.Status202Accepted;
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var read = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes + 1), MostBytes + 1, throwOnEndOfStream: false, ct);
            return read > MostBytes ? null : buffer[..read];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Told? Parse(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 4 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Word(root, "type", IdMaxLength) is not { } type || Word(root, "id", IdMaxLength) is not { } id || Word(root, "at", IdMaxLength) is not { } at
                || !InstantPattern.ExtendedIso.Parse(at).TryGetValue(default, out var instant))
            {
                return null;
            }

            return new Told(type, id, Word(root, "gateway_id", IdMaxLength), Word(root, "state", IdMaxLength), Word(root, "from", IdMaxLength), Word(root, "text", WordsMaxLength), instant);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string with half a character in it.
            return null;
        }
    }

    private static string? Word(JsonElement root, string name, int length) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= length && !TextGuard.HasBadText(text) ? text : null;

    private sealed record Told(string Type, string Id, string? GatewayId, string? State, string? From, string? Text, Instant At);
}
