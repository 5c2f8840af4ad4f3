using MimeKit;

namespace CleveSec.Web.Ui;

/// <summary>Whether text can be an e-mail address: one mailbox, a domain with a dot, nothing that could leave a header. Whether anybody reads it, only a mail tells.</summary>
internal static class EmailAddresses
{
    public static bool IsPlausible(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length > 0
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')
            && text.IndexOf('@') is var at and > 0 && at == text.LastIndexOf('@')
            && text[(at + 1)..] is var domain && domain.Contains('.') && !domain.StartsWith('.') && !domain.EndsWith('.') && !domain.Contains("..")
            && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text;
    }
}
