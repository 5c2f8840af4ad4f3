using CleveSec.Migrations.LocalDatabase;

namespace CleveSec.Migrations.Commands;

/// <summary>The private server of a checkout, for scripts: prints settings as KEY=VALUE lines.</summary>
internal sealed class LocalDatabaseCommand : ICommand
{
    public string Verb => "local-database";

    public string Usage => "start|stop|connection|remove [--checkout FOLDER] [--tests]  the checkout's private server";

    public IReadOnlyList<string> Options => ["checkout", "tests"];

    public Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var checkout = line.Has("checkout") ? line.Required("checkout", "/path/of/the/checkout") : Environment.CurrentDirectory;
        var options = LocalPostgresOptions.FromEnvironment(checkout, durable: !line.Has("tests"));
        return line.Words switch
        {
            ["start"] => StartAsync(options, ct),
            ["stop"] => StopAsync(options, ct),
            ["connection"] => ConnectionAsync(options, ct),
            ["remove"] => RemoveAsync(options, ct),
            _ => throw new OperatorError("local-database needs one of start, stop, connection or remove."),
        };
    }

    private static async Task<int> StartAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        Print(await LocalPostgres.StartAsync(options, ct));
        return 0;
    }

    private static async Task<int> StopAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        if (await LocalPostgres.AttachAsync(options, ct) is { } server)
        {
            await server.StopAsync(ct);
        }

        return 0;
    }

    private static async Task<int> RemoveAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        await LocalPostgres.RemoveAsync(options, ct);
        return 0;
    }

    private static async Task<int> ConnectionAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        Print(await LocalPostgres.AttachAsync(options, ct) ?? throw new OperatorError("The local database is not running: start it with ./run."));
        return 0;
    }

    private static void Print(LocalPostgres server)
    {
        Console.WriteLine($"CLEVESEC_LOCAL_FOLDER={server.Folder}");
        Console.WriteLine($"CLEVESEC_LOCAL_STARTED={(server.StartedHere ? "yes" : "no")}");
        Console.WriteLine($"{DatabaseSettings.SiteVariable}={server.SiteConnectionString()}");
        Console.WriteLine($"{DatabaseSettings.OwnerVariable}={server.OwnerConnectionString()}");
    }
}
