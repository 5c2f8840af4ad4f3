using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using MimeKit;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>One mail of the mailbox as it was fetched.</summary>
/// <param name="Raw">Null: too large, only its head was fetched.</param>
internal sealed record FetchedMail(long UidValidity, long Uid, Instant CameAt, long Size, byte[]? Raw, HeaderList? Head);

/// <summary>What a mail says about itself. Hostile: nothing of it is believed, and nothing of it stops the next one from being read.</summary>
internal sealed partial record AnswerReading(string? MessageId, string From, IReadOnlyList<string> InAnswerTo, string? Token, VendorAnswerKind Kind, bool Unproven, List<AnswerPart> Parts, VendorAnswerProblem Problem, byte[] Fingerprint)
{
    private const int MostParts = 20;
    private const int MostReferences = 50;
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 32 };

    public static AnswerReading Of(FetchedMail mail)
    {
        try
        {
            return mail.Raw is { } raw ? OfWhole(raw) : OfHead(mail);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or IOException or NotSupportedException or InvalidOperationException or DecoderFallbackException)
        {
            var bytes = mail.Raw ?? [];
            return new AnswerReading(null, "", [], TokenIn(Latin(bytes)), VendorAnswerKind.Answer, false, [], VendorAnswerProblem.Unreadable, SHA256.HashData(bytes));
        }
    }

    /// <summary>The parts of a mail in the order in which <see cref="Parts"/> names them.</summary>
    public static IReadOnlyList<MimePart> PartsOf(MimeMessage message) => [.. message.BodyParts.OfType<MimePart>().Take(MostParts)];

    public static MimeMessage Load(byte[] raw) => MimeMessage.Load(Options, new MemoryStream(raw));

    public static byte[] BytesOf(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static AnswerReading OfWhole(byte[] raw)
    {
        var message = Load(raw);
        var parts = PartsOf(message).Select((part, at) => new AnswerPart(NameOf(part, at), Clean(part.ContentType?.MimeType ?? "", 100), BytesOf(part).Length)).ToList();
        var from = AddressOf(message.From);
        var kind = KindOf(message, from, raw);
        var report = kind == VendorAnswerKind.Bounce || IsReport(message);
        var latin = report ? Latin(raw) : "";
        IReadOnlyList<string> ids = report ? [.. MessageIds().Matches(latin).Select(match => match.Groups[1].Value).Take(MostReferences)] : [.. Answered(message.InReplyTo, message.References)];
        return new AnswerReading(
            Id(message.MessageId), from, ids, TokenIn(message.Subject) ?? (report ? TokenIn(latin) : null), kind, Failed(message.Headers), parts,
            parts.Count == 0 || parts.TrueForAll(part => part.Size == 0) ? VendorAnswerProblem.Unreadable : VendorAnswerProblem.None,
            SHA256.HashData([.. Encoding.UTF8.GetBytes($"{message.MessageId}\n{from}\n"), .. BodyOf(raw)]));
    }

    private static AnswerReading OfHead(FetchedMail mail)
    {
        var head = mail.Head ?? [];
        var from = InternetAddressList.TryParse(Options, head[HeaderId.From] ?? "", out var list) ? AddressOf(list) : "";
        var id = MimeKit.Utils.MimeUtils.ParseMessageId(head[HeaderId.MessageId] ?? "");
        var replies = MimeKit.Utils.MimeUtils.EnumerateReferences(head[HeaderId.InReplyTo] ?? "").Concat(MimeKit.Utils.MimeUtils.EnumerateReferences(head[HeaderId.References] ?? "")).Where(reply => reply.All(char.IsAscii)).Take(MostReferences);
        return new AnswerReading(Id(id), from, [.. replies], TokenIn(head[HeaderId.Subject]), Automatic(head) ? VendorAnswerKind.Automatic : VendorAnswerKind.Answer, Failed(head), [], VendorAnswerProblem.TooLarge, SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{from}\n{mail.Size}\n{head[HeaderId.Date]}")));
    }

    private static IEnumerable<string> Answered(string? inReplyTo, MessageIdList references) =>
        (string.IsNullOrEmpty(inReplyTo) ? references : references.Prepend(inReplyTo)).Where(id => id.All(char.IsAscii)).Distinct(StringComparer.Ordinal).Take(MostReferences);

    /// <summary>Only a report that says "failed" means that our letter did not arrive; delays, receipts and what a help desk answers by itself are neither that nor the answer.</summary>
    private static VendorAnswerKind KindOf(MimeMessage message, string from, byte[] raw)
    {
        var daemon = from.StartsWith("mailer-daemon@", StringComparison.OrdinalIgnoreCase) || from.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase);
        return (IsReport(message) && FailedDelivery().IsMatch(Latin(raw))) || (daemon && !IsReport(message)) ? VendorAnswerKind.Bounce
            : IsReport(message) || Automatic(message.Headers) ? VendorAnswerKind.Automatic
            : VendorAnswerKind.Answer;
    }

    /// <summary>RFC 3834, and what older programs write instead.</summary>
    private static bool Automatic(HeaderList headers) => headers.Any(header => header.Field.ToLowerInvariant() switch
    {
        "auto-submitted" => !string.Equals(header.Value?.Trim(), "no", StringComparison.OrdinalIgnoreCase),
        "precedence" => header.Value?.Trim().ToLowerInvariant() is "auto_reply" or "bulk" or "junk",
        "x-autoreply" or "x-autorespond" => true,
        _ => false,
    });

    private static bool IsReport(MimeMessage message) => message.Body is MultipartReport || message.Body?.ContentType.IsMimeType("multipart", "report") is true;

    /// <summary>What the server that took it in says about the sender. Only a "no" counts: a "yes" could have been written by anybody.</summary>
    private static bool Failed(HeaderList headers) => headers.Where(header => header.Id is HeaderId.AuthenticationResults or HeaderId.ReceivedSPF)
        .Any(header => FailedCheck().IsMatch(header.Value ?? ""));

    private static string AddressOf(InternetAddressList list) => Clean(list.Mailboxes.FirstOrDefault()?.Address ?? "", Customer.EmailMaxLength);

    private static string NameOf(MimePart part, int at) => HarmlessName.Of(part.FileName, part.ContentType?.MimeType switch { "text/plain" => "message.txt", "text/html" => "message.html", _ => $"part-{at + 1}" });

    private static string? Id(string? id) => string.IsNullOrEmpty(id) ? null : Clean(id, VendorAnswer.NameMaxLength * 2);

    private static string? TokenIn(string? text) => Tokens().Match(text ?? "") is { Success: true } match ? match.Groups[1].Value.ToUpperInvariant() : null;

    private static string Clean(string text, int length) => Outbox.OneLine(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), length);

    private static string Latin(byte[] raw) => Encoding.Latin1.GetString(raw.AsSpan(0, Math.Min(raw.Length, 256 * 1024)));

    private static ReadOnlySpan<byte> BodyOf(byte[] raw)
    {
        var crlf = raw.AsSpan().IndexOf("\r\n\r\n"u8);
        var lf = raw.AsSpan().IndexOf("\n\n"u8);
        var at = crlf < 0 ? lf : lf < 0 ? crlf : Math.Min(crlf, lf);
        return at < 0 ? raw : raw.AsSpan(at);
    }

    [GeneratedRegex(@"\bVC-([2-9A-Z]{16})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"<([^<>\s@]{1,120}@[^<>\s@]{1,120})>", RegexOptions.CultureInvariant)]
    private static partial Regex MessageIds();

    [GeneratedRegex(@"^action:\s*failed\b", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FailedDelivery();

    [GeneratedRegex(@"(?:^|[\s;])(?:dmarc|dkim|spf)=(?:fail|permerror)\b|^\s*fail\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FailedCheck();
}
