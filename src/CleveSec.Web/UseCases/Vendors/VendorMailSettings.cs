namespace CleveSec.Web.UseCases.Vendors;

/// <summary>Configuration section "VendorMail": the mailbox that vendors answer to. Without a host it is off.</summary>
internal sealed class VendorMailSettings
{
    public const string Section = "VendorMail";

    public string? Host { get; set; }
    public int Port { get; set; } = 993;

    /// <summary>"Tls" (from the first byte), "StartTls" (required) or "None" (only for a server on this machine).</summary>
    public string Security { get; set; } = "Tls";
    public string? User { get; set; }
    public string? Password { get; set; }
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where answers are to be sent; empty: to the address mails come from.</summary>
    public string? Address { get; set; }

    /// <summary>How often a server that tells nothing by itself is looked at.</summary>
    public int PollSeconds { get; set; } = 60;

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    /// <summary>What the operator has to change, as a sentence; null: nothing.</summary>
    public string? Problem() => !IsOn ? null
        : Security is not ("Tls" or "StartTls" or "None") ? "Set VendorMail:Security to Tls, StartTls or None."
        : Port is < 1 or > 65535 ? "Set VendorMail:Port to the port of the IMAP server, usually 993."
        : string.IsNullOrWhiteSpace(User) || string.IsNullOrEmpty(Password) ? "Set VendorMail:User and VendorMail:Password: a mailbox cannot be read without them."
        : PollSeconds is < 5 or > 3600 ? "Set VendorMail:PollSeconds to 5 to 3600."
        : !string.IsNullOrWhiteSpace(Address) && !MimeKit.MailboxAddress.TryParse(Address, out _) ? "Set VendorMail:Address to the address of the mailbox, or leave it out."
        : null;
}
