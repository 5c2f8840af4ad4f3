using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Staff;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

public sealed class PasswordTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string NewPassword = "lantern plum gravel orbit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>ASVS 6.4.x: a stranger learns nothing, and only a person who works here gets a mail.</summary>
    [Fact]
    public async Task Forgot_KnownUnknownAndInactive_SameAnswerOneMail()
    {
        var known = await app.Data.StaffAsync(StaffRole.Technician);
        var inactive = await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.Deactivate());
        var answers = new List<string>();
        foreach (var email in new[] { known.Email, inactive.Email, "nobody@clevesec.test" })
        {
            using var client = app.Browser();
            await client.GetAsync(Links.ForgotPassword);
            answers.Add((await client.FollowAsync(await client.SubmitAsync("main form[method=post]", ("Input.Email", email)))).Expect(HttpStatusCode.OK).Text);
        }

        Assert.Single(answers.Distinct());
        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.ToAddress == known.Email || mail.ToAddress == inactive.Email || mail.ToAddress == "nobody@clevesec.test").ToListAsync(Ct));
        var only = Assert.Single(mails);
        Assert.Equal(known.Email, only.ToAddress);
        Assert.DoesNotContain((await app.PasswordLinkAsync(known)).Split('/')[^1], only.TextBody + only.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgot_TooOftenADay_429()
    {
        using var client = app.Browser();
        for (var i = 0; i < RateLimit.PasswordMailsByAddress.Most; i++)
        {
            await client.GetAsync(Links.ForgotPassword);
            (await client.SubmitAsync("main form[method=post]", ("Input.Email", "often@clevesec.test"))).ExpectRedirect(Links.ForgotPasswordAsked);
        }

        await client.GetAsync(Links.ForgotPassword);
        var refused = (await client.SubmitAsync("main form[method=post]", ("Input.Email", "often@clevesec.test"))).Expect(HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    /// <summary>Red while what the network may not do still counts for the account: one network could use up somebody's mails.</summary>
    [Fact]
    public async Task Forgot_RefusedForTheNetwork_DoesNotCountForTheAccount()
    {
        using var client = app.Browser();
        client.ForwardedFor = "203.0.113.77";
        for (var i = 0; i < RateLimit.PasswordMailsByAddress.Most; i++)
        {
            await app.WithAsync<RateLimits, bool>(async limits => (await limits.CountAsync(RateLimit.PasswordMailsByAddress, client.ForwardedFor, Ct)).Allowed);
        }

        var before = await AccountCountsAsync();
        await client.GetAsync(Links.ForgotPassword);
        (await client.SubmitAsync("main form[method=post]", ("Input.Email", "victim@clevesec.test"))).Expect(HttpStatusCode.TooManyRequests);

        Assert.Equal(before, await AccountCountsAsync());
        Assert.True(RateLimit.PasswordMails.Most > RateLimit.PasswordMailsByAddress.Most);

        Task<int> AccountCountsAsync() => app.DbAsync(db => db.RateCounts.Where(row => row.Key.StartsWith("password-mail:")).SumAsync(row => row.Count, Ct));
    }

    /// <summary>A button tapped several times: one change is made, and no answer is an error of the site.</summary>
    [Fact]
    public async Task Change_TappedSeveralTimesAtOnce_IsMadeOnceWithoutAnError()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var here = await app.Data.SignInAsync(person);
        await here.GetAsync(Links.AccountPassword);
        var token = here.Page!.One("main input[name=__RequestVerificationToken]").GetAttribute("value");
        var clients = Enumerable.Range(0, 8).Select(_ => Copy(here)).ToList();

        var answers = await Task.WhenAll(clients.Select(client => client.PostAsync(Links.AccountPassword, ("__RequestVerificationToken", token), ("Input.Current", TestData.Password), ("Input.Password", NewPassword))));

        Assert.Contains(answers, answer => answer.Location == Links.Account);
        Assert.All(answers, answer => Assert.True(answer.Location == Links.Account || answer.Status == HttpStatusCode.UnprocessableEntity, answer.ToString()));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.StaffId == person.Id && entry.Action == "password changed", Ct)));
        clients.ForEach(client => client.Dispose());

        SiteClient Copy(SiteClient from)
        {
            var copy = app.Browser();
            foreach (var (name, value) in from.Cookies)
            {
                copy.SetCookie(name, value);
            }

            return copy;
        }
    }

    [Fact]
    public async Task Set_ByLink_EndsSessionsTellsAndAudits()
    {
        var person = await app.Data.StaffAsync(StaffRole.Admin);
        using var open = await app.Data.SignInAsync(person);
        var link = await this.LinkAsync(person, LinkPurpose.PasswordReset);
        using var client = app.Browser();

        (await client.GetAsync(link)).Expect(HttpStatusCode.OK);
        (await client.SetPasswordAsync(link, NewPassword)).ExpectRedirect(Links.SignIn);

        (await open.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
        (await client.SignInAsync(person.Email)).Expect(HttpStatusCode.UnprocessableEntity);
        (await client.SignInAsync(person.Email, NewPassword)).ExpectRedirect("/staff");
        Assert.True(await app.DbAsync(db => db.OutboxMails.AnyAsync(mail => mail.ToAddress == person.Email && mail.Kind == nameof(PasswordChangedMail), Ct)));
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.StaffId == person.Id && entry.Action == "password changed", Ct)));
    }

    /// <summary>The control: without the WHERE of the single UPDATE in SecretLinks.ConsumeAsync more than one gets through.</summary>
    [Fact]
    public async Task Set_TwentyAtOnce_ExactlyOneWins()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var link = await this.LinkAsync(person, LinkPurpose.PasswordReset);
        var clients = Enumerable.Range(0, 20).Select(_ => app.Browser()).ToList();
        foreach (var client in clients)
        {
            (await client.GetAsync(link)).Expect(HttpStatusCode.OK);
        }

        var answers = await Task.WhenAll(clients.Select((client, i) => client.SubmitAsync("main form[method=post]", ("Password", $"{NewPassword} number {i}"))));

        var won = Assert.Single(answers, answer => answer.Location == Links.SignIn);
        Assert.All(answers.Where(answer => answer != won), answer => answer.Expect(HttpStatusCode.NotFound));
        using var browser = app.Browser();
        (await browser.SignInAsync(person.Email, $"{NewPassword} number {Array.IndexOf(answers, won)}")).ExpectRedirect("/staff");
        clients.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("used")]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("inactive")]
    [InlineData("visit")]
    [InlineData("unknown")]
    public async Task Get_LinkThatIsNotGood_404WithTheWayToANewOne(string why)
    {
        var person = await app.Data.StaffAsync(StaffRole.Technician);
        var link = await this.LinkAsync(person, why == "visit" ? LinkPurpose.Visit : LinkPurpose.Invitation, why == "expired" ? -Duration.FromSeconds(1) : Duration.FromHours(1));
        var now = app.Clock.Now;
        await app.DbAsync(db => why switch
        {
            "used" => db.SecretLinks.Where(row => row.SubjectId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ConsumedAt, now), Ct),
            "revoked" => db.SecretLinks.Where(row => row.SubjectId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), Ct),
            "inactive" => db.Staff.Where(row => row.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Active, false), Ct),
            _ => Task.FromResult(0),
        });
        using var client = app.Browser();

        var page = (await client.GetAsync(why == "unknown" ? Links.SetPassword(Keys.New()) : link)).Expect(HttpStatusCode.NotFound);

        Assert.NotNull(page.One($"main a[href='{Links.ForgotPassword}']"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fourteen chars")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Cleveland Security 2026")]
    [InlineData("Clevesec!Clevesec!")]
    [InlineData("P@ssw0rdP@ssw0rd1")]
    [InlineData("Correct Horse Battery Staple")]
    [InlineData("Robin Example Robin 12")]
    public async Task Set_GuessablePassword_IsRefusedAndTheLinkStaysGood(string password)
    {
        var person = await app.Data.StaffAsync(StaffRole.Technician, "Robin Example");
        var link = await this.LinkAsync(person, LinkPurpose.Invitation);
        using var client = app.Browser();

        var page = (await client.SetPasswordAsync(link, password)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.NotNull(page.One(".field__error"));
        Assert.Equal("new-password", page.One("#Password").GetAttribute("autocomplete"));
        (await client.SetPasswordAsync(link, NewPassword)).ExpectRedirect(Links.SignIn);
    }

    [Fact]
    public async Task Change_NeedsTheOneBefore_AndEndsTheOtherSessions()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var here = await app.Data.SignInAsync(person);
        using var there = await app.Data.SignInAsync(person);
        await here.GetAsync(Links.AccountPassword);

        (await here.SubmitAsync("main form[method=post]", ("Input.Current", "not the one before"), ("Input.Password", NewPassword))).Expect(HttpStatusCode.UnprocessableEntity);
        (await here.SubmitAsync("main form[method=post]", ("Input.Current", TestData.Password), ("Input.Password", NewPassword))).ExpectRedirect(Links.Account);

        (await here.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
        (await there.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
        using var again = app.Browser();
        (await again.SignInAsync(person.Email, NewPassword)).ExpectRedirect("/staff");
    }

    [Fact]
    public async Task CreateAdmin_MakesAnAdminWhoChoosesAPassword_AndRefusesAKnownAddress()
    {
        var created = Assert.IsType<CreateAdminOutcome.Created>(await app.WithAsync<CreateAdmin, CreateAdminOutcome>(create => create.RunAsync("Owner@Clevesec.test", "Jo Miller", Ct)));
        using var client = app.Browser();

        (await client.SetPasswordAsync(Links.SetPassword(created.Token), NewPassword)).ExpectRedirect(Links.SignIn);
        (await client.SignInAsync("owner@clevesec.test", NewPassword, Links.People)).ExpectRedirect(Links.People);

        (await client.GetAsync(Links.People)).Expect(HttpStatusCode.OK);
        Assert.IsType<CreateAdminOutcome.EmailTaken>(await app.WithAsync<CreateAdmin, CreateAdminOutcome>(create => create.RunAsync("owner@clevesec.test", "Jo Miller", Ct)));
    }

    [Fact]
    public async Task CreateAdmin_LinkIsGoodForTenMinutes()
    {
        var created = Assert.IsType<CreateAdminOutcome.Created>(await app.WithAsync<CreateAdmin, CreateAdminOutcome>(create => create.RunAsync("late@clevesec.test", "Late Owner", Ct)));
        var again = Assert.IsType<CreateAdminOutcome.Created>(await app.WithAsync<CreateAdmin, CreateAdminOutcome>(create => create.RunAsync("late@clevesec.test", "Late Owner", Ct)));
        using var client = app.Browser();

        (await client.GetAsync(Links.SetPassword(created.Token))).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync(Links.SetPassword(again.Token))).Expect(HttpStatusCode.OK);
        app.Clock.Advance(CreateAdmin.LinkLife);
        (await client.GetAsync(Links.SetPassword(again.Token))).Expect(HttpStatusCode.NotFound);
    }

    private Task<string> LinkAsync(StaffMember person, LinkPurpose purpose, Duration? life = null) => app.WithAsync<IServiceProvider, string>(async services =>
    {
        var now = app.Clock.Now;
        var token = ((SecretLinks)services.GetService(typeof(SecretLinks))!).Issue(purpose, person.Id, now, now + (life ?? Duration.FromHours(1)));
        await ((CleveSecDb)services.GetService(typeof(CleveSecDb))!).SaveChangesAsync(Ct);
        return Links.SetPassword(token);
    });
}
