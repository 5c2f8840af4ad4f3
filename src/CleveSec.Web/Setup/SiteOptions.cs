using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;

namespace CleveSec.Web.Setup;

/// <summary>Configuration section "Site".</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>Where the site is reached from outside, "https://example.org"; used in mails.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Demo people and hours exist and are shown as such. Never in production.</summary>
    public bool Demo { get; set; }

    /// <summary>Public pages are kept in memory until the guide or the settings change.</summary>
    public bool KeepPages { get; set; } = true;

    /// <summary>Addresses of the proxies in front of the site; only they may say where a request came from.</summary>
    public List<string> KnownProxies { get; set; } = [];
}

/// <summary>What must be right before the site starts, each as a sentence that says what to do.</summary>
internal static class StartUpChecks
{
    private const string RoadServer = UseCases.Scheduling.Roads.RoadServerAddress.Setting;

    /// <exception cref="ConfigurationProblem">Something is missing or not allowed here.</exception>
    public static void Configuration(IConfiguration configuration, IHostEnvironment environment)
    {
        var site = configuration.GetSection(SiteOptions.Section).Get<SiteOptions>() ?? new SiteOptions();
        var mail = configuration.GetSection(MailSettings.Section).Get<MailSettings>() ?? new MailSettings();
        Require(!string.IsNullOrWhiteSpace(configuration.GetConnectionString("CleveSec")), "Set ConnectionStrings:CleveSec to the PostgreSQL database of the site.");
        Require(Uri.TryCreate(site.BaseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "Set Site:BaseUrl to the address customers use, for example https://example.org.");
        Require(MasterKey.TryRead(configuration, out var problem) is not null, problem);
        Require(mail.Security is "StartTls" or "Tls" or "None", "Set Mail:Security to StartTls, Tls or None.");
        Require(configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] is not "true", "Unset ASPNETCORE_FORWARDEDHEADERS_ENABLED, which trusts everybody, and set Site:KnownProxies instead.");
        var texts = configuration.GetSection(TextSettings.Section).Get<TextSettings>() ?? new TextSettings();
        Require(texts.Problem(environment.IsProduction()) is null, texts.Problem(environment.IsProduction()) ?? "");
        Require(configuration["VendorMail:Port"] is null || int.TryParse(configuration["VendorMail:Port"], out _), "Set VendorMail:Port to the port of the IMAP server, usually 993.");
        Require(configuration["Clamd:Port"] is null || int.TryParse(configuration["Clamd:Port"], out _), "Set Clamd:Port to the port of clamd, usually 3310.");
        var vendorMail = (configuration.GetSection(UseCases.Vendors.VendorMailSettings.Section).Get<UseCases.Vendors.VendorMailSettings>() ?? new()).Problem();
        Require(vendorMail is null, vendorMail ?? "");
        Require(string.IsNullOrWhiteSpace(configuration[RoadServer]) || (Uri.TryCreate(configuration[RoadServer], UriKind.Absolute, out var road) && road.Scheme is "http" or "https" && road.Query.Length == 0), $"Set {RoadServer} to the address of the OSRM server, for example http://osrm:5000, or leave it out.");
        Require(UseCases.Certificates.ChromiumPrinter.Problem(configuration[UseCases.Certificates.ChromiumPrinter.Setting]) is null, UseCases.Certificates.ChromiumPrinter.Problem(configuration[UseCases.Certificates.ChromiumPrinter.Setting]) ?? "");
        if (environment.IsProduction())
        {
            Require(!site.Demo, "Unset Site:Demo: demo data is not for production.");
            Require(url!.Scheme == "https", "Set Site:BaseUrl to an https address: production needs TLS.");
            Require(mail.HasServer, "Set Mail:Host (and Mail:Port, Mail:User, Mail:Password): production sends mail.");
            Require(string.IsNullOrWhiteSpace(mail.Folder), "Unset Mail:Folder: mails as files are for development.");
            Require(!mail.FromAddress.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase), "Set Mail:FromAddress to the address mails come from.");
            Require(configuration["Security:MasterKey"] != Convert.ToBase64String(new byte[MasterKey.Length]), "Set Security:MasterKey to random bytes: the all-zero key is everybody's.");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ConfigurationProblem(otherwise);
        }
    }
}

/// <summary>The operator has to change something; the message says what.</summary>
internal sealed class ConfigurationProblem(string message, Exception? inner = null) : Exception(message, inner);
