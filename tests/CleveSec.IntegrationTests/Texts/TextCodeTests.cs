using System.Net;
using System.Text.RegularExpressions;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Texts;

/// <summary>Codes and consent of customers who have only a telephone (ASVS 6.6.1, 6.6.2).</summary>
public sealed partial class TextCodeTests(TextApp app) : IClassFixture<TextApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LookUp_NoEmailButConsent_TheCodeComesByTextAndOpensTheVisit()
    {
        app.Clock.Now = TestClock.Default + Duration.FromHours(12);
        var (job, phone) = await app.AgreedAsync();
        using var client = app.Client();
        await client.GetAsync("/visit/find");

        var page = await client.SubmitAsync("main form", ("Number", job.Number), ("Zip", "44113"));
        await app.SendTextsAsync();

        var text = app.Gateway.Arrived.Single(arrived => arrived.To == phone);
        Assert.Contains("at most five codes a day", page.Text, StringComparison.Ordinal);
        (await client.SubmitAsync("main form", ("Code", Digits().Match(text.Text).Value))).ExpectRedirect("/visit");
    }

    /// <summary>The same page in about the same time, whoever asks: nobody learns whether a job exists or how it is reached.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task LookUp_TextedSilentOrUnknown_IsAnsweredTheSame(bool agreed, bool known)
    {
        var (job, _) = await app.AgreedAsync(agreed: agreed);
        using var client = app.Client();
        await client.GetAsync("/visit/find");
        var started = System.Diagnostics.Stopwatch.StartNew();

        var page = (await client.SubmitAsync("main form", ("Number", known || agreed ? job.Number : "CS-2026-99999"), ("Zip", "44113"))).Expect(HttpStatusCode.OK);

        Assert.True(started.Elapsed >= AnswerFloor.Floor, $"{started.Elapsed}");
        Assert.Contains("If the number and ZIP code belong together", page.Text, StringComparison.Ordinal);
        Assert.Equal(agreed ? 1 : 0, await app.DbAsync(db => db.OutboxTexts.CountAsync(text => text.JobId == job.Id, Ct)));
    }

    [Fact]
    public async Task Code_NumberThatStopped_SaysToCall()
    {
        var (job, phone) = await app.AgreedAsync();
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"insert into text_stops (phone, at) values ({phone}, {app.Clock.Now})", Ct));
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit/code");

        var page = (await customer.SubmitAsync("form[action='/visit/code?handler=send']")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("216-333-8245", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reach_TextsAgreedAndTakenBack_AreKeptWithTheirTime()
    {
        var (job, _) = await app.AgreedAsync(agreed: false);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/reach");
        (await customer.SubmitAsync("main form", ("Input.Texts", "true"))).ExpectRedirect("/visit");
        Assert.Equal(app.Clock.Now, (await app.Data.LoadAsync(job.Id)).Customer.TextConsentAt);

        await customer.GetAsync("/visit/reach");
        (await customer.SubmitAsync("main form", ("Input.Texts", null))).ExpectRedirect("/visit");

        Assert.Null((await app.Data.LoadAsync(job.Id)).Customer.TextConsentAt);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();
}
