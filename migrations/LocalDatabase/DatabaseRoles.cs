using Npgsql;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>
/// The roles of a database: <c>clevesec_owner</c> owns it and runs migrations; <c>clevesec_app</c> is what the site signs in as and has nothing of its own,
/// only membership of <c>clevesec_site</c>, which migrations grant to. So a deployment may name its login as it likes.
/// The extensions the migrations create (btree_gist, pg_trgm, unaccent) are trusted: the database's owner may create them.
/// </summary>
internal static class DatabaseRoles
{
    public const string Superuser = "postgres";
    public const string Owner = "clevesec_owner";
    public const string Site = "clevesec_app";
    public const string SiteGroup = "clevesec_site";
    public const string Database = "clevesec";

    internal sealed record Login(string Role, string Password);

    /// <summary>Makes what is missing; what is there stays as it is, passwords too.</summary>
    public static async Task EnsureAsync(string superuserConnection, Login owner, Login site, string database, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(superuserConnection);
        if (await ExistsAsync(source, "SELECT 1 FROM pg_database WHERE datname = $1", database, ct))
        {
            return;
        }

        // The database comes last: where it exists, everything before it does too.
        await EnsureRoleAsync(source, new Login(SiteGroup, ""), "NOLOGIN", ct);
        await EnsureRoleAsync(source, owner, "LOGIN CREATEDB CREATEROLE", ct);
        await EnsureRoleAsync(source, site, $"LOGIN IN ROLE {SiteGroup}", ct);
        await ExecuteAsync(source, "SELECT format('CREATE DATABASE %I OWNER %I', $1, $2)", [database, owner.Role], ct);
    }

    private static async Task EnsureRoleAsync(NpgsqlDataSource source, Login login, string attributes, CancellationToken ct)
    {
        if (!await ExistsAsync(source, "SELECT 1 FROM pg_roles WHERE rolname = $1", login.Role, ct))
        {
            await ExecuteAsync(source, $"SELECT format('CREATE ROLE %I {attributes} PASSWORD %L', $1, nullif($2, ''))", [login.Role, login.Password], ct);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlDataSource source, string sql, string name, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Such statements take no parameters, so PostgreSQL itself quotes the names and passwords into their text first.</summary>
    private static async Task ExecuteAsync(NpgsqlDataSource source, string format, IReadOnlyList<string> values, CancellationToken ct)
    {
        await using var formatted = source.CreateCommand(format);
        foreach (var value in values)
        {
            formatted.Parameters.AddWithValue(value);
        }

        await using var command = source.CreateCommand((string)(await formatted.ExecuteScalarAsync(ct))!);
        await command.ExecuteNonQueryAsync(ct);
    }
}
