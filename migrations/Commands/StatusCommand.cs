namespace CleveSec.Migrations.Commands;

internal sealed class StatusCommand : ICommand
{
    public string Verb => "status";

    public string Usage => "                          says whether the database's schema is the one this version needs";

    public IReadOnlyList<string> Options => [];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        await using var db = DatabaseSettings.Open(DatabaseSettings.Owner(DatabaseSettings.Load()));
        var state = await SchemaState.ReadAsync(db, ct);
        if (state.Trouble() is { } trouble)
        {
            throw trouble;
        }

        Console.WriteLine($"The schema is current ({state.Expected}).");
        return 0;
    }
}
