using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Texts;

/// <summary>From a letter to the gateway, whatever the gateway does.</summary>
public sealed class TextSenderTests(TextApp app) : IClassFixture<TextApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tell_ConsentWithoutEmail_IsATextSignedShortAndSealed()
    {
        await StartAsync();
        var (job, phone) = await app.AgreedAsync();

        await app.TellAsync(job.Id);

        var waiting = await app.TextAsync(job.Id);
        Assert.DoesNotContain("visit", waiting.SealedText, StringComparison.Ordinal);
        Assert.Equal(1, await app.SendTextsAsync());
        var text = Assert.Single(app.Gateway.Arrived);
        Assert.Equal((waiting.Id.ToString("N"), phone), (text.Id, text.To));
        Assert.StartsWith($"Cleveland Security Cameras: Your visit {job.Number} has changed.", text.Text, StringComparison.Ordinal);
        Assert.Matches("https://clevesec.test/visit/[A-Za-z0-9_-]{43} Reply STOP to end.$", text.Text);
        Assert.InRange(Gsm.Length(text.Text), 1, Gsm.MostInTwo);
        Assert.Equal(TextSignature.Of(TextApp.Secret, System.Text.Encoding.UTF8.GetBytes(text.Body)), text.Headers["X-Signature"]);
        Assert.Equal("Bearer of the account", text.Headers["Authorization"]);
        Assert.Equal(text.Id, text.Headers["Idempotency-Key"]);
        var sent = await app.TextAsync(job.Id);
        Assert.Equal((TextState.Sent, ""), (sent.State, sent.SealedText));
        Assert.StartsWith("gw-", sent.GatewayId, StringComparison.Ordinal);
        Assert.Empty(await app.CallsAsync(job.Id));
        Assert.Equal(MessageChannel.Text, await app.DbAsync(db => db.Messages.Where(message => message.JobId == job.Id).Select(message => message.Channel).SingleAsync(Ct)));
    }

    [Theory]
    [InlineData(true, true, 1, 1, 0)]
    [InlineData(true, false, 1, 0, 0)]
    [InlineData(false, true, 0, 1, 0)]
    [InlineData(false, false, 0, 0, 1)]
    public async Task Tell_EmailAndConsent_DecideTheWays(bool email, bool consent, int mails, int texts, int calls)
    {
        var (job, _) = await app.AgreedAsync(email: email ? "ways@example.com" : null, agreed: consent);

        await app.TellAsync(job.Id);

        Assert.Equal(mails, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id, Ct)));
        Assert.Equal(texts, await app.DbAsync(db => db.OutboxTexts.CountAsync(text => text.JobId == job.Id, Ct)));
        Assert.Equal(calls, (await app.CallsAsync(job.Id)).Count);
    }

    [Fact]
    public async Task Send_SecondText_SaysStopNoMoreAndSpanishIsFolded()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Language, Language.Spanish), Ct));
        await app.TellAsync(job.Id);
        await app.SendTextsAsync();
        app.Clock.Advance(Duration.FromMinutes(1));

        await app.TellAsync(job.Id, (letters, it) => letters.Cancelled(it, it.Visits[0]));
        await app.SendTextsAsync();

        var (first, second) = (app.Gateway.Arrived[0].Text, app.Gateway.Arrived[1].Text);
        Assert.EndsWith("Responda ALTO para no recibir mas.", first, StringComparison.Ordinal);
        Assert.Contains("/es/visit/", first, StringComparison.Ordinal);
        Assert.Matches("^Cleveland Security Cameras: Su visita CS-.* cancelada. No ir[aá] nadie.$", second);
        Assert.All(app.Gateway.Arrived, text => Assert.InRange(Gsm.Length(text.Text), 1, Gsm.MostInTwo));
    }

    /// <summary>Without the lease or the same id a slow gateway would get two messages it cannot tell are one.</summary>
    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(302)]
    [InlineData(null)]
    public async Task Send_GatewayInTrouble_TriesAgainWithTheSameId(int? trouble)
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id);
        app.Gateway.Answer = _ => trouble;

        Assert.Equal(1, await app.SendTextsAsync());
        Assert.Equal(0, await app.SendTextsAsync());
        var failed = await app.TextAsync(job.Id);
        Assert.Equal((TextState.Waiting, 1), (failed.State, failed.Tries));
        Assert.NotEmpty(failed.LastError!);
        app.Gateway.Answer = _ => 200;
        app.Clock.Advance(TextSender.Pauses[0]);
        Assert.Equal(1, await app.SendTextsAsync());

        Assert.Equal(TextState.Sent, (await app.TextAsync(job.Id)).State);
        Assert.Equal(2, app.Gateway.Arrived.Count);
        Assert.Single(app.Gateway.Arrived.Select(text => text.Id).Distinct());
        Assert.Single(app.Gateway.Arrived.Select(text => text.Body).Distinct());
    }

    [Fact]
    public async Task Send_GatewayRefuses_TheOfficePhonesAtOnce()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id);
        app.Gateway.Answer = _ => 422;

        await app.SendTextsAsync();

        Assert.Equal(TextState.Failed, (await app.TextAsync(job.Id)).State);
        Assert.StartsWith("Your visit has changed", Assert.Single(await app.CallsAsync(job.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RefusedButMailedToo_NobodyIsPhoned()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync(email: "both@example.com");
        await app.TellAsync(job.Id);
        app.Gateway.Answer = _ => 400;

        await app.SendTextsAsync();

        Assert.Equal(TextState.Failed, (await app.TextAsync(job.Id)).State);
        Assert.Empty(await app.CallsAsync(job.Id));
    }

    [Fact]
    public async Task Send_EveryTryFails_IsGivenUpAndPhoned()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id);
        app.Gateway.Answer = _ => 503;

        await app.SendTextsAsync();
        foreach (var pause in TextSender.Pauses)
        {
            app.Clock.Advance(pause);
            await app.SendTextsAsync();
        }

        Assert.Equal(TextState.Failed, (await app.TextAsync(job.Id)).State);
        Assert.Equal(TextSender.Pauses.Count + 1, app.Gateway.Arrived.Count);
        Assert.Single(await app.CallsAsync(job.Id));
    }

    /// <summary>Without the expiry "on the way" would come when the technician has long been there.</summary>
    [Fact]
    public async Task Send_OnTheWayAnHourLate_IsNotSentButPhoned()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id, (letters, it) => letters.OnTheWay(it, it.Visits[0], "Dana", it.Visits[0].Window));
        app.Clock.Advance(Duration.FromHours(1));

        await app.SendTextsAsync();

        Assert.Empty(app.Gateway.Arrived);
        Assert.Equal(TextState.Expired, (await app.TextAsync(job.Id)).State);
        Assert.Single(await app.CallsAsync(job.Id));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Send_InQuietHours_WaitsForTheirEndUnlessSomebodyWaitsForIt(bool onTheWay, int atNight)
    {
        await StartAsync(hour: 22);
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id, onTheWay ? (letters, it) => letters.OnTheWay(it, it.Visits[0], "Dana", it.Visits[0].Window) : null);

        await app.SendTextsAsync();
        Assert.Equal(atNight, app.Gateway.Arrived.Count);
        app.Clock.Advance(Duration.FromHours(9));
        await app.SendTextsAsync();

        Assert.Single(app.Gateway.Arrived);
    }

    [Fact]
    public async Task Send_CustomersOwnQuietHours_GoBeforeTheSettings()
    {
        await StartAsync();
        var (job, _) = await app.AgreedAsync();
        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId)
            .ExecuteUpdateAsync(set => set.SetProperty(customer => customer.QuietFrom, new LocalTime(9, 0)).SetProperty(customer => customer.QuietUntil, new LocalTime(12, 0)), Ct));
        await app.TellAsync(job.Id);

        await app.SendTextsAsync();
        Assert.Empty(app.Gateway.Arrived);
        app.Clock.Advance(Duration.FromHours(2));
        await app.SendTextsAsync();

        Assert.Single(app.Gateway.Arrived);
    }

    [Fact]
    public async Task Send_TwoInstancesAtOnce_EachTextLeavesOnce()
    {
        await StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await app.TellAsync((await app.AgreedAsync(JobStatus.Scheduled)).Job.Id);
        }

        await Task.WhenAll(app.SendTextsAsync(), app.SendTextsAsync(), app.SendTextsAsync());

        Assert.Equal(6, app.Gateway.Arrived.Count);
        Assert.Equal(6, app.Gateway.Arrived.Select(text => text.Id).Distinct().Count());
    }

    /// <summary>Nothing of the tests before waits, nothing arrived, and it is that hour in New York.</summary>
    private async Task StartAsync(int hour = 10)
    {
        app.Gateway.Answer = _ => 200;
        await app.SendTextsAsync();
        app.Clock.Now = TestClock.Default + Duration.FromHours(hour - 10);
        await app.DbAsync(db => db.OutboxTexts.Where(text => text.State == TextState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(text => text.State, TextState.Failed), Ct));
        app.Gateway.Forget();
    }
}
