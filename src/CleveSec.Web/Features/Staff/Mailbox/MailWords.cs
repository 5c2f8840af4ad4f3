using System.Text.RegularExpressions;
using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.Mailbox;

/// <summary>Mails in words.</summary>
internal static partial class MailWords
{
    public static string Of(OutboxState state, int tries) => state switch
    {
        OutboxState.Sent => "Sent",
        OutboxState.Failed => "Given up",
        _ => tries == 0 ? "Waiting" : "Trying again",
    };

    public static string Of(OutboxState state) => Of(state, 0);

    public static string Badge(OutboxState state) => state switch
    {
        OutboxState.Sent => "done",
        OutboxState.Failed => "bad",
        _ => "waiting",
    };

    /// <summary>"VisitChangedMail" as "Visit changed".</summary>
    public static string Of(string kind)
    {
        var words = Capital().Replace(kind.EndsWith("Mail", StringComparison.Ordinal) ? kind[..^4] : kind, match => " " + match.Value.ToLowerInvariant());
        return words.TrimStart() is { Length: > 0 } trimmed ? char.ToUpperInvariant(trimmed[0]) + trimmed[1..] : kind;
    }

    /// <summary>The body in pieces; secrets, which stand in it by name only, come out as hidden.</summary>
    public static IEnumerable<(string Text, bool Hidden)> Pieces(string body)
    {
        var from = 0;
        foreach (Match secret in Secret().Matches(body))
        {
            yield return (body[from..secret.Index], false);
            yield return ("••••", true);
            from = secret.Index + secret.Length;
        }

        yield return (body[from..], false);
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\{\{[\w-]+\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
