using System.Diagnostics;
using System.Globalization;

namespace CleveSec.Migrations.Commands;

/// <summary>For deployments that start everything at once: returns when the database answers and its schema is current.</summary>
internal sealed class WaitCommand : ICommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public string Verb => "wait";

    public string Usage => "[--seconds 60]              waits until the database answers and its schema is current";

    public IReadOnlyList<string> Options => ["seconds"];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var configuration = DatabaseSettings.Load();
        var (connection, source) = (DatabaseSettings.Owner(configuration), DatabaseSettings.OwnerSource(configuration));
        var seconds = line.Has("seconds") ? int.Parse(line.Required("seconds", "60"), CultureInfo.InvariantCulture) : 60;
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var trouble = await TroubleAsync(connection, source, ct);
            if (trouble is null)
            {
                Console.WriteLine($"The database is ready after {waited.Elapsed.TotalSeconds:0.0} s.");
                return 0;
            }

            if (waited.Elapsed.TotalSeconds >= seconds)
            {
                throw trouble;
            }

            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<OperatorError?> TroubleAsync(string connection, string source, CancellationToken ct)
    {
        try
        {
            await using var db = DatabaseSettings.Open(connection);
            return (await SchemaState.ReadAsync(db, ct)).Trouble();
        }
        catch (Exception e) when (DatabaseTrouble.Explain(e, source) is { } trouble)
        {
            return trouble;
        }
    }
}
