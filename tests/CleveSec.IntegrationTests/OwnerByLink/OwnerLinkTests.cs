using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.OwnerByLink;

/// <summary>The link: unguessable, good once and for a while, worth nothing for anybody else (ASVS 6.5.1, 6.5.5, 8.2.2).</summary>
public sealed class OwnerLinkTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("asked anew")]
    [InlineData("other address on file")]
    [InlineData("cancelled")]
    [InlineData("of another purpose")]
    public async Task Sign_LinkThatIsNotGood_IsNotFoundAndNothingIsSigned(string how)
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var job = await own.Data.JobAsync(JobStatus.Scheduled);
        var (signature, key) = await own.Data.AskOwnerAsync(job.Id);
        using var owner = own.Client();
        (await owner.GetAsync($"/visit/sign/{key}")).Expect(HttpStatusCode.OK);
        var form = owner.Page!;
        var used = await SpoilAsync(own, how, job, signature, key);

        (await owner.GetAsync($"/visit/sign/{used}")).Expect(HttpStatusCode.NotFound);
        var token = form.One($"form[action='/visit/sign/{key}'] input[name=__RequestVerificationToken]").GetAttribute("value");
        var page = await owner.PostAsync($"/visit/sign/{used}", ("__RequestVerificationToken", token), ("Input.SignedName", "Casey Morgan"), ("Input.TextVersion", OwnerSignatureText.Current.Version), ("Input.FormVersion", AuthorizationText.Current.Version));
        Assert.Contains("This link does not work any more", page.Expect(HttpStatusCode.NotFound).Text, StringComparison.Ordinal);
        (await owner.PostAsync($"/visit/sign/{used}?handler=Decline", ("__RequestVerificationToken", token))).Expect(HttpStatusCode.NotFound);

        Assert.All(await own.OwnerSignaturesAsync(job.Id), one => Assert.True(one is { SignedAt: null, DeclinedAt: null }));
    }

    [Fact]
    public async Task Sign_TwiceAtOnce_IsOneSignatureAndBothSeeIt()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        var answers = await AtOnceAsync(5, (client, _) => client.SubmitAsync($"form[action='/visit/sign/{key}']", ("Input.SignedName", "Casey Morgan")), key);

        Assert.All(answers, answer => answer.ExpectRedirect($"/visit/sign/{key}"));
        Assert.Equal(1, await app.EventsAsync(job.Id, "OwnerSigned"));
        using var later = app.Client();
        Assert.Contains("Signed by Casey Morgan", (await later.GetAsync($"/visit/sign/{key}")).Text, StringComparison.Ordinal);
        Assert.Empty(later.Page!.All("main form"));
    }

    [Fact]
    public async Task SignAndDecline_AtOnce_OneOfThemCounts()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        var answers = await AtOnceAsync(
            4,
            (client, n) => n % 2 == 0 ? client.SubmitAsync($"form[action='/visit/sign/{key}']", ("Input.SignedName", "Casey Morgan")) : client.SubmitAsync($"form[action='/visit/sign/{key}?handler=Decline']"),
            key);

        Assert.Equal(1, await app.EventsAsync(job.Id, "OwnerSigned") + await app.EventsAsync(job.Id, "OwnerDeclined"));
        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.SeeOther));
        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("Input.SignedName", "", "Type your name")]
    [InlineData("Input.SignedName", "Ana O'Brien-Muñoz", "for Casey Morgan to sign")]
    [InlineData("Input.SignedName", "password: hunter22", "looks like a password")]
    [InlineData("Input.Strokes", "[[[10,20],[9999,40]]]", "could not be read")]
    [InlineData("Input.TextVersion", "1999-01-01", "form has changed")]
    [InlineData("Input.FormVersion", "1999-01-01", "form has changed")]
    public async Task Sign_NotAsItShouldBe_IsRefusedBesideTheFieldWithEverythingTyped(string field, string value, string said)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        using var owner = app.Client();
        owner.ForwardedFor = "198.51.100.7";

        var page = (await owner.SignAsync(key, field == "Input.SignedName" ? value : "Casey Morgan", field == "Input.SignedName" ? [] : [(field, value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Contains(said, string.Join(' ', page.All(".field__error").Select(error => error.TextContent)), StringComparison.Ordinal);
        Assert.Equal(field == "Input.SignedName" ? value : "Casey Morgan", page.One("[name='Input.SignedName']").GetAttribute("value") ?? "");
        Assert.Equal(OwnerSignatureText.Current.Version, page.One("[name='Input.TextVersion']").GetAttribute("value"));
        Assert.Equal(OwnerSignatureState.Asked, (await app.OwnerSignaturesAsync(job.Id)).Single().State);
    }

    [Fact]
    public async Task Decline_TextWithASecret_IsRefusedAndKept()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        using var owner = app.Client();

        var page = (await owner.DeclineAsync(key, "The password: hunter22")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("The password: hunter22", page.One("[name='Decline.Words']").TextContent.Trim());
        Assert.Equal(OwnerSignatureState.Asked, (await app.OwnerSignaturesAsync(job.Id)).Single().State);
    }

    [Fact]
    public async Task Post_TooOftenFromOneNetwork_Is429AndTheNextNetworkIsNot()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        using var guesser = app.Client();
        guesser.ForwardedFor = "203.0.113.77";
        for (var i = 0; i < RateLimit.OwnerSignaturesByAddress.Most; i++)
        {
            (await guesser.SignAsync(key, "Not The Owner")).Expect(HttpStatusCode.UnprocessableEntity);
        }

        var refused = (await guesser.SignAsync(key)).Expect(HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(OwnerSignatureState.Asked, (await app.OwnerSignaturesAsync(job.Id)).Single().State);

        using var owner = app.Client();
        owner.ForwardedFor = "203.0.113.78";
        (await owner.SignAsync(key)).ExpectRedirect($"/visit/sign/{key}");
    }

    [Fact]
    public async Task Ask_TheSameClickTwice_IsOneLinkAndAskingAnewIsAnother()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/owner-signature");
        await other.GetAsync($"/staff/jobs/{job.Number}/owner-signature");

        var form = $"form[action='/staff/jobs/{job.Number}/owner-signature']";
        var clicks = await Task.WhenAll(office.SubmitAsync(form, ("Input.RepresentativeName", OwnerLinks.Ana)), office.SubmitAsync(form, ("Input.RepresentativeName", OwnerLinks.Ana)), other.SubmitAsync(form, ("Input.RepresentativeName", OwnerLinks.Ana)));

        Assert.All(clicks, click => click.ExpectRedirect($"/staff/jobs/{job.Number}"));
        Assert.Single(await app.OwnerMailsAsync(job.Id));
        Assert.Single(await app.OwnerSignaturesAsync(job.Id));
        var first = await app.OwnerKeyAsync(job.Id);

        (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.Equal([OwnerSignatureState.Revoked, OwnerSignatureState.Asked], (await app.OwnerSignaturesAsync(job.Id)).Select(signature => signature.State));
        Assert.Equal(2, (await app.OwnerMailsAsync(job.Id)).Count);
        using var owner = app.Client();
        (await owner.GetAsync($"/visit/sign/{first}")).Expect(HttpStatusCode.NotFound);
        (await owner.GetAsync($"/visit/sign/{await app.OwnerKeyAsync(job.Id)}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ask_MoreOftenThanADayBears_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        for (var i = 0; i < RateLimit.OwnersAskedOfJob.Most; i++)
        {
            (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");
            app.Clock.Advance(Duration.FromSeconds(1));
        }

        Assert.Contains("times today", (await office.AskAsync(job.Number)).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal(RateLimit.OwnersAskedOfJob.Most, (await app.OwnerMailsAsync(job.Id)).Count);
    }

    [Theory]
    [InlineData("Input.RepresentativeName", "", "full name")]
    [InlineData("Input.RepresentativeName", "MORGAN, Casey", "one and the same")]
    [InlineData("Input.RepresentativeName", "Ana www.evil.example", "without web addresses")]
    [InlineData("Input.RepresentativeName", "password: hunter22", "looks like a password")]
    public async Task Ask_NamesThatCannotBe_AreRefusedBesideTheField(string field, string value, string said)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await office.AskAsync(job.Number, OwnerLinks.Ana, (field, value))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One(".field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(value, page.One($"[name='{field}']").GetAttribute("value") ?? "");
        Assert.Empty(await app.OwnerSignaturesAsync(job.Id));
    }

    /// <summary>Whoever is on file gets the link: they cannot be the one who acts for somebody else.</summary>
    [Fact]
    public async Task Ask_TheCustomerOnFileActsForAnotherOwner_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        foreach (var name in new[] { "Casey Morgan", "Casey J Morgan" })
        {
            var page = (await office.AskAsync(job.Number, name, ("Input.OwnerName", "Pat Landlord"))).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.Contains("sign for themselves", page.One(".field__error").TextContent, StringComparison.Ordinal);
        }

        var other = (await office.AskAsync(job.Number, OwnerLinks.Ana, ("Input.OwnerName", "Pat Landlord"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("only they can be asked", other.One(".field__error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FromAPageOlderThanTheSignature_LeavesTheSignature()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await app.Data.AskOwnerAsync(job.Id);
        await office.GetAsync($"/staff/jobs/{job.Number}/owner-signature");
        var asked = (await app.OwnerSignaturesAsync(job.Id)).Single();
        await app.Data.ActAsync(job.Id, Actor.Homeowner("Casey Morgan"), (it, step) => it.SignByOwner(asked.Id, new OwnerSigned(OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Domain.Customers.Language.English, "Casey Morgan"), step));

        var late = (await office.SubmitAsync($"form[action='/staff/jobs/{job.Number}/owner-signature']", ("Input.RepresentativeName", OwnerLinks.Ana))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("signed meanwhile", late.Text, StringComparison.Ordinal);
        Assert.Equal(OwnerSignatureState.Signed, (await app.OwnerSignaturesAsync(job.Id)).Single().State);
        (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");
        Assert.Equal([OwnerSignatureState.Revoked, OwnerSignatureState.Asked], (await app.OwnerSignaturesAsync(job.Id)).Select(signature => signature.State));
    }

    [Fact]
    public async Task Post_NameThatIsNoText_IsRefusedAndNot500()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        using var owner = app.Client();

        (await owner.SignAsync(key, "Casey\ufffe Morgan")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Ask_NoChannelOnFile_SaysToEnterAnAddressAfterCallingBack()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: null);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await office.GetAsync($"/staff/jobs/{job.Number}/owner-signature");
        Assert.Contains(Job.NoChannelForOwner, page.Text, StringComparison.Ordinal);
        page.One($"a[href='/staff/customers/{job.CustomerId}/correct']");
        Assert.Empty(page.All($"form[action='/staff/jobs/{job.Number}/owner-signature']"));
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");
        var forced = await office.PostAsync($"/staff/jobs/{job.Number}/owner-signature", ("__RequestVerificationToken", token), ("Input.OwnerName", "Casey Morgan"), ("Input.RepresentativeName", OwnerLinks.Ana), ("Input.Language", "English"), ("Input.Email", "stranger@example.com"));

        forced.Expect(HttpStatusCode.Conflict);
        Assert.False(await app.DbAsync(db => db.OutboxMails.AnyAsync(mail => mail.ToAddress == "stranger@example.com", Ct)));
    }

    private static async Task<string> SpoilAsync(CleveSecApp own, string how, Job job, OwnerSignature signature, string key)
    {
        var dispatcher = await own.Data.StaffAsync(StaffRole.Dispatcher);
        switch (how)
        {
            case "unknown":
                return Keys.New();
            case "of another purpose":
                return await VisitKeyAsync(own, job.Id);
            case "expired":
                own.Clock.Advance(OwnerSignature.LinkLife);
                break;
            case "revoked":
                await own.Data.ActAsync(job.Id, dispatcher, (it, step) => it.RevokeOwnerSignature(signature.Id, "The wrong person", step));
                break;
            case "asked anew":
                await own.Data.AskOwnerAsync(job.Id);
                break;
            case "other address on file":
                await own.Database.AsOwnerAsync("update customers set email = 'right@example.com' where id = $1", job.CustomerId);
                break;
            default:
                await own.Data.ActAsync(job.Id, dispatcher, (it, step) => it.Cancel("Called off.", own.Data.Rules, step));
                break;
        }

        return key;
    }

    private static Task<string> VisitKeyAsync(CleveSecApp own, Guid jobId) => own.DbAsync(async db =>
    {
        var key = new SecretLinks(db).Issue(LinkPurpose.Visit, jobId, own.Clock.Now, own.Clock.Now + Duration.FromDays(1));
        await db.SaveChangesAsync(Ct);
        return key;
    });

    /// <summary>So many browsers with the form open that all send it in the same moment.</summary>
    private async Task<IReadOnlyList<SitePage>> AtOnceAsync(int browsers, Func<SiteClient, int, Task<SitePage>> send, string key)
    {
        var clients = Enumerable.Range(0, browsers).Select(n => app.Client()).ToList();
        foreach (var (n, client) in clients.Index())
        {
            client.ForwardedFor = $"198.51.100.{100 + n}";
            (await client.GetAsync($"/visit/sign/{key}")).Expect(HttpStatusCode.OK);
        }

        var answers = await Task.WhenAll(clients.Select(send));
        clients.ForEach(client => client.Dispose());
        return answers;
    }
}
