using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CleveSec.Migrations.Commands;

/// <summary>The same sources of configuration as the site's, and the two connections: the owner's changes the schema, the site's only uses it.</summary>
internal static class DatabaseSettings
{
    public const string OwnerVariable = "ConnectionStrings__CleveSecOwner";
    public const string SiteVariable = "ConnectionStrings__CleveSec";

    public const string SuperuserVariable = "ConnectionStrings__CleveSecSuperuser";

    /// <summary>As the site reads it: production unless said otherwise.</summary>
    public static string EnvironmentName => Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production";

    public static IConfiguration Load()
    {
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{EnvironmentName}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }

    public static string Owner(IConfiguration configuration) => Checked(configuration.GetConnectionString("CleveSecOwner"), OwnerVariable)
        ?? Site(configuration)
        ?? throw new OperatorError($"No database is named: set {OwnerVariable}, for instance to 'Host=localhost;Database=clevesec;Username=clevesec_owner;Password=…'.");

    /// <summary>Which setting <see cref="Owner"/> takes: what a correction has to name.</summary>
    public static string OwnerSource(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration.GetConnectionString("CleveSecOwner")) && !string.IsNullOrWhiteSpace(configuration.GetConnectionString("CleveSec")) ? SiteVariable : OwnerVariable;

    public static string? Site(IConfiguration configuration) => Checked(configuration.GetConnectionString("CleveSec"), SiteVariable);

    public static string Superuser(IConfiguration configuration) => Checked(configuration.GetConnectionString("CleveSecSuperuser"), SuperuserVariable)
        ?? throw new OperatorError($"--create-database needs {SuperuserVariable}: the connection of a role that may create roles and databases.");

    public static CleveSecDb Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<CleveSecDb>();
        CleveSecDb.Configure(options, connectionString);
        return new CleveSecDb(options.Options);
    }

    private static string? Checked(string? connectionString, string variable)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return null;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0 }
                ? connectionString
                : throw new OperatorError($"{variable} names no Host: write for instance 'Host=localhost;Database=clevesec;Username=…;Password=…'.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The value stays out of the message: it holds a password.
            throw new OperatorError($"{variable} is not a PostgreSQL connection string ({e.Message}): write for instance 'Host=localhost;Database=clevesec;Username=…;Password=…'.", e);
        }
    }
}
