using System.Runtime.CompilerServices;
using CleveSec.Migrations.Commands;
using CleveSec.Web.Data;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CleveSec.Migrations.Production;

/// <summary>Two roles with different rights, settings that keep what was acknowledged, the right schema.</summary>
internal static class DatabaseChecks
{
    /// <summary>A setting with another value than this loses acknowledged bookings in a crash, or hides that a disk has.</summary>
    private static readonly IReadOnlyDictionary<string, string> Durable =
        new Dictionary<string, string> { ["fsync"] = "on", ["full_page_writes"] = "on", ["synchronous_commit"] = "on", ["data_checksums"] = "on" };

    public static async IAsyncEnumerable<Finding> RunAsync(IConfiguration configuration, [EnumeratorCancellation] CancellationToken ct)
    {
        var owner = configuration.GetConnectionString("CleveSecOwner");
        var site = DatabaseSettings.Site(configuration);
        yield return Finding.When(site is not null, "database", "The site's connection is set.", $"{DatabaseSettings.SiteVariable} is not set: name the site's database and role.");
        yield return Finding.When(!string.IsNullOrWhiteSpace(owner), "database", "The owner's connection is set.", $"{DatabaseSettings.OwnerVariable} is not set: migrations need a role of their own.");
        if (site is null)
        {
            yield break;
        }

        foreach (var finding in await ConnectedAsync(site, ct))
        {
            yield return finding;
        }

        if (!string.IsNullOrWhiteSpace(owner))
        {
            yield return DifferentRoles(site, owner);
            yield return await SchemaAsync(owner, ct);
        }
    }

    private static async Task<IReadOnlyList<Finding>> ConnectedAsync(string site, CancellationToken ct)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(site);
            List<Finding> findings = [await RightsAsync(source, ct), await DemoPeopleAsync(source, ct), Encrypted(site)];
            foreach (var (name, wanted) in Durable)
            {
                await using var command = source.CreateCommand($"SHOW {name}");
                var value = (string?)await command.ExecuteScalarAsync(ct);
                findings.Add(Finding.When(value == wanted || (name == "synchronous_commit" && value is "remote_apply" or "remote_write"), "database", $"{name} is {value}.", $"{name} is {value}: set it to {wanted}."));
            }

            return findings;
        }
        catch (Exception e) when (DatabaseTrouble.Explain(e, DatabaseSettings.SiteVariable) is { } trouble)
        {
            return [Finding.Missing("database", trouble.Message)];
        }
    }

    private static async Task<Finding> RightsAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user");
        return Finding.When(
            await command.ExecuteScalarAsync(ct) is false, "database", "The site's role cannot change the schema.", $"The role in {DatabaseSettings.SiteVariable} can change the schema or make roles: use one that is only a member of clevesec_site.");
    }

    private static async Task<Finding> DemoPeopleAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var email = await DemoData.FindPersonAsync(connection, ct);
            return Finding.When(email is null, "database", "No demo people are in it.", email is null ? "" : DemoData.NotForProduction(email));
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return Finding.NotChecked("database", "whether demo people are in it: it has no schema yet.");
        }
    }

    private static Finding Encrypted(string site)
    {
        var builder = new NpgsqlConnectionStringBuilder(site);
        var near = builder.Host is "localhost" or "127.0.0.1" or "::1" || builder.Host!.StartsWith('/');
        return Finding.When(
            near || builder.SslMode is SslMode.VerifyFull or SslMode.VerifyCA, "database", "The way to the database is local or verified.", "Add 'SSL Mode=VerifyFull;Root Certificate=…' to the connections: the database is on another machine.");
    }

    private static Finding DifferentRoles(string site, string owner) => Finding.When(
        new NpgsqlConnectionStringBuilder(site).Username != new NpgsqlConnectionStringBuilder(owner).Username,
        "database", "Site and owner are different roles.", "Site and owner sign in as the same role: give the site one of its own that may not change the schema.");

    private static async Task<Finding> SchemaAsync(string owner, CancellationToken ct)
    {
        try
        {
            await using var db = DatabaseSettings.Open(owner);
            var trouble = (await SchemaState.ReadAsync(db, ct)).Trouble();
            return Finding.When(trouble is null, "database", "The schema is current.", trouble?.Message ?? "");
        }
        catch (Exception e) when (DatabaseTrouble.Explain(e, DatabaseSettings.OwnerVariable) is { } trouble)
        {
            return Finding.Missing("database", trouble.Message);
        }
    }
}
