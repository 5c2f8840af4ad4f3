using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Texts;

/// <summary>What the gateway tells us, forged, twice, late or about something else (ASVS 4.1, 9.1.1).</summary>
public sealed class TextHookTests(TextApp app) : IClassFixture<TextApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipt_DeliveredTwice_IsDeliveredOnce()
    {
        var text = await SentAsync();

        Assert.Equal(HttpStatusCode.Accepted, await app.ReceiptAsync(text.Id, gatewayId: text.GatewayId));
        var first = await app.TextAsync(text.JobId!.Value);
        app.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Accepted, await app.ReceiptAsync(text.Id, gatewayId: text.GatewayId));
        Assert.Equal(HttpStatusCode.Accepted, await app.ReceiptAsync(text.Id, "failed", text.GatewayId));

        var last = await app.TextAsync(text.JobId!.Value);
        Assert.Equal((TextState.Delivered, first.DeliveredAt), (last.State, last.DeliveredAt));
        Assert.Empty(await app.CallsAsync(text.JobId!.Value));
    }

    [Fact]
    public async Task Receipt_FailedTwice_IsOneCall()
    {
        var text = await SentAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.ReceiptAsync(text.Id, "failed", text.GatewayId)));

        Assert.Equal(TextState.Failed, (await app.TextAsync(text.JobId!.Value)).State);
        Assert.Single(await app.CallsAsync(text.JobId!.Value));
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.Unauthorized)]
    [InlineData("sha256=", HttpStatusCode.Unauthorized)]
    [InlineData("nothing", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Receipt_ForgedSignature_ChangesNothing(string signature, HttpStatusCode expected)
    {
        var text = await SentAsync();

        Assert.Equal(expected, await app.ReceiptAsync(text.Id, "failed", text.GatewayId, signature));

        Assert.Equal(TextState.Sent, (await app.TextAsync(text.JobId!.Value)).State);
    }

    [Fact]
    public async Task Receipt_ForAnotherMessageOrNone_IsTakenAndChangesNothing()
    {
        var text = await SentAsync();

        Assert.Equal(HttpStatusCode.Accepted, await app.ReceiptAsync(text.Id, "failed", "gw-of-another"));
        Assert.Equal(HttpStatusCode.Accepted, await app.ReceiptAsync(Guid.NewGuid(), "failed"));

        Assert.Equal(TextState.Sent, (await app.TextAsync(text.JobId!.Value)).State);
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"receipt","id":"x","at":"yesterday"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message","id":"\u0000","from":"+12165550123","text":"STOP","at":"2026-11-24T15:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message","id":"\ud800","from":"+12165550123","text":"STOP","at":"2026-11-24T15:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"receipt","id":"x","state":"delivered","at":"2026-11-22T15:00:00Z"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"type":"weather","id":"x","at":"2026-11-24T15:00:00Z"}""", HttpStatusCode.Accepted)]
    public async Task Hook_SignedButOdd_IsNoServerError(string body, HttpStatusCode expected)
    {
        app.Clock.Now = TestClock.Default;

        Assert.Equal(expected, await app.HookAsync(body));
    }

    [Fact]
    public async Task Hook_TooLarge_IsRefused() => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await app.HookAsync(new string(' ', 17 * 1024)));

    [Theory]
    [InlineData("STOP")]
    [InlineData("Alto")]
    [InlineData("stop it")]
    public async Task Answer_Stop_EndsTextsTakesConsentAndPhonesWhatWaits(string words)
    {
        var text = await SentAsync();
        await app.TellAsync(text.JobId!.Value);

        Assert.Equal(HttpStatusCode.Accepted, await app.AnswerAsync(text.ToPhone, words));

        Assert.True(await app.DbAsync(db => db.TextStops.AnyAsync(stop => stop.Phone == text.ToPhone, Ct)));
        Assert.Null(await ConsentAsync(text.JobId!.Value));
        Assert.Equal(TextState.Failed, (await app.TextAsync(text.JobId!.Value)).State);
        Assert.Single(await app.CallsAsync(text.JobId!.Value));
        await app.TellAsync(text.JobId!.Value);
        Assert.Equal(2, (await app.CallsAsync(text.JobId!.Value)).Count);
        Assert.Equal(2, await app.DbAsync(db => db.OutboxTexts.CountAsync(row => row.JobId == text.JobId!.Value, Ct)));
    }

    /// <summary>Somebody else's consent for the same number does not outlive the STOP of its owner.</summary>
    [Fact]
    public async Task Send_ConsentGivenAnewToAStoppedNumber_IsPhonedNotSent()
    {
        var text = await SentAsync();
        await app.AnswerAsync(text.ToPhone, "STOP");
        await app.DbAsync(db => db.Customers.Where(customer => customer.Phone == text.ToPhone).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.TextConsentAt, app.Clock.Now), Ct));
        app.Gateway.Forget();

        await app.TellAsync(text.JobId!.Value);
        await app.SendTextsAsync();

        Assert.Empty(app.Gateway.Arrived);
        Assert.Single(await app.CallsAsync(text.JobId!.Value));
    }

    [Fact]
    public async Task Answer_StartAfterStop_UndoesTheStopOnlyAndAReplayedStopDoesNothing()
    {
        var text = await SentAsync();
        await app.AnswerAsync(text.ToPhone, "STOP", id: $"stop-of-{text.ToPhone}");

        await app.AnswerAsync(text.ToPhone, "START");
        await app.AnswerAsync(text.ToPhone, "STOP", id: $"stop-of-{text.ToPhone}");

        Assert.False(await app.DbAsync(db => db.TextStops.AnyAsync(stop => stop.Phone == text.ToPhone, Ct)));
        Assert.Null(await ConsentAsync(text.JobId!.Value));
    }

    [Fact]
    public async Task Answer_Help_IsAnsweredOnceADay()
    {
        var text = await SentAsync();
        app.Gateway.Forget();

        await app.AnswerAsync(text.ToPhone, "AYUDA");
        await app.AnswerAsync(text.ToPhone, "help");
        await app.SendTextsAsync();

        Assert.Contains("216-333-8245", Assert.Single(app.Gateway.Arrived).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Words_AreACallForTheOfficeAndNotKept()
    {
        var text = await SentAsync();

        await app.AnswerAsync(text.ToPhone, "my password is Blue42fish");
        await app.AnswerAsync(text.ToPhone, "hello?");
        await app.AnswerAsync("+12165559999", "who is this");

        Assert.Contains("please call", Assert.Single(await app.CallsAsync(text.JobId!.Value)), StringComparison.Ordinal);
        Assert.Equal(0, await app.DbAsync(db => db.Messages.CountAsync(message => message.Subject.Contains("Blue42fish"), Ct)));
    }

    private async Task<OutboxText> SentAsync()
    {
        app.Clock.Now = TestClock.Default;
        app.Gateway.Answer = _ => 200;
        var (job, _) = await app.AgreedAsync();
        await app.TellAsync(job.Id);
        await app.SendTextsAsync();
        return await app.TextAsync(job.Id);
    }

    private Task<Instant?> ConsentAsync(Guid jobId) => app.DbAsync(db => db.Jobs.Where(job => job.Id == jobId).Select(job => job.Customer.TextConsentAt).SingleAsync(Ct));
}
