using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>The operator or the mail server's people have to do something; the message says what.</summary>
internal sealed class VendorMailProblem(string message) : Exception(message);

/// <summary>Opens the mailbox for vendors' answers, and says in one sentence what is wrong where it does not open.</summary>
internal static class VendorMailDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IMailFolder> OpenAsync(ImapClient client, VendorMailSettings settings, CancellationToken ct)
    {
        client.Timeout = (int)Patience.TotalMilliseconds;
        await client.ConnectAsync(settings.Host!, settings.Port, SecurityOf(settings), ct);
        await client.AuthenticateAsync(settings.User!, settings.Password!, ct);
        var folder = string.Equals(settings.Folder, "INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(settings.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadOnly, ct);
        return folder;
    }

    public static string Sentence(Exception error, VendorMailSettings settings) => error switch
    {
        VendorMailProblem problem => problem.Message,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => $"No server is called {settings.Host}: correct VendorMail:Host.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nothing listens at {settings.Host}:{settings.Port}: correct VendorMail:Port, or start the IMAP server.",
        SocketException => $"{settings.Host}:{settings.Port} cannot be reached: look at the network and the firewall.",
        SslHandshakeException => $"{settings.Host}:{settings.Port} does not speak TLS as VendorMail:Security says, or its certificate is not trusted.",
        AuthenticationException => "The IMAP server refuses user or password: correct VendorMail:User and VendorMail:Password.",
        FolderNotFoundException => $"There is no folder {settings.Folder}: correct VendorMail:Folder.",
        NotSupportedException when settings.Security == "StartTls" => "The IMAP server offers no STARTTLS: set VendorMail:Security to Tls and VendorMail:Port to 993.",
        ImapProtocolException => $"{settings.Host}:{settings.Port} broke off or is no IMAP server: look at VendorMail:Port.",
        TimeoutException or OperationCanceledException => $"{settings.Host}:{settings.Port} does not answer in time.",
        IOException => "The connection to the IMAP server broke off.",
        _ => $"Reading the mailbox failed: {error.GetType().Name}.",
    };

    private static SecureSocketOptions SecurityOf(VendorMailSettings settings) => settings.Security switch
    {
        "None" => SecureSocketOptions.None,
        "StartTls" => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };
}
