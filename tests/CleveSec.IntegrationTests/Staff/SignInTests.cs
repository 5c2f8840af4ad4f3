using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

public sealed class SignInTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Technician, "/tech")]
    [InlineData(StaffRole.Dispatcher, "/staff")]
    [InlineData(StaffRole.Admin, "/staff")]
    public async Task Post_RightPassword_LeadsToTheirWorkAndIsAudited(StaffRole role, string start)
    {
        var person = await app.Data.StaffAsync(role);
        using var client = app.Browser();

        (await client.SignInAsync(person.Email.ToUpperInvariant())).ExpectRedirect(start);

        (await client.GetAsync(start)).Expect(HttpStatusCode.OK);
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.StaffId == person.Id && entry.Action == "signed in", Ct)));
    }

    [Theory]
    [InlineData("/staff/people", "/staff/people")]
    [InlineData("/staff/account?x=1", "/staff/account?x=1")]
    [InlineData("//evil.example/", "/staff")]
    [InlineData("/\\evil.example/", "/staff")]
    [InlineData("https://evil.example/", "/staff")]
    [InlineData("/tech", "/staff")]
    [InlineData("/staff/sign-out", "/staff")]
    [InlineData("~/staff/people", "/staff")]
    public async Task Post_WithNext_GoesThereOnlyWhenItIsTheirs(string next, string expected)
    {
        var person = await app.Data.StaffAsync(StaffRole.Admin);
        using var client = app.Browser();

        (await client.SignInAsync(person.Email, next: next)).ExpectRedirect(expected);
    }

    /// <summary>ASVS 6.3.8: nobody learns which addresses are known.</summary>
    [Fact]
    public async Task Post_UnknownWrongInvitedOrInactive_SameAnswer()
    {
        var known = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var inactive = await app.Data.StaffAsync(StaffRole.Dispatcher, more: staff => staff.Deactivate());
        var invited = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.DbAsync(db => db.Users.Where(account => account.Id == invited.Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, (string?)null), Ct));
        var answers = new List<string>();
        foreach (var (email, password) in new[] { ("nobody@clevesec.test", TestData.Password), (known.Email, "wrong wrong wrong wrong"), (inactive.Email, TestData.Password), (invited.Email, TestData.Password) })
        {
            using var client = app.Browser();
            var page = (await client.SignInAsync(email, password)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
            Assert.DoesNotContain(client.Cookies.Keys, name => name == "__Host-staff");
            answers.Add(page.Text);
        }

        Assert.Contains("The e-mail address or the password is wrong.", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
    }

    /// <summary>ASVS 7.2.4: signing in again makes a new key, and the old one is dead. Without the replacement in StaffTickets the cookie handler keeps the old session and this goes red.</summary>
    [Fact]
    public async Task Post_AsSomebodyElseOverASession_StartsANewOneAndEndsTheOld()
    {
        var first = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var second = await app.Data.StaffAsync(StaffRole.Admin);
        using var client = app.Browser();
        using var otherTab = app.Browser();
        await otherTab.GetAsync(Links.SignIn);
        await client.SignInAsync(first.Email);
        var old = client.Cookies["__Host-staff"];
        foreach (var (name, value) in client.Cookies.Where(cookie => cookie.Key != "__Host-form"))
        {
            otherTab.SetCookie(name, value);
        }

        (await otherTab.SubmitAsync("main form[method=post]", ("Input.Email", second.Email), ("Input.Password", TestData.Password))).ExpectRedirect("/staff");

        Assert.NotEqual(old, otherTab.Cookies["__Host-staff"]);
        Assert.Contains(second.Name, (await otherTab.GetAsync(Links.Account)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await client.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
    }

    /// <summary>ASVS 7.4.1. The control: before signing out the same copy works, so only the ended row can have refused it.</summary>
    [Fact]
    public async Task SignOut_CopiedCookie_IsDead()
    {
        var person = await app.Data.StaffAsync(StaffRole.Admin);
        using var client = app.Browser();
        await client.SignInAsync(person.Email);
        using var thief = app.Browser();
        thief.SetCookie("__Host-staff", client.Cookies["__Host-staff"]);
        (await thief.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);

        await client.GetAsync(Links.Account);
        var forms = client.Page!.All("form[action='/staff/sign-out']");
        (await client.PostAsync(Links.SignOut, ("__RequestVerificationToken", forms[0].QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")))).ExpectRedirect(Links.SignIn);

        (await thief.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
        Assert.DoesNotContain("__Host-staff", client.Cookies.Keys);
    }

    [Fact]
    public async Task SignOut_WithoutToken_IsRefusedAndKeepsTheSession()
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.PostAsync(Links.SignOut)).Expect(HttpStatusCode.BadRequest);

        (await client.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
    }

    /// <summary>ASVS 6.3.1: thirty tries a minute for one account, wherever they come from; then even the right password waits.</summary>
    [Fact]
    public async Task Post_TooManyTriesForOneAccount_429WithRetryAfter()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        this.ToTheNextMinute();
        for (var i = 0; i < RateLimit.SignInByAccount.Most; i++)
        {
            using var client = app.Browser();
            (await client.SignInAsync(person.Email, "wrong wrong wrong wrong")).Expect(HttpStatusCode.UnprocessableEntity);
        }

        using var last = app.Browser();
        var refused = (await last.SignInAsync(person.Email)).Expect(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Wait a minute", refused.Text, StringComparison.Ordinal);

        this.ToTheNextMinute();
        (await last.SignInAsync(person.Email)).ExpectRedirect("/staff");
    }

    [Fact]
    public async Task Post_ElevenTriesFromOneAddress_429()
    {
        this.ToTheNextMinute();
        using var client = app.Browser();
        for (var i = 0; i < RateLimit.SignInByAddress.Most; i++)
        {
            (await client.SignInAsync($"somebody{i}@clevesec.test", "wrong wrong wrong wrong")).Expect(HttpStatusCode.UnprocessableEntity);
        }

        (await client.SignInAsync("another@clevesec.test", "wrong wrong wrong wrong")).Expect(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Red while the account is counted before the network, or allows no more than it.</summary>
    [Fact]
    public async Task Post_ManyTriesFromOneAddress_DoNotLockTheAccountForOthers()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        this.ToTheNextMinute();
        using var attacker = app.Browser();
        for (var i = 0; i < RateLimit.SignInByAccount.Most + 2; i++)
        {
            await attacker.SignInAsync(person.Email, "wrong wrong wrong wrong");
        }

        using var client = app.Browser();
        (await client.SignInAsync(person.Email)).ExpectRedirect("/staff");
    }

    /// <summary>The addresses routing takes for the same page: over a session each starts a new one.</summary>
    [Theory]
    [InlineData("/staff/sign-in/")]
    [InlineData("/Staff/Sign-In/")]
    public async Task Post_OverASessionByAnotherSpelling_EndsTheOld(string path)
    {
        var person = await app.Data.StaffAsync(StaffRole.Admin);
        using var client = app.Browser();
        using var copy = app.Browser();
        var token = (await client.GetAsync(Links.SignIn)).One("main input[name=__RequestVerificationToken]").GetAttribute("value");
        using var session = await app.Data.SignInAsync(person);
        client.SetCookie("__Host-staff", session.Cookies["__Host-staff"]);
        copy.SetCookie("__Host-staff", session.Cookies["__Host-staff"]);

        (await client.PostAsync(path, ("__RequestVerificationToken", token), ("Input.Email", person.Email), ("Input.Password", TestData.Password))).ExpectRedirect("/staff");

        (await client.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
        (await copy.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
    }

    /// <summary>The password was right, then the person was deactivated or the password changed, and only then the session is stored. The control: with nothing between, it lives.</summary>
    [Theory]
    [InlineData("nothing", true)]
    [InlineData("password", false)]
    [InlineData("deactivated", false)]
    public async Task Store_AfterAChangeSinceTheCheck_StartsNoSession(string change, bool lives)
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var stamp = await app.DbAsync(db => db.Users.Where(account => account.Id == person.Id).Select(account => account.SecurityStamp).SingleAsync(Ct));
        await app.DbAsync(db => change switch
        {
            "password" => db.Users.Where(account => account.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.SecurityStamp, "another"), Ct),
            "deactivated" => db.Staff.Where(staff => staff.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(staff => staff.Active, false), Ct),
            _ => Task.FromResult(0),
        });

        await this.StoreAsync(person.Id, stamp);

        Assert.Equal(lives, await app.DbAsync(db => db.StaffSessions.AnyAsync(session => session.StaffId == person.Id, Ct)));
    }

    /// <summary>The password change is not committed yet when the session is stored: it waits and then sees the change. Red without the lock.</summary>
    [Fact]
    public async Task Store_WhileThePasswordChanges_WaitsAndStartsNoSession()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var stamp = await app.DbAsync(db => db.Users.Where(account => account.Id == person.Id).Select(account => account.SecurityStamp).SingleAsync(Ct));
        Task? storing = null;
        await app.DbAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await db.Users.Where(account => account.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.SecurityStamp, "another"), Ct);
            storing = this.StoreAsync(person.Id, stamp);
            while (!storing.IsCompleted && (await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from pg_locks where not granted""").ToListAsync(Ct))[0] == 0)
            {
                await Task.Delay(10, Ct);
            }

            await transaction.CommitAsync(Ct);
            return true;
        }));
        await storing!;

        Assert.False(await app.DbAsync(db => db.StaffSessions.AnyAsync(session => session.StaffId == person.Id, Ct)));
    }

    [Fact]
    public async Task Account_EndOthers_EndsOnlyTheOthers()
    {
        var person = await app.Data.StaffAsync(StaffRole.Technician);
        using var here = await app.Data.SignInAsync(person);
        using var there = await app.Data.SignInAsync(person);
        await here.GetAsync(Links.Account);

        (await here.SubmitAsync($"form[action='{Links.AccountEndOthers}']")).ExpectRedirect(Links.Account);

        (await here.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
        (await there.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
    }

    [Fact]
    public async Task Account_EndForeignSession_EndsNothing()
    {
        using var victim = await app.Data.SignInAsync(StaffRole.Admin);
        using var attacker = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var session = await app.DbAsync(db => db.StaffSessions.OrderByDescending(row => row.Id).Select(row => row.Id).Skip(1).FirstAsync(Ct));
        await attacker.GetAsync(Links.AccountPassword);
        var token = attacker.Page!.One("main input[name=__RequestVerificationToken]").GetAttribute("value");

        await attacker.PostAsync(Links.AccountEndSession(session), ("__RequestVerificationToken", token));

        (await victim.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
    }

    private Task<string> StoreAsync(Guid staffId, string? stamp) => app.WithAsync<StaffTickets, string>(tickets => tickets.StoreAsync(new AuthenticationTicket(StaffTickets.Principal(staffId, stamp), StaffTickets.Scheme)));

    private void ToTheNextMinute() => app.Clock.Advance(Duration.FromSeconds(60 - (app.Clock.Now.ToUnixTimeSeconds() % 60)));
}
