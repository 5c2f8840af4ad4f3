using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.Migrations.Commands;

/// <summary>Makes the first administrator: an account without a password and a link, good once and for ten minutes, to choose one.</summary>
internal sealed class CreateAdminCommand : ICommand
{
    private const string DefaultSite = "http://127.0.0.1:5080";

    public string Verb => "create-admin";

    public string Usage => "--email E --name N  makes an administrator and prints a one-time link (10 minutes)";

    public IReadOnlyList<string> Options => ["email", "name"];

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var email = line.Required("email", "owner@example.com");
        var name = line.Required("name", "'Jo Miller'");
        var configuration = DatabaseSettings.Load();
        await using var db = DatabaseSettings.Open(DatabaseSettings.Owner(configuration));
        if ((await SchemaState.ReadAsync(db, ct)).Trouble() is { } trouble)
        {
            throw trouble;
        }

        if (!EmailAddresses.IsPlausible(email) || email.Length > StaffMember.EmailMaxLength || name.Length > StaffMember.NameMaxLength)
        {
            throw new OperatorError($"'{email}' and '{name}' cannot be an e-mail address and a name: write for instance --email owner@example.com --name 'Jo Miller'.");
        }

        await using var services = StaffServices.Build(db);
        var address = new SiteAddress(new Uri(configuration["Site:BaseUrl"] is { Length: > 0 } url ? url : DefaultSite));
        switch (await services.GetRequiredService<CreateAdmin>().RunAsync(email, name, ct))
        {
            case CreateAdminOutcome.Created created:
                Console.WriteLine(created.Again ? $"{email} has not chosen a password yet. Here is a new link; the one before is void." : $"{name} is an administrator now.");
                Console.WriteLine($"Open this address within 10 minutes to choose a password; it works once:\n{address.Absolute(Links.SetPassword(created.Token))}");
                return 0;
            default:
                throw new OperatorError($"{email} belongs to somebody who works here already. A new password: {address.Absolute(Links.ForgotPassword)}");
        }
    }
}
