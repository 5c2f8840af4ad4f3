namespace CleveSec.Web.Mail;

/// <summary>Configuration section "Mail". Without a host mails wait in the mailbox.</summary>
internal sealed class MailSettings
{
    public const string Section = "Mail";

    /// <summary>SMTP server; empty: none is set.</summary>
    public string? Host { get; set; }
    public int Port { get; set; } = 587;

    /// <summary>"StartTls" (required), "Tls" (from the first byte) or "None" (only for a server on this machine).</summary>
    public string Security { get; set; } = "StartTls";
    public string? User { get; set; }
    public string? Password { get; set; }
    public string FromAddress { get; set; } = "office@clevesec.invalid";
    public string FromName { get; set; } = "Cleveland Security Cameras";

    /// <summary>Development only: a folder that takes the mails as .eml files instead of a server.</summary>
    public string? Folder { get; set; }

    public bool HasServer => !string.IsNullOrWhiteSpace(Host);
    public bool CanSend => HasServer || !string.IsNullOrWhiteSpace(Folder);
}
