using Npgsql;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>
/// The roles of a database: <c>clevesec_owner</c> owns it and runs migrations; <c>clevesec_app</c> is what the site signs in as and has nothing of its own,
/// only membership of <c>clevesec_site</c>, which migrations grant to. So a deployment may name its login as it likes.
/// The extensions the migrations create (btree_gist, citext, pg_trgm) are trusted: the database's owner may create them.
/// </summary>
internal static class LocalRoles
{
    public const string Superuser = "postgres";
    public const string Owner = "clevesec_owner";
    public const string Site = "clevesec_app";
    public const string SiteGroup = "clevesec_site";
    public const string Database = "clevesec";

    public static async Task EnsureAsync(string superuserConnection, LocalSecrets secrets, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(superuserConnection);
        if (await ExistsAsync(source, "SELECT 1 FROM pg_database WHERE datname = $1", Database, ct))
        {
            return;
        }

        // The database comes last: where it exists, everything before it does too. Passwords are our own hexadecimal digits, so nothing needs quoting.
        await EnsureRoleAsync(source, SiteGroup, "NOLOGIN", ct);
        await EnsureRoleAsync(source, Owner, $"LOGIN CREATEDB CREATEROLE PASSWORD '{secrets.Owner}'", ct);
        await EnsureRoleAsync(source, Site, $"LOGIN IN ROLE {SiteGroup} PASSWORD '{secrets.Site}'", ct);
        await ExecuteAsync(source, $"CREATE DATABASE {Database} OWNER {Owner}", ct);
    }

    private static async Task EnsureRoleAsync(NpgsqlDataSource source, string role, string attributes, CancellationToken ct)
    {
        if (!await ExistsAsync(source, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, ct))
        {
            await ExecuteAsync(source, $"CREATE ROLE {role} {attributes}", ct);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlDataSource source, string sql, string name, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
