using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace CleveSec.Web.Mail.Texts;

/// <summary>Configuration section "Texts": the HTTP gateway that sends text messages. Without <see cref="Url"/> there are none.</summary>
internal sealed class TextSettings
{
    public const string Section = "Texts";
    public const int LeastSecretLength = 16;
    private static readonly string[] Methods = ["POST", "PUT"];

    /// <summary>Where the gateway takes a message; empty: no text messages.</summary>
    public string? Url { get; set; }
    public string Method { get; set; } = "POST";

    /// <summary>The JSON to send, with {{to}}, {{text}} and {{id}} inside its strings.</summary>
    public string Body { get; set; } = """{"to":"{{to}}","text":"{{text}}","id":"{{id}}"}""";

    /// <summary>Further headers, such as Authorization.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Signs what we send; empty: not signed.</summary>
    public string? Secret { get; set; }

    /// <summary>Carries "sha256=" and the HMAC-SHA256 of the body in hexadecimal, in both directions.</summary>
    public string SignatureHeader { get; set; } = "X-Signature";

    /// <summary>Signs what the gateway reports to us.</summary>
    public string? ReceiptSecret { get; set; }

    /// <summary>Under which name the gateway's answer gives its own id of the message.</summary>
    public string IdField { get; set; } = "id";

    /// <summary>How long the gateway has for its answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    public bool IsOn => !string.IsNullOrWhiteSpace(Url);

    /// <summary>What is wrong with the section, as a sentence that says what to do; null: nothing.</summary>
    public string? Problem(bool inProduction)
    {
        if (!IsOn)
        {
            return null;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "Set Texts:Url to the https address of the text gateway, or leave it empty for no text messages.";
        }

        return inProduction && address.Scheme != "https" && !IsThisMachine(address) ? "Set Texts:Url to an https address: text messages hold customers' numbers."
            : !Methods.Contains(Method) ? "Set Texts:Method to POST or PUT."
            : !IsTemplate() ? "Set Texts:Body to JSON that has {{to}} and {{text}} inside its strings."
            : BadHeader() is { } header ? $"Texts:Headers has “{header}”, which is no header with a value of one line."
            : TimeoutSeconds is < 1 or > 50 ? "Set Texts:TimeoutSeconds to 1 to 50."
            : (ReceiptSecret?.Length ?? 0) < LeastSecretLength ? string.Create(CultureInfo.InvariantCulture, $"Set Texts:ReceiptSecret to at least {LeastSecretLength} characters: without it nobody could answer STOP.")
            : null;
    }

    /// <summary>The body for one message; every value is escaped for a JSON string.</summary>
    public string BodyFor(string to, string text, Guid id) => Body
        .Replace("{{to}}", Escaped(to), StringComparison.Ordinal)
        .Replace("{{id}}", id.ToString("N"), StringComparison.Ordinal)
        .Replace("{{text}}", Escaped(text), StringComparison.Ordinal);

    private static string Escaped(string value) => JsonEncodedText.Encode(value).ToString();

    private static bool IsThisMachine(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private bool IsTemplate()
    {
        try
        {
            using var filled = JsonDocument.Parse(BodyFor("+12165550123", "\"one\" \\ two", Guid.Empty));
            return Body.Contains("{{to}}", StringComparison.Ordinal) && Body.Contains("{{text}}", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string? BadHeader()
    {
        using var request = new HttpRequestMessage { Content = new ByteArrayContent([]) };
        return Headers.Append(new(SignatureHeader, "sha256=0")).Where(header => header.Value is null || !Fits(request, header.Key, header.Value)).Select(header => header.Key).FirstOrDefault();
    }

    private static bool Fits(HttpRequestMessage request, string name, string value)
    {
        try
        {
            return value.All(character => character is >= ' ' and <= '~') && (request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>The signature of a body, in either direction.</summary>
internal static class TextSignature
{
    private const string Prefix = "sha256=";

    public static string Of(string secret, ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Compared in constant time.</summary>
    public static bool Fits(string? given, string secret, ReadOnlySpan<byte> body) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes((given ?? "").Trim().ToLowerInvariant()), Encoding.UTF8.GetBytes(Of(secret, body)));
}
