using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Security;

namespace CleveSec.IntegrationTests.Certificates;

/// <summary>The public check of a certificate: number, date and outcome, and nothing else.</summary>
public sealed class CheckTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Unknown = "2222-2222-2222-2222";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_CodeFromThePaper_ShowsNumberDateAndOutcomeAndNothingElse()
    {
        var (number, code) = await ClosedAsync(JobStatus.Refused);
        using var stranger = app.Client();
        await stranger.GetAsync("/check");

        var page = (await stranger.SubmitAsync("main form", ("Code", code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()))).Expect(HttpStatusCode.OK);

        Assert.Equal([$"{number}-1", Web.Ui.LocalTime.FullDate(Web.Ui.LocalTime.Today(app.Clock.Now)), "Refused"], page.All("dl.facts dd").Select(field => field.TextContent.Trim()));
        Assert.All(["Casey", "Main", TestData.Zip, "Terry", "Dahua"], words => Assert.DoesNotContain(words, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ByQuery_AnswersTheSameInSpanishToo()
    {
        var (number, code) = await ClosedAsync(JobStatus.NotRecovered);
        using var stranger = app.Client();

        var page = await stranger.GetAsync($"/es/check?code={code}");

        Assert.Equal([$"{number}-1", "No recuperado"], [page.All("dl.facts dd")[0].TextContent.Trim(), page.All("dl.facts dd")[2].TextContent.Trim()]);
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData("not a code at all")]
    [InlineData("'; drop table certificates; --")]
    [InlineData("%_%_%_%_%_%_%_%_")]
    public async Task Check_UnknownCode_GetsTheSamePlainAnswerInTheSameShape(string code)
    {
        var (_, known) = await ClosedAsync(JobStatus.Refused);
        using var stranger = app.Client();

        var (right, wrong) = (await stranger.GetAsync($"/check?code={known}"), (await stranger.GetAsync($"/check?code={Uri.EscapeDataString(code)}")).Expect(HttpStatusCode.OK));

        Assert.Equal(right.All("main *").Select(element => element.TagName), wrong.All("main *").Select(element => element.TagName));
        Assert.Equal(["–", "–", "We have no certificate with this code."], wrong.All("dl.facts dd").Select(field => field.TextContent.Trim()));
    }

    [Fact]
    public async Task Check_ReplacedCertificate_SaysThatThereIsANewerOne()
    {
        var (number, code) = await ClosedAsync(JobStatus.Refused);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var job = await app.DbAsync(db => Task.FromResult(db.Jobs.Single(row => row.Number == number)));
        await Closings.ReopenAsync(app, job.Id);
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(job.Id, person, (it, step) => it.Refuse("Still no papers.", step));
        using var stranger = app.Client();
        Assert.DoesNotContain("newer", (await stranger.GetAsync($"/check?code={code}")).One("dl.facts").TextContent, StringComparison.Ordinal);

        await Closings.ByOfficeAsync(office, number);

        Assert.Contains("replaced by a newer certificate", (await stranger.GetAsync($"/check?code={code}")).One("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("replaced", (await stranger.GetAsync($"/check?code={await Closings.CodeAsync(office, number)}")).One("dl.facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Empty_IsAskedFor()
    {
        using var stranger = app.Client();
        await stranger.GetAsync("/check");

        var page = (await stranger.SubmitAsync("main form", ("Code", " "))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Enter the code", page.One(".error-summary").TextContent, StringComparison.Ordinal);
    }

    /// <summary>Codes cannot be tried by the thousand (ASVS 6.3.1), neither by form nor by query.</summary>
    [Fact]
    public async Task Check_TooOftenFromOneNetwork_429WithRetryAfter()
    {
        using var stranger = app.Client();
        stranger.ForwardedFor = "203.0.113.77";
        await stranger.GetAsync("/check");
        for (var i = 0; i < RateLimit.CertificateChecksByAddress.Most; i++)
        {
            await app.WithAsync<RateLimits, bool>(async limits => (await limits.CountAsync(RateLimit.CertificateChecksByAddress, stranger.ForwardedFor, Ct)).Allowed);
        }

        var page = (await stranger.SubmitAsync("main form", ("Code", Unknown))).Expect(HttpStatusCode.TooManyRequests);
        (await stranger.GetAsync($"/check?code={Unknown}")).Expect(HttpStatusCode.TooManyRequests);

        Assert.InRange(page.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3600);
        Assert.Empty(page.All("dl.facts"));
    }

    [Fact]
    public async Task Database_OfACertificate_DoesNotHoldItsCodeInClear()
    {
        var (number, code) = await ClosedAsync(JobStatus.Refused);
        var bare = code.Replace("-", "", StringComparison.Ordinal);

        var certificate = await app.DbAsync(db => Task.FromResult(db.Certificates.Single(row => row.Number == $"{number}-1")));

        Assert.Equal(Keys.Hash(bare), certificate.CodeHash);
        Assert.DoesNotContain(bare, System.Text.Encoding.Latin1.GetString(certificate.SealedCode), StringComparison.Ordinal);
    }

    private async Task<(string Number, string Code)> ClosedAsync(JobStatus from)
    {
        var technician = await Closings.ByTechnicianAsync(app, from);
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        return (number, await Closings.CodeAsync(office, number));
    }
}
