using Npgsql;

namespace CleveSec.Web.Data;

/// <summary>The made-up people of a demo: development only, never production. The names say what they are.</summary>
internal static class DemoData
{
    public const string AdminEmail = "admin@demo.invalid";
    public const string DispatcherEmail = "dispatcher@demo.invalid";
    public const string DanaEmail = "dana@demo.invalid";
    public const string LuisEmail = "luis@demo.invalid";
    public const string PriyaEmail = "priya@demo.invalid";

    /// <summary>Everybody's, printed at start; worth nothing because these people exist nowhere else.</summary>
    public const string Password = "teapot harbor violin maple";

    private const string Domain = "@demo.invalid";

    /// <summary>The address of somebody made up who is in this database, active or not; null when nobody is.</summary>
    public static async Task<string?> FindPersonAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select email from staff_members where lower(email) like '%' || $1 order by email limit 1", connection) { Parameters = { new() { Value = Domain } } };
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    public static string NotForProduction(string email) =>
        $"This database holds demo people ({email}), whose password everybody can read. Give production a database of its own: create an empty one and run the migrations without Site:Demo.";
}
