using Microsoft.Extensions.Configuration;

namespace CleveSec.Migrations.Production;

/// <summary>What the site needs from configuration and from the machine, apart from database and mail.</summary>
internal static class SiteChecks
{
    private const int LongestHoursWithoutBackup = 26;

    public static IEnumerable<Finding> Run(IConfiguration configuration)
    {
        var environment = configuration["ASPNETCORE_ENVIRONMENT"] ?? "Production";
        yield return Finding.When(environment == "Production", "site", "The environment is Production.", $"ASPNETCORE_ENVIRONMENT is {environment}: leave it out or set it to Production.");
        yield return MasterKey(configuration);
        var address = configuration["Site:BaseUrl"] ?? "";
        yield return Finding.When(
            address.StartsWith("https://", StringComparison.Ordinal), "TLS", $"Links are made with {address}.", "Site__BaseUrl must be the public address and start with https://: links in mails are made from it.");
        yield return Finding.When(
            configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] is null, "proxy", "Forwarded headers are not believed from everybody.", "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody: leave it out and name the proxies.");
        yield return Finding.When(
            configuration.GetSection("Proxy:Known").GetChildren().Any(), "proxy", "The proxies in front of the site are named.", "Proxy__Known__0 is not set: name the address of the proxy that ends TLS, or every visitor seems to come from it.");
        yield return Backup(configuration["Backup:LastSuccessFile"]);
    }

    private static Finding MasterKey(IConfiguration configuration)
    {
        var file = configuration["Security:MasterKeyFile"];
        if (!string.IsNullOrWhiteSpace(file))
        {
            return Finding.When(File.Exists(file), "keys", "The master key's file is there.", $"Security__MasterKeyFile names {file}, which is not there: put the key back or correct the path.");
        }

        return Finding.When(
            !string.IsNullOrWhiteSpace(configuration["Security:MasterKey"]), "keys", "A master key is set.", "Security__MasterKeyFile is not set: make a key with 'openssl rand -base64 32' in a file only the site reads, and keep a copy apart from the backups.");
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
