using CleveSec.Web.Mail;
using Microsoft.Extensions.Configuration;

namespace CleveSec.Migrations.Production;

/// <summary>Can mails be sent, and will they be believed: the SMTP settings, and the records of the sending domain.</summary>
internal static class MailChecks
{
    public static async IAsyncEnumerable<Finding> RunAsync(IConfiguration configuration)
    {
        var mail = configuration.GetSection(MailSettings.Section).Get<MailSettings>() ?? new MailSettings();
        yield return Finding.When(mail.HasServer, "mail", $"Mails go through {mail.Host}.", "Mail__Host (and Mail__Port, Mail__User, Mail__Password) is not set: production sends mail.");
        yield return Finding.When(
            !mail.FromAddress.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase), "mail", $"Mails come from {mail.FromAddress}.", "Mail__FromAddress is not set: name the address mails come from.");
        yield return Finding.When(mail.Security != "None", "mail", "The way to the mail server is encrypted.", "Mail__Security is None: leave it out (StartTls) or set it to Tls.");
        yield return Finding.When(string.IsNullOrWhiteSpace(mail.Folder), "mail", "Mails are not written to a folder.", "Mail__Folder is set: mails as files are for development, leave it out.");
        var domain = mail.FromAddress.Split('@')[^1];
        if (!domain.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
        {
            await foreach (var finding in RecordsAsync(domain, configuration["Mail:DkimSelector"]))
            {
                yield return finding;
            }
        }
    }

    private static async IAsyncEnumerable<Finding> RecordsAsync(string domain, string? selector)
    {
        // A name server that does not know the domain itself is a closed network's, or the address is mistyped: nothing can be said about its records.
        if (await DnsText.LookUpAsync(domain, CancellationToken.None) is not { NameExists: true })
        {
            yield return Finding.NotChecked("SPF/DKIM", $"the records of {domain} could not be checked, DMARC neither: no name server here knows it. Try again where DNS can be reached.");
            yield break;
        }

        yield return await RecordAsync("SPF", domain, "v=spf1", $"publish a TXT record at {domain} that starts with v=spf1 and lists the servers that send for it.");
        yield return await RecordAsync("DMARC", "_dmarc." + domain, "v=DMARC1", $"publish a TXT record at _dmarc.{domain}, for instance 'v=DMARC1; p=quarantine; rua=mailto:…'.");
        yield return string.IsNullOrWhiteSpace(selector)
            ? Finding.NotChecked("DKIM", "set Mail__DkimSelector to the selector your mail provider signs with, and its key is looked up.")
            : await RecordAsync("DKIM", $"{selector}._domainkey.{domain}", "p=", "publish the key your mail provider gives you.");
    }

    private static async Task<Finding> RecordAsync(string subject, string name, string mark, string todo)
    {
        var answer = await DnsText.LookUpAsync(name, CancellationToken.None);
        return answer switch
        {
            null => Finding.NotChecked(subject, $"no name server answered for {name}: try again where DNS can be reached."),
            _ when answer.Records.Any(r => r.Contains(mark, StringComparison.OrdinalIgnoreCase)) => Finding.Good(subject, $"{name} has a record."),
            _ => Finding.Missing(subject, $"{name} has no such record: {todo}"),
        };
    }
}
