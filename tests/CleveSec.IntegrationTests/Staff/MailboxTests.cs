using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

public sealed class MailboxTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_NoMailServer_SaysSoAndShowsTheMail()
    {
        var mail = await MailRows.AddAsync(app, OutboxState.Waiting, subject: "Waits for a server");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff/mailbox")).Expect(HttpStatusCode.OK);

        Assert.Contains("No mail server is set. Mails wait here until one is.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Waits for a server", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.One($"a[href='/staff/mailbox/{mail.Id}']"));
    }

    [Fact]
    public async Task Get_SearchWithWildcards_MeansThemLiterally()
    {
        await MailRows.AddAsync(app, OutboxState.Sent, "under_score@example.com");
        await MailRows.AddAsync(app, OutboxState.Sent, "underXscore@example.com");
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        var page = await client.GetAsync("/staff/mailbox?q=UNDER_score&state=sent");

        Assert.Contains("under_score@example.com", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("underXscore@example.com", page.Text, StringComparison.Ordinal);
        Assert.Contains("No mail matches", (await client.GetAsync("/staff/mailbox?q=%25%25")).Text, StringComparison.Ordinal);
        Assert.Contains("No mail matches", (await client.GetAsync("/staff/mailbox?q=under_score&state=failed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OneMail_ShowsTheTextWithoutItsSecret()
    {
        var mail = await MailRows.AddAsync(app, OutboxState.Waiting);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/mailbox/{mail.Id}")).Expect(HttpStatusCode.OK);

        Assert.Contains("https://clevesec.test/visit/•••• hidden until delivered", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-token", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_FailedMail_WaitsAnewWithAllItsTries()
    {
        var mail = await MailRows.AddAsync(app, OutboxState.Failed);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var before = await client.GetAsync($"/staff/mailbox/{mail.Id}");
        Assert.Contains("550 No such mailbox", before.Text, StringComparison.Ordinal);

        (await client.SubmitAsync("main form")).ExpectRedirect($"/staff/mailbox/{mail.Id}");

        var after = await app.DbAsync(db => db.OutboxMails.AsNoTracking().FirstAsync(row => row.Id == mail.Id, Ct));
        Assert.Equal((OutboxState.Waiting, 0, app.Clock.Now), (after.State, after.Tries, after.NextTryAt));
        Assert.NotNull(after.SealedSecrets);
    }

    [Fact]
    public async Task Retry_SentMeanwhile_IsTold()
    {
        var mail = await MailRows.AddAsync(app, OutboxState.Failed);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/mailbox/{mail.Id}");
        await app.DbAsync(db => db.OutboxMails.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Sent), Ct));

        var page = await client.SubmitAsync("main form");

        page.Expect(HttpStatusCode.Conflict);
        Assert.Contains("sent already", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/staff/mailbox/00000000-0000-0000-0000-000000000001")]
    [InlineData("/staff/mailbox/not-a-mail")]
    public async Task Get_UnknownMail_IsNotFound(string path)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }
}
