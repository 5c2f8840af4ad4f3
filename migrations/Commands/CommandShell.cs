namespace CleveSec.Migrations.Commands;

/// <summary>Finds the verb, runs it, and turns what an operator can put right into one line on standard error.</summary>
internal static class CommandShell
{
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Interrupted = 130;

    private static readonly IReadOnlyList<ICommand> Commands =
    [
        new MigrateCommand(),
        new StatusCommand(),
        new WaitCommand(),
        new CreateAdminCommand(),
        new RotateMasterKeyCommand(),
        new ProductionCheckCommand(),
        new LocalDatabaseCommand(),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (arguments.Count == 0 || arguments[0] is "help" or "--help" or "-h")
        {
            Console.WriteLine(Help());
            return arguments.Count == 0 ? Misused : 0;
        }

        if (Commands.FirstOrDefault(c => c.Verb == arguments[0]) is not { } command)
        {
            Console.Error.WriteLine($"'{arguments[0]}' is not a verb: choose from {string.Join(", ", Commands.Select(c => c.Verb))}.");
            return Misused;
        }

        try
        {
            return await command.RunAsync(CommandLine.Parse([.. arguments.Skip(1)], command.Options), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception e) when ((e as OperatorError ?? DatabaseTrouble.Explain(e, DatabaseSettings.OwnerSource(DatabaseSettings.Load()))) is { } trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Failed;
        }
    }

    private static string Help() => "CleveSec's command line\n\n" + string.Join('\n', Commands.Select(c => $"  {c.Verb} {c.Usage}"));
}
