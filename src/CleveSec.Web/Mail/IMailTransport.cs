using MimeKit;

namespace CleveSec.Web.Mail;

/// <summary>Carries one message away. Returns when it was accepted.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailRefused">The server said no for good.</exception>
    /// <exception cref="Exception">Anything else: try again later.</exception>
    Task SendAsync(MimeMessage message, CancellationToken ct);
}

/// <summary>The server refused the mail for good (5xx).</summary>
internal sealed class MailRefused(string message, Exception? inner = null) : Exception(message, inner);
