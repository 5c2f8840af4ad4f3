using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CleveSec.Migrations.Commands;

/// <summary>Brings the schema up to date, then fills in what the site cannot do without. Safe to run again, and by several at once: EF holds a lock.</summary>
internal sealed class MigrateCommand : ICommand
{
    public string Verb => "migrate";

    public string Usage => "                         applies what the database's schema lacks, then seeds";

    public IReadOnlyList<string> Options => [];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var configuration = DatabaseSettings.Load();
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
            Console.WriteLine($"Applied {before.Missing.Count} schema step(s) in {watch.Elapsed.TotalSeconds:0.0} s.");
        }

        await Seeding.RunAsync(db, configuration, ct);
        return 0;
    }
}
