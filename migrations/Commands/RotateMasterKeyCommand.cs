using CleveSec.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.Migrations.Commands;

/// <summary>Seals what lies under a former master key anew under the one of the configuration (docs/operations.md, Changing the master key).</summary>
internal sealed class RotateMasterKeyCommand : ICommand
{
    public string Verb => "rotate-master-key";

    public string Usage => "               seals everything anew under Security__MasterKey; Security__OtherMasterKeys__0 names the key before";

    public IReadOnlyList<string> Options => [];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var configuration = DatabaseSettings.Load();
        var master = MasterKey.TryRead(configuration, out var problem) ?? throw new OperatorError(problem);
        await using var db = DatabaseSettings.Open(DatabaseSettings.Owner(configuration));
        if ((await SchemaState.ReadAsync(db, ct)).Trouble() is { } trouble)
        {
            throw trouble;
        }

        await using var services = StaffServices.Build(db);
        var counts = await new MasterKeyRotation(db, master, services.GetRequiredService<AuditTrail>()).RunAsync(ct);
        foreach (var count in counts)
        {
            Console.WriteLine($"{count.What}: {count.Sealed} sealed anew, {count.Already} already were.");
        }

        return counts.Where(count => count.Lost > 0).ToList() is { Count: > 0 } lost
            ? throw new OperatorError($"{string.Join(", ", lost.Select(count => $"{count.Lost} of {count.What}"))} open under none of the keys: name the key they were sealed under in Security__OtherMasterKeys__0 (or __1), and run this again.")
            : Done();
    }

    private static int Done()
    {
        Console.WriteLine("Nothing needs a former key any more: leave Security__OtherMasterKeys out and restart the site. A backup made before still needs the old key.");
        return 0;
    }
}
