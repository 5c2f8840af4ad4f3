namespace CleveSec.Migrations.Commands;

/// <summary>Makes the first administrator: an account without a password and a link, good once and for ten minutes, to choose one.</summary>
internal sealed class CreateAdminCommand : ICommand
{
    public string Verb => "create-admin";

    public string Usage => "--email E --name N  makes an administrator and prints a one-time link (10 minutes)";

    public IReadOnlyList<string> Options => ["email", "name"];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var email = line.Required("email", "owner@example.com");
        var name = line.Required("name", "'Jo Miller'");
        await using var db = DatabaseSettings.Open(DatabaseSettings.Owner(DatabaseSettings.Load()));
        if ((await SchemaState.ReadAsync(db, ct)).Trouble() is { } trouble)
        {
            throw trouble;
        }

        var link = await MakeAsync(email, name);
        Console.WriteLine($"{name} is an administrator now. Open this link within 10 minutes to choose a password; it works once:\n{link}");
        return 0;
    }

    // The account and the link are the site's own use case; this is its only call.
    private static Task<string> MakeAsync(string email, string name) => throw new OperatorError($"No account could be made for {name} ({email}): this version has no accounts yet.");
}
