using System.Net;
using AngleSharp.Html.Dom;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Comments;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Comments;
using CleveSec.Web.UseCases.Comments;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Questions under the guide as the office decides on them.</summary>
public sealed class CommentsTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string AnswerForm = "main form:has([name='Input.Answer'])";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_WithAnAnswer_ShowsItMailsItAndTellsThePages()
    {
        var comment = await AddAsync(CommentState.Waiting, "Does it <b>beep</b>?\nTwice?", it => (it.Name, it.Email, it.Slug) = ("Ana O'Brien-Muñoz", "answered@example.com", "lorex"));
        using var client = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin Hale"));
        await client.GetAsync(Page(comment));
        await using var listener = await ListenAsync();

        (await client.SubmitAsync(AnswerForm, ("Input.Answer", "Once.\r\n<i>Only once.</i>"))).ExpectRedirect(Page(comment));

        Assert.True(await listener.WaitAsync(TimeSpan.FromSeconds(10), Ct));
        var saved = await Questions.FindAsync(app, comment.Text);
        Assert.Equal((CommentState.Published, "Once.\n<i>Only once.</i>", "Robin Hale", app.Clock.Now), (saved.State, saved.Answer, saved.AnsweredByName, saved.DecidedAt));
        using var reader = app.Client();
        var guide = await reader.GetAsync("/guide/lorex");
        Assert.Equal("Once.\n<i>Only once.</i>", guide.One(".comment__answer .comment__text").TextContent);
        var mail = Assert.Single(await Questions.MailsAsync(app, "answered@example.com"));
        Assert.Equal((nameof(CommentAnsweredMail), "We answered your question", "Ana O'Brien-Muñoz"), (mail.Kind, mail.Subject, mail.ToName));
        Assert.All(["Hello Ana,", "Does it <b>beep</b>?", "Only once.", "https://clevesec.test/guide/lorex"], words => Assert.Contains(words, mail.TextBody, StringComparison.Ordinal));
        Assert.DoesNotContain("<b>beep", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Robin Hale: question published", (await client.GetAsync(Page(comment))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ASpanishQuestion_MailsInSpanish()
    {
        var comment = await AddAsync(CommentState.Waiting, "¿Cuánto tarda?", it => (it.Language, it.Email) = (Language.Spanish, "lucia.answered@example.com"));
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        var page = await client.GetAsync(Page(comment));
        Assert.Contains("Spanish", page.Text, StringComparison.Ordinal);

        (await client.SubmitAsync(AnswerForm, ("Input.Answer", "Unos diez minutos."))).ExpectRedirect(Page(comment));

        var mail = Assert.Single(await Questions.MailsAsync(app, "lucia.answered@example.com"));
        Assert.Equal("Respondimos su pregunta", mail.Subject);
        Assert.All(["Hola, Ana:", "https://clevesec.test/es/guide/qr-code", "Unos diez minutos."], words => Assert.Contains(words, mail.TextBody, StringComparison.Ordinal));
        Assert.DoesNotContain("Our answer", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Write an answer")]
    [InlineData("the default password: Blue42fish", "looks like a password")]
    [InlineData("long", "Shorten the answer to 4000 characters.")]
    public async Task Publish_WithoutAGoodAnswer_SaysWhyAndKeepsIt(string answer, string why)
    {
        var comment = await AddAsync(CommentState.Waiting, $"Answered with {answer}?");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Page(comment));
        answer = answer == "long" ? new string('x', 10_000) : answer;

        var page = (await client.SubmitAsync(AnswerForm, ("Input.Answer", answer))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(answer, ((IHtmlTextAreaElement)page.One("[name='Input.Answer']")).Value);
        Assert.Equal(CommentState.Waiting, (await Questions.FindAsync(app, comment.Text)).State);
    }

    [Fact]
    public async Task Publish_AfterSomebodyElseDid_IsToldAndOverwritesNothing()
    {
        var comment = await AddAsync(CommentState.Waiting, "Who is first?", it => it.Email = "race@example.com");
        using var first = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin First"));
        using var second = await app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Page(comment));
        await second.GetAsync(Page(comment));
        await second.SubmitAsync(AnswerForm, ("Input.Answer", ""));

        (await first.SubmitAsync(AnswerForm, ("Input.Answer", "The first answer."))).ExpectRedirect(Page(comment));
        var refused = (await second.SubmitAsync(AnswerForm, ("Input.Answer", "The second answer."))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Somebody else decided", refused.Text, StringComparison.Ordinal);
        Assert.Contains("The first answer.", refused.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("The second answer.", ((IHtmlTextAreaElement)refused.One("[name='Input.Answer']")).Value);
        Assert.Equal(("The first answer.", "Robin First"), await Questions.FindAsync(app, comment.Text) is var it ? (it.Answer, it.AnsweredByName) : default);

        // Having seen what stands, the second may change it.
        (await second.SubmitAsync(AnswerForm, ("Input.Answer", "The second answer."))).ExpectRedirect(Page(comment));
        Assert.Equal("The second answer.", (await Questions.FindAsync(app, comment.Text)).Answer);
        Assert.Single(await Questions.MailsAsync(app, "race@example.com"));
    }

    [Fact]
    public async Task Decide_ManyAtTheSameMoment_ExactlyOneWins()
    {
        var comment = await AddAsync(CommentState.Waiting, "All at once?", it => it.Email = "all@example.com");
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.Data.SignInAsync(StaffRole.Dispatcher)));
        foreach (var client in clients)
        {
            await client.GetAsync(Page(comment));
        }

        var answers = await Task.WhenAll(clients.Select((client, i) =>
            i % 2 == 0 ? client.SubmitAsync(AnswerForm, ("Input.Answer", $"Answer {i}")) : client.SubmitAsync("form[action$='handler=Reject']", ("Reject.Reason", $"Reason {i}"))));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Redirect));
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        var published = (await Questions.FindAsync(app, comment.Text)).State == CommentState.Published;
        Assert.Equal(published ? 1 : 0, (await Questions.MailsAsync(app, "all@example.com")).Count);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Subject == CommentChanges.SubjectOf(comment.Id), Ct)));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task TakeBack_APublishedQuestion_LeavesThePageAndMailsNoSecondTime()
    {
        var comment = await AddAsync(CommentState.Waiting, "Taken back?", it => (it.Email, it.Slug) = ("back@example.com", "reset-button"));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var reader = app.Client();
        await client.GetAsync(Page(comment));
        await client.SubmitAsync(AnswerForm, ("Input.Answer", "First words."));
        await client.GetAsync(Page(comment));

        (await client.SubmitAsync("form[action$='handler=TakeBack']")).ExpectRedirect(Page(comment));

        Assert.Empty((await reader.GetAsync("/guide/reset-button")).All(".comment"));
        var page = await client.GetAsync(Page(comment));
        Assert.Equal("First words.", ((IHtmlTextAreaElement)page.One("[name='Input.Answer']")).Value);
        Assert.Contains("No mail goes out", page.Text, StringComparison.Ordinal);
        (await client.SubmitAsync(AnswerForm, ("Input.Answer", "Better words."))).ExpectRedirect(Page(comment));
        Assert.Equal("Better words.", (await reader.GetAsync("/guide/reset-button")).One(".comment__answer .comment__text").TextContent);
        Assert.Single(await Questions.MailsAsync(app, "back@example.com"));
    }

    [Fact]
    public async Task Reject_WithAReason_TellsNobodyAndCanBeTakenBack()
    {
        var comment = await AddAsync(CommentState.Waiting, "Rejected?", it => it.Email = "rejected@example.com");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Page(comment));

        (await client.SubmitAsync("form[action$='handler=Reject']", ("Reject.Reason", "Not about the guide"))).ExpectRedirect(Page(comment));

        Assert.Equal((CommentState.Rejected, app.Clock.Now), await Questions.FindAsync(app, comment.Text) is var it ? (it.State, it.DecidedAt) : default);
        Assert.Empty(await Questions.MailsAsync(app, "rejected@example.com"));
        Assert.Contains("Not about the guide", (await client.GetAsync(Page(comment))).Text, StringComparison.Ordinal);
        await client.SubmitAsync("form[action$='handler=TakeBack']");
        await client.GetAsync(Page(comment));
        await client.SubmitAsync(AnswerForm, ("Input.Answer", "After all."));
        Assert.Single(await Questions.MailsAsync(app, "rejected@example.com"));
    }

    [Fact]
    public async Task Release_SpamOfAPerson_AsksTheAddressAndPublishesNothingUnconfirmed()
    {
        var comment = await AddAsync(CommentState.Spam, "No spam at all?", it => it.Email = "nospam@example.com");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await client.GetAsync(Page(comment));
        Assert.Empty(page.All(AnswerForm));

        (await client.SubmitAsync("form[action$='handler=Release']")).ExpectRedirect("/staff/comments?state=spam");

        Assert.Equal(CommentState.Unconfirmed, (await Questions.FindAsync(app, comment.Text)).State);
        Assert.Equal(nameof(CommentConfirmationMail), Assert.Single(await Questions.MailsAsync(app, "nospam@example.com")).Kind);
        (await client.GetAsync(Page(comment))).Expect(HttpStatusCode.NotFound);
        using var asker = app.Client();
        await asker.GetAsync(await Questions.LinkAsync(app, "nospam@example.com"));
        await asker.SubmitAsync(Questions.Form);
        Assert.Equal(CommentState.Waiting, (await Questions.FindAsync(app, comment.Text)).State);
    }

    [Fact]
    public async Task Post_AnActTheStateDoesNotAllow_IsRefusedWithTheReason()
    {
        var spam = await AddAsync(CommentState.Spam, "Forged publication?");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await client.GetAsync(Page(spam));
        var fields = page.All("form[action$='handler=Release'] input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value"));

        var refused = (await client.PostAsync(Page(spam), ("__RequestVerificationToken", fields["__RequestVerificationToken"]), ("Input.Version", fields["version"]), ("Input.Answer", "Forged."))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Only a question that waits or is published can be answered.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Forged.", refused.Text, StringComparison.Ordinal);
        Assert.Equal((CommentState.Spam, null), await Questions.FindAsync(app, spam.Text) is var it ? (it.State, it.Answer) : default);
    }

    [Fact]
    public async Task List_EachTab_ShowsItsStateAndNoAddressAnywhere()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        using var client = await own.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Nobody waits for an answer", (await client.GetAsync("/staff/comments")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        foreach (var state in Enum.GetValues<CommentState>())
        {
            await Questions.AddAsync(own, state, $"<script>{state}</script> \U0001F600".PadRight(300, 'y'), it => it.Name = "Ana O'Brien-Muñoz");
        }

        foreach (var state in new[] { CommentState.Waiting, CommentState.Published, CommentState.Spam, CommentState.Rejected })
        {
            var page = (await client.GetAsync($"/staff/comments?state={state.ToString().ToLowerInvariant()}")).Expect(HttpStatusCode.OK);
            var row = page.One(".queue__row");
            Assert.Contains($"<script>{state}</script>", row.TextContent, StringComparison.Ordinal);
            var one = (await client.GetAsync(row.QuerySelector("a")!.GetAttribute("href")!)).Expect(HttpStatusCode.OK);
            Assert.All([page, one], it => Assert.DoesNotContain("ana@example.com", it.Body, StringComparison.Ordinal));
        }

        Assert.Contains("Waiting", (await client.GetAsync("/staff/comments?state=unconfirmed")).One(".tabs [aria-current]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_AWaitingQuestion_IsARowUntilItIsDecided()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var comment = await Questions.AddAsync(own, CommentState.Waiting, "In the inbox?");
        await Questions.AddAsync(own, CommentState.Unconfirmed, "Not yet in the inbox?");
        using var client = await own.Data.SignInAsync(StaffRole.Dispatcher);

        var row = (await client.GetAsync("/staff?view=questions")).One(".queue__row");

        Assert.Contains("In the inbox?", row.TextContent, StringComparison.Ordinal);
        await client.GetAsync(row.QuerySelector("a.button")!.GetAttribute("href")!);
        (await client.SubmitAsync(AnswerForm, ("Input.Answer", "No more."))).ExpectRedirect(Page(comment));
        Assert.Empty((await client.GetAsync("/staff")).All(".queue__row"));
    }

    [Fact]
    public async Task Votes_CountedLatelyAndBefore_AreSummedByTopicAndLanguage()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        using var client = await own.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("No votes yet", (await client.GetAsync("/staff/comments/helpful")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var today = new LocalDate(2026, 11, 24);
        await own.DbAsync(db =>
        {
            db.GuideVotes.AddRange(
                new GuideVote { Slug = "lorex", Day = today, Helped = 2, DidNot = 1 },
                new GuideVote { Slug = "lorex", Day = today.PlusDays(-40), Helped = 5, DidNot = 3 },
                new GuideVote { Slug = "lorex", Language = Language.Spanish, Day = today, Helped = 1 },
                new GuideVote { Slug = "gone", Day = today, DidNot = 4 });
            return db.SaveChangesAsync(Ct);
        });

        var rows = (await client.GetAsync("/staff/comments/helpful")).All("tbody tr");

        Assert.Equal(
            ["English 2 1 7 4", "Spanish 1 0 1 0", "English 0 4 0 4"],
            rows.Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))));
        Assert.Equal("gone", rows[2].QuerySelector("th")!.TextContent);
    }

    private Task<GuideComment> AddAsync(CommentState state, string text, Action<GuideComment>? more = null) => Questions.AddAsync(app, state, text, more);

    private static string Page(GuideComment comment) => $"/staff/comments/{comment.Id}";

    private async Task<NpgsqlConnection> ListenAsync()
    {
        var connection = new NpgsqlConnection(app.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var listen = new NpgsqlCommand($"listen {GuidePublished.Channel}", connection);
        await listen.ExecuteNonQueryAsync(Ct);
        return connection;
    }
}
