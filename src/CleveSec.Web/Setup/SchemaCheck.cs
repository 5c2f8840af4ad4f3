using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Npgsql;

namespace CleveSec.Web.Setup;

/// <summary>Refuses to start on a database that is not there, has another schema, is sealed with another key, holds demo people, may lose what it acknowledged, or gives the site's role too much.</summary>
internal static class SchemaCheck
{
    /// <exception cref="ConfigurationProblem">With a sentence that says what to do.</exception>
    public static async Task RunAsync(IServiceProvider services, bool production, CancellationToken ct)
    {
        try
        {
            // Straight on the connection: an operator wants the answer now, not after retries. From configuration, because a context tells its string without the password.
            await using var connection = new NpgsqlConnection(services.GetRequiredService<IConfiguration>().GetConnectionString("CleveSec"));
            await connection.OpenAsync(ct);
            await SchemaAsync(connection, ct);
            await MasterKeyCheck.RunAsync(connection, services.GetRequiredService<MasterKey>(), ct);
            if (production)
            {
                await DemoPeopleAsync(connection, ct);
                await DurabilityAsync(connection, ct);
                await RightsAsync(connection, ct);
            }
        }
        catch (PostgresException error)
        {
            throw new ConfigurationProblem(Explain(error), error);
        }
        catch (NpgsqlException error)
        {
            throw new ConfigurationProblem($"PostgreSQL could not be reached ({error.Message}). Start it, or correct ConnectionStrings:CleveSec.", error);
        }
    }

    public static string Explain(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "PostgreSQL refused the user or password. Correct ConnectionStrings:CleveSec.",
        PostgresErrorCodes.InvalidCatalogName => "The database does not exist. Create it, run the migrations, or correct ConnectionStrings:CleveSec.",
        PostgresErrorCodes.UndefinedTable => "The database has no schema yet. Run the migrations: CleveSec.Migrations migrate.",
        PostgresErrorCodes.InsufficientPrivilege => "The database user may not read the site's tables. Make it a member of the role clevesec_site.",
        _ => $"PostgreSQL refused to work: {error.MessageText} ({error.SqlState}).",
    };

    private static async Task SchemaAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select migration_id from schema_history order by migration_id", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var steps = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            steps.Add(reader.GetString(0));
        }

        if (!steps.Contains(CleveSecDb.ExpectedSchema))
        {
            throw new ConfigurationProblem("The database schema is older than this version of the site. Run the migrations: CleveSec.Migrations migrate.");
        }

        if (steps[^1] != CleveSecDb.ExpectedSchema)
        {
            throw new ConfigurationProblem("The database schema is newer than this version of the site. Start the newer version of the site.");
        }
    }

    private static async Task DemoPeopleAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await DemoData.FindPersonAsync(connection, ct) is { } email)
        {
            throw new ConfigurationProblem(DemoData.NotForProduction(email));
        }
    }

    private static async Task DurabilityAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            await using var command = new NpgsqlCommand("select current_setting($1)", connection) { Parameters = { new() { Value = setting } } };
            if ((string?)await command.ExecuteScalarAsync(ct) == "off")
            {
                throw new ConfigurationProblem($"PostgreSQL runs with {setting} = off and may lose bookings that were confirmed. Turn it on.");
            }
        }
    }

    private static async Task RightsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select has_table_privilege('job_events', 'UPDATE, DELETE, TRUNCATE') or has_schema_privilege('public', 'CREATE')", connection);
        if (await command.ExecuteScalarAsync(ct) is true)
        {
            throw new ConfigurationProblem("The site's database user may change history or the schema. Give the site a user that is only a member of the role clevesec_site, and keep the owner for the migrations.");
        }
    }
}
