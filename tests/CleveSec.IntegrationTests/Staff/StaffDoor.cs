using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Signing in through the page, and the links that only a mail holds.</summary>
internal static class StaffDoor
{
    private const string Form = "main form[method=post]";
    private static int clients;

    /// <summary>From an address of its own, so that the limit by address is met only on purpose.</summary>
    public static SiteClient Browser(this CleveSecApp app)
    {
        var n = Interlocked.Increment(ref clients);
        var client = app.Client();
        client.ForwardedFor = $"198.51.{n / 250}.{n % 250}";
        return client;
    }

    public static async Task<SitePage> SignInAsync(this SiteClient client, string email, string password = TestData.Password, string? next = null)
    {
        await client.GetAsync(next is null ? Links.SignIn : $"{Links.SignIn}?next={Uri.EscapeDataString(next)}");
        return await client.SubmitAsync(Form, ("Input.Email", email), ("Input.Password", password));
    }

    public static async Task<SitePage> SetPasswordAsync(this SiteClient client, string link, string password)
    {
        await client.GetAsync(link);
        return await client.SubmitAsync(Form, ("Password", password));
    }

    /// <summary>The address in the last letter to this person that holds one.</summary>
    public static Task<string> PasswordLinkAsync(this CleveSecApp app, StaffMember person) => app.PasswordLinkAsync(person.Email);

    public static async Task<string> PasswordLinkAsync(this CleveSecApp app, string email)
    {
        var sealedSecrets = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.ToAddress == email && mail.SealedSecrets != null).OrderByDescending(mail => mail.Id).Select(mail => mail.SealedSecrets).FirstAsync(TestContext.Current.CancellationToken));
        return await app.WithAsync<SecretBox, string>(box => Task.FromResult(Links.SetPassword(box.OpenMail(sealedSecrets)["password-link"])));
    }
}
