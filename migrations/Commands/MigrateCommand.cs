using System.Diagnostics;
using CleveSec.Migrations.LocalDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CleveSec.Migrations.Commands;

/// <summary>Brings the schema up to date, then fills in what the site cannot do without. Safe to run again, and by several at once: EF holds a lock.</summary>
internal sealed class MigrateCommand : ICommand
{
    public string Verb => "migrate";

    public string Usage => "[--create-database]       applies what the database's schema lacks, then seeds";

    public IReadOnlyList<string> Options => ["create-database"];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var configuration = DatabaseSettings.Load();
        if (line.Has("create-database"))
        {
            await CreateDatabaseAsync(configuration, ct);
        }

        await using var db = DatabaseSettings.Open(DatabaseSettings.Owner(configuration));
        var before = await SchemaState.ReadAsync(db, ct);
        if (before.Unknown.Count > 0)
        {
            throw before.Trouble()!;
        }

        if (before.Missing.Count > 0)
        {
            var watch = Stopwatch.StartNew();
            await db.Database.MigrateAsync(ct);
            // Standard output is for what the seeding says, which ./run shows again at later starts.
            Console.Error.WriteLine($"Applied {before.Missing.Count} schema step(s) in {watch.Elapsed.TotalSeconds:0.0} s.");
        }

        await Seeding.RunAsync(db, configuration, ct);
        return 0;
    }

    /// <summary>For an empty server: makes the two roles and the database that the other two connections name.</summary>
    private static async Task CreateDatabaseAsync(IConfiguration configuration, CancellationToken ct)
    {
        var owner = new NpgsqlConnectionStringBuilder(DatabaseSettings.Owner(configuration));
        var site = new NpgsqlConnectionStringBuilder(DatabaseSettings.Site(configuration) ?? throw new OperatorError($"--create-database needs {DatabaseSettings.SiteVariable} too."));
        try
        {
            await DatabaseRoles.EnsureAsync(
                DatabaseSettings.Superuser(configuration), new DatabaseRoles.Login(owner.Username!, owner.Password!), new DatabaseRoles.Login(site.Username!, site.Password!), owner.Database!, ct);
        }
        catch (Exception e) when (DatabaseTrouble.Explain(e, DatabaseSettings.SuperuserVariable) is { } trouble)
        {
            throw trouble;
        }
    }
}
