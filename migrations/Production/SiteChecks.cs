using CleveSec.Web.Security;
using CleveSec.Web.Setup;
using Microsoft.Extensions.Configuration;

namespace CleveSec.Migrations.Production;

/// <summary>What the site needs from configuration and from the machine, apart from database and mail.</summary>
internal static class SiteChecks
{
    private const int LongestHoursWithoutBackup = 26;

    public static IEnumerable<Finding> Run(IConfiguration configuration)
    {
        var site = configuration.GetSection(SiteOptions.Section).Get<SiteOptions>() ?? new SiteOptions();
        var environment = configuration["ASPNETCORE_ENVIRONMENT"] ?? "Production";
        yield return Finding.When(environment == "Production", "site", "The environment is Production.", $"ASPNETCORE_ENVIRONMENT is {environment}: leave it out or set it to Production.");
        yield return Finding.When(!site.Demo, "site", "Demo data are off.", "Site__Demo is set: leave it out, demo people are not for production.");
        yield return Finding.When(
            MasterKey.TryParse(configuration["Security:MasterKey"], out var problem) is not null, "keys", "A master key is set; keep a copy apart from the backups.", "Security__MasterKey: " + problem);
        yield return Finding.When(
            configuration["Security:OtherMasterKeys:0"] is null, "keys", "No former master key is needed any more.", "Security__OtherMasterKeys__0 is set: run rotate-master-key, then leave it out and destroy the old key.");
        yield return Finding.When(
            site.BaseUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true, "TLS", $"Links are made with {site.BaseUrl}.", "Site__BaseUrl must be the public address and start with https://: links in mails are made from it.");
        yield return Finding.When(
            site.KnownProxies.Count > 0, "TLS", "The proxies in front of the site are named.", "Site__KnownProxies__0 is not set: name the address of the proxy that ends TLS, or every visitor seems to come from it.");
        yield return Finding.When(
            configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] is null, "TLS", "Forwarded headers are not believed from everybody.", "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody: leave it out.");
        yield return Backup(configuration["Backup:LastSuccessFile"]);
    }

    private static Finding Backup(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return Finding.Missing("backup", "Backup__LastSuccessFile is not set: let the backup touch a file when it succeeds and name it here (docs/backup-and-restore.md).");
        }

        if (!File.Exists(file))
        {
            return Finding.Missing("backup", $"{file} is not there: no backup has succeeded yet.");
        }

        var age = TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(file);
        return Finding.When(
            age < TimeSpan.FromHours(LongestHoursWithoutBackup), "backup", $"The last backup is {age.TotalHours:0} h old.", $"The last backup is {age.TotalHours:0} h old: see why the daily one did not run.");
    }
}
