using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>What can go wrong between a letter and its answer, each over a real IMAP server.</summary>
public sealed class VendorFaultTests : IAsyncLifetime
{
    private ImapServer imap = null!;
    private CleveSecApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        imap = await ImapServer.StartAsync();
        app = new CleveSecApp(new AppOptions { VendorMail = imap });
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await imap.DisposeAsync();
    }

    [Fact]
    public async Task Vendor_Silent_StandsInTheInboxAfterItsTime()
    {
        await VendorLetters.SentAsync(app);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.DoesNotContain("has not answered", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromHours(49));

        using var later = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Dahua support has not answered", (await later.GetAsync("/staff")).Text, StringComparison.Ordinal);
        Assert.Contains("ask again", (await later.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_Bounced_IsMatchedAndCannotBeAccepted()
    {
        var job = await VendorLetters.SentAsync(app);
        var letter = await VendorLetters.LetterIdAsync(app, job);
        Deliver($"""
            From: MAILER-DAEMON@mx.example.net
            To: office@clevesec.test
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <bounce-1@mx.example.net>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            The address was not found.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; {VendorLetters.Recipient}
            Action: failed
            Status: 5.1.1
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{letter}>
            Subject: Password reset request
            --b--

            """);

        Assert.Equal(1, await app.ReadVendorMailAsync());

        var bounce = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal((VendorAnswerKind.Bounce, job.VendorCases[0].Id, VendorAnswerMatch.Reply), (bounce.Kind, bounce.VendorCaseId, bounce.Match));
        Assert.Null(bounce.SealedBytes);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("A letter to a vendor came back", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);
        var page = await office.GetAsync($"/staff/vendor/answers/{bounce.Id}");
        Assert.Empty(page.All("form[action*='Accept']"));
        Assert.Contains("not delivered", (await office.PostAsync($"/staff/vendor/answers/{bounce.Id}?handler=Accept", Token(page))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal(VendorCaseState.Sent, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
    }

    [Fact]
    public async Task Answers_TwoForOneCase_AreBothKeptAndTheLaterOneCounts()
    {
        var job = await VendorLetters.SentAsync(app);
        var letter = await VendorLetters.LetterIdAsync(app, job);
        Deliver(VendorLetters.Reply(letter, "Re: one"));
        await app.ReadVendorMailAsync();
        app.Clock.Advance(Duration.FromHours(1));
        Deliver(VendorLetters.Reply(letter, "Re: two", file: [1, 2, 3]));
        await app.ReadVendorMailAsync();

        var answers = await VendorLetters.AnswersAsync(app);
        Assert.Equal(2, answers.Count);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        foreach (var answer in answers)
        {
            Assert.Contains("Another mail came", (await office.GetAsync($"/staff/vendor/answers/{answer.Id}")).Text, StringComparison.Ordinal);
            (await office.SubmitAsync("main form[action*='Accept']")).ExpectRedirect("/staff/vendor");
        }

        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal((VendorCaseState.Answered, answers[1].CameAt + Duration.FromHours(24)), (after.VendorCases[0].State, after.VendorCases[0].AnswerValidUntil));
        Assert.All(await VendorLetters.AnswersAsync(app), answer => Assert.Equal(VendorAnswerState.Accepted, answer.State));
    }

    [Fact]
    public async Task Answer_AcceptedByTwoAtOnce_IsAcceptedOnce()
    {
        var job = await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: one"));
        await app.ReadVendorMailAsync();
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        var people = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => app.Data.SignInAsync(StaffRole.Dispatcher)));

        var outcomes = await Task.WhenAll(people.Select(async person =>
        {
            await person.GetAsync($"/staff/vendor/answers/{answer.Id}");
            return (await person.SubmitAsync("main form[action*='Accept']")).Status;
        }));

        Assert.Single(outcomes, HttpStatusCode.Found);
        Assert.Single(outcomes, HttpStatusCode.Conflict);
        Assert.Equal(1, await app.DbAsync(db => db.JobEvents.CountAsync(happened => happened.JobId == job.Id && happened.Kind == nameof(JobAction.EndVendorCase), Ct)));
    }

    [Fact]
    public async Task Answer_ForAClosedJob_KeepsNothingAndChangesNothing()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await VendorLetters.SentAsync(app, technician);
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.GiveUp("The owner replaces it.", step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Close("We could not open it.", step));
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: late"));

        await app.ReadVendorMailAsync();

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal((VendorAnswerState.Late, (byte[]?)null), (answer.State, answer.SealedBytes));
        Assert.Equal(JobStatus.Closed, (await app.Data.LoadAsync(job.Id)).Status);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await office.GetAsync($"/staff/vendor/answers/{answer.Id}");
        Assert.Contains("case was over", (await office.PostAsync($"/staff/vendor/answers/{answer.Id}?handler=Accept", Token(page))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Quarantined_IsDeletedWhenTheJobEnds()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await VendorLetters.SentAsync(app, technician);
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request"));
        await app.ReadVendorMailAsync();
        Assert.NotNull(Assert.Single(await VendorLetters.AnswersAsync(app)).SealedBytes);

        await app.Data.ActAsync(job.Id, technician, (it, step) => it.GiveUp("The owner replaces it.", step));

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal((VendorAnswerState.Late, (byte[]?)null), (answer.State, answer.SealedBytes));
    }

    [Theory]
    [InlineData("attacker@evil.example", null, "NOT the address we wrote to")]
    [InlineData("other@dahuatech.com", null, "same domain")]
    [InlineData(VendorLetters.Recipient, "mx.clevesec.test; spf=fail smtp.mailfrom=dahuatech.com; dkim=none", "could not confirm the sender")]
    public async Task Answer_SenderForged_IsMarkedAndNeedsAPersonsWord(string from, string? checkedBy, string words)
    {
        var job = await VendorLetters.SentAsync(app);
        var reply = VendorLetters.Reply(null, $"Re: [VC-{job.VendorCases[0].Token}]", from);
        if (checkedBy is not null)
        {
            reply.Headers.Insert(0, MimeKit.HeaderId.AuthenticationResults, checkedBy);
        }

        Deliver(reply);
        await app.ReadVendorMailAsync();

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal(VendorAnswerMatch.Token, answer.Match);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("sender not the one we wrote to", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);
        var page = await office.GetAsync($"/staff/vendor/answers/{answer.Id}");
        Assert.Contains("Somebody else may have sent this", page.Text, StringComparison.Ordinal);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("by another way", (await office.SubmitAsync("main form[action*='Accept']")).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal(VendorCaseState.Sent, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);

        (await office.SubmitAsync("main form[action*='Accept']", ("Confirmed", "true"))).ExpectRedirect("/staff/vendor");
        Assert.Equal(VendorCaseState.Answered, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
    }

    [Fact]
    public async Task Answer_OfThirtyMegabytes_IsSaidAndNotFetched_AndTheNextOneIsRead()
    {
        var job = await VendorLetters.SentAsync(app);
        var letter = await VendorLetters.LetterIdAsync(app, job);
        Deliver(VendorLetters.Reply(letter, "Re: large", file: new byte[30 * 1024 * 1024]));
        Deliver(VendorLetters.Reply(letter, "Re: small"));

        Assert.Equal(2, await app.ReadVendorMailAsync());

        var answers = await VendorLetters.AnswersAsync(app);
        Assert.Equal((VendorAnswerProblem.TooLarge, job.VendorCases[0].Id, (byte[]?)null), (answers[0].Problem, answers[0].VendorCaseId, answers[0].SealedBytes));
        Assert.Equal(VendorAnswerProblem.None, answers[1].Problem);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("ask the vendor to send the file alone", (await office.GetAsync($"/staff/vendor/answers/{answers[0].Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfBrokenMime_StopsNothing()
    {
        var job = await VendorLetters.SentAsync(app);
        var token = job.VendorCases[0].Token;
        string[] broken =
        [
            $"Subject: [VC-{token}] one\nContent-Type: multipart/mixed\n\nno boundary at all\n",
            $"Subject: [VC-{token}] two\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: application/octet-stream; name=\"=?utf-8?B?////?=\"\nContent-Transfer-Encoding: base64\n\n!!!not base64%%%\n",
            $"Subject: [VC-{token}] =?utf-8?Q?=ED=A0=80=00?=\nFrom: \"\0\" <a\0b@c>\nContent-Type: ;;;\n\n\0\u0001\n",
            $"Subject: [VC-{token}] four\n\n",
            $"Subject: [VC-{token}] five\nContent-Type: multipart/mixed; boundary=a\n\n" + string.Concat(Enumerable.Range(0, 300).Select(n => $"--{(char)('a' + (n % 2))}\nContent-Type: multipart/mixed; boundary={(char)('a' + ((n + 1) % 2))}\n\n")),
        ];
        foreach (var raw in broken)
        {
            Deliver(raw);
        }

        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: whole"));

        await app.ReadVendorMailAsync();

        var answers = await VendorLetters.AnswersAsync(app);
        Assert.Equal(broken.Length + 1, answers.Count);
        Assert.Equal((VendorAnswerProblem.None, VendorAnswerMatch.Reply), (answers[^1].Problem, answers[^1].Match));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        foreach (var answer in answers)
        {
            (await office.GetAsync($"/staff/vendor/answers/{answer.Id}")).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Imap_DownForAnHour_IsSaidAndLosesNothing()
    {
        var job = await VendorLetters.SentAsync(app);
        await app.ReadVendorMailAsync();
        imap.Stop();
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request"));
        var came = app.Clock.Now;
        Assert.Equal(0, await app.ReadVendorMailAsync());
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("start the IMAP server", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromHours(1));
        await imap.UpAgainAsync();
        Assert.Equal(1, await app.ReadVendorMailAsync());

        Assert.Equal(came, Assert.Single(await VendorLetters.AnswersAsync(app)).CameAt);
        Assert.DoesNotContain("Answers cannot be read", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mailbox_ReadAgainOrRenumbered_DoublesNothing()
    {
        var job = await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request"));
        Assert.Equal(1, await app.ReadVendorMailAsync());
        Assert.Equal(0, await app.ReadVendorMailAsync());

        await app.DbAsync(db => db.VendorMailboxes.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUid, 0L), Ct));
        Assert.Equal(0, await app.ReadVendorMailAsync());

        await app.DbAsync(db => db.VendorMailboxes.ExecuteUpdateAsync(set => set.SetProperty(row => row.UidValidity, 1L), Ct));
        Assert.Equal(0, await app.ReadVendorMailAsync());

        Assert.Single(await VendorLetters.AnswersAsync(app));
    }

    [Fact]
    public async Task Mail_OfSomebodyElse_IsNotKept()
    {
        await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply("unknown@example.com", "Cheap cameras", "seller@example.com"));

        Assert.Equal(0, await app.ReadVendorMailAsync());
        Assert.Empty(await VendorLetters.AnswersAsync(app));
    }

    [Fact]
    public async Task Answer_NamingNoLetter_IsGivenToACaseByAPerson()
    {
        var job = await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply(null, "Your file"));
        await app.ReadVendorMailAsync();
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Null(answer.VendorCaseId);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/vendor/answers/{answer.Id}");

        Assert.Contains("Choose the vendor case", (await office.SubmitAsync("main form[action*='Accept']", ("Confirmed", "true"))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        (await office.SubmitAsync("main form[action*='Accept']", ("Confirmed", "true"), ("Case", job.VendorCases[0].Id.ToString()))).ExpectRedirect("/staff/vendor");

        Assert.Equal(VendorCaseState.Answered, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
    }

    [Fact]
    public async Task Answer_NotUsedInTime_ExpiresAndIsDeleted()
    {
        var job = await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request"));
        await app.ReadVendorMailAsync();
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/vendor/answers/{answer.Id}");
        (await office.SubmitAsync("main form[action*='Accept']")).ExpectRedirect("/staff/vendor");
        app.Clock.Advance(Duration.FromMinutes(10));
        Assert.Contains("The answer of Dahua support expires", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromHours(24) - Duration.FromMinutes(10) - Duration.FromSeconds(1));
        Assert.Equal(0, await ExpireAsync());
        app.Clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(1, await ExpireAsync());

        Assert.Equal(VendorCaseState.Expired, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
        Assert.Null(Assert.Single(await VendorLetters.AnswersAsync(app)).SealedBytes);
        using var later = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("The answer of Dahua support has expired", (await later.GetAsync("/staff")).Text, StringComparison.Ordinal);
        Assert.Contains("expired unused", (await later.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_NobodyLookedInTime_IsDeletedAndCannotBeAccepted()
    {
        var job = await VendorLetters.SentAsync(app);
        Deliver(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request"));
        await app.ReadVendorMailAsync();
        app.Clock.Advance(Duration.FromHours(25));

        await ExpireAsync();

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal((VendorAnswerState.Expired, (byte[]?)null), (answer.State, answer.SealedBytes));
        Assert.Equal(VendorCaseState.Sent, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
    }

    private void Deliver(MimeKit.MimeMessage message) => imap.Deliver(VendorLetters.Raw(message), app.Clock.Now);

    private void Deliver(string raw) => imap.Deliver(Encoding.Latin1.GetBytes(raw.ReplaceLineEndings("\n")), app.Clock.Now);

    private Task<int> ExpireAsync() => app.WithAsync<ExpireAnswers, int>(expire => expire.RunAsync(Ct));

    private static (string Name, string? Value) Token(SitePage page) => ("__RequestVerificationToken", page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value"));
}
