using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.IntegrationTests.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Comments;

/// <summary>What readers of the guide see of others' questions, what they never see, and what is deleted when.</summary>
public sealed class PublishedTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Guide_CarriesNoFormTokenAndSetsNoCookie()
    {
        using var client = app.Client();

        foreach (var path in new[] { "/guide", "/guide/qr-code", "/es/guide/qr-code", "/guide/qr-code/comments", "/guide/qr-code/thanks", "/guide/qr-code/asked" })
        {
            var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
            Assert.Empty(page.All("input[name=__RequestVerificationToken]"));
            Assert.False(page.Headers.Contains("Set-Cookie"), path + string.Join(";", page.Headers.TryGetValues("Set-Cookie", out var set) ? set : []));
        }

        // The control: the page with the form has both.
        var form = await client.GetAsync("/guide/qr-code/ask");
        Assert.Single(form.All("input[name=__RequestVerificationToken]"));
        Assert.True(form.Headers.Contains("Set-Cookie"));
        Assert.True(form.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Get_Guide_LinksToTheFormOfItsTopic()
    {
        using var client = app.Client();

        Assert.Single((await client.GetAsync("/guide")).All("a[href='/guide/overview/ask']"));
        Assert.Single((await client.GetAsync("/guide/xml-file")).All("a[href='/guide/xml-file/ask']"));
        Assert.Single((await client.GetAsync("/es/guide/xml-file")).All("a[href='/es/guide/xml-file/ask']"));
        (await client.GetAsync("/guide/overview/ask")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_MoreThanAPageOfQuestions_ShowsTheNewestTwentyAndALink()
    {
        for (var i = 0; i < 23; i++)
        {
            await Questions.AddAsync(app, CommentState.Published, $"Paged {i:00}", comment => (comment.Slug, comment.At) = ("lorex", app.Clock.Now + Duration.FromMinutes(i)));
        }

        using var client = app.Client();
        var first = (await client.GetAsync("/guide/lorex")).Expect(HttpStatusCode.OK);
        var second = (await client.GetAsync(first.One("#comments ~ .actions a[href*='/comments']").GetAttribute("href")!)).Expect(HttpStatusCode.OK);

        Assert.Equal(Enumerable.Range(3, 20).Reverse().Select(i => $"Paged {i:00}"), first.All(".comment > .comment__text").Select(text => text.TextContent));
        Assert.Equal(["Paged 02", "Paged 01", "Paged 00"], second.All(".comment > .comment__text").Select(text => text.TextContent));
        Assert.Single(second.All("a[rel=prev]"));
        Assert.Empty(second.All("a[rel=next]"));
        (await client.GetAsync("/guide/lorex/comments?p=3")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync("/guide/lorex/comments?p=-1")).Expect(HttpStatusCode.OK);
        (await client.GetAsync("/guide/lorex/comments?p=99999999999")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_QuestionsInEveryState_ShowsOnlyThePublishedOfTheLanguageAndNoAddress()
    {
        foreach (var state in Enum.GetValues<CommentState>())
        {
            await Questions.AddAsync(app, state, $"State {state}", comment => comment.Slug = "hikvision");
            await Questions.AddAsync(app, state, $"Estado {state}", comment => (comment.Slug, comment.Language) = ("hikvision", Language.Spanish));
        }

        using var client = app.Client();
        var english = await client.GetAsync("/guide/hikvision");
        var spanish = await client.GetAsync("/es/guide/hikvision");

        Assert.Equal(["State Published"], english.All(".comment > .comment__text").Select(text => text.TextContent));
        Assert.Equal(["Answer to State Published"], english.All(".comment__answer .comment__text").Select(text => text.TextContent));
        Assert.Equal("Cleveland Security Cameras", english.One(".comment__answer .comment__name").TextContent);
        Assert.Equal(["Estado Published"], spanish.All(".comment > .comment__text").Select(text => text.TextContent));
        Assert.All([english, spanish], page => Assert.DoesNotMatch("ana@example|Robin Hale", page.Body));
    }

    [Fact]
    public async Task Get_HostileQuestion_IsTextWithItsLines()
    {
        const string text = "<script>text()</script>\n**bold** [link](javascript:x)\n<img src=x onerror=y()>";
        await Questions.AddAsync(app, CommentState.Published, text, comment => (comment.Slug, comment.Name, comment.Answer) = ("xml-file", "<b onclick=x>Ana</b>", "<script>answer()</script>\nsecond line"));
        using var client = app.Client();

        var page = await client.GetAsync("/guide/xml-file");

        Assert.Equal(text, page.One(".comment > .comment__text").TextContent);
        Assert.Equal("<script>answer()</script>\nsecond line", page.One(".comment__answer .comment__text").TextContent);
        Assert.Empty(page.All(".comments script, .comments img, .comments a, .comments b, .comments strong"));
    }

    [Fact]
    public async Task Ask_TextThatTurnsTheWritingAround_LosesOnlyThat()
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client, "/guide/reset-button/ask");

        await client.SubmitAsync(Questions.Form, Questions.Filled("a\u202Eb\u2066c\u2069d\u0007e\tf\r\n\r\n\r\n\r\ng שלום 👩‍🔧", "rtl@example.com", "A\u202Ena"));

        var comment = await app.DbAsync(db => db.GuideComments.AsNoTracking().SingleAsync(it => it.Email == "rtl@example.com", Ct));
        Assert.Equal(("Ana", "abcde f\n\ng שלום 👩‍🔧"), (comment.Name, comment.Text));
    }

    [Fact]
    public async Task Clean_OldQuestions_GoByTheirStateAndAddressesAreErased()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        using var client = own.Browser();
        var (week, month, hour) = (Duration.FromDays(7), Duration.FromDays(30), Duration.FromHours(1));
        await AddAsync(CommentState.Unconfirmed, week);
        await AddAsync(CommentState.Spam, month);
        await AddAsync(CommentState.Waiting, month);
        await AddAsync(CommentState.Published, month);
        await AddAsync(CommentState.Rejected, month);
        await Questions.AskAsync(own, client, "Old mail", "old@example.com");
        await own.DbAsync(db => db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.CreatedAt, own.Clock.Now - month - hour), Ct));
        await Questions.AskAsync(own, client, "New mail", "new@example.com");

        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        var left = await own.DbAsync(db => db.GuideComments.AsNoTracking().OrderBy(comment => comment.Text).Select(comment => $"{comment.Text}: {(comment.Email == null ? "no address" : "address")}").ToListAsync(Ct));
        Assert.Equal(
            [
                "New mail: address", "Old mail: address", "Published new: address", "Published old: no address", "Rejected new: address", "Rejected old: no address", "Spam new: address",
                "Unconfirmed new: address", "Waiting new: address", "Waiting old: address",
            ],
            left);
        var mails = await own.DbAsync(db => db.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(Ct));
        Assert.Equal((OutboxMail.Erased, null, OutboxState.Failed), (mails[0].ToAddress, mails[0].SealedSecrets, mails[0].State));
        Assert.DoesNotContain("example.com", mails[0].TextBody + mails[0].HtmlBody, StringComparison.Ordinal);
        Assert.Equal(("new@example.com", OutboxState.Waiting), (mails[1].ToAddress, mails[1].State));

        async Task AddAsync(CommentState state, Duration kept)
        {
            foreach (var (text, age) in new[] { ($"{state} old", kept + hour), ($"{state} new", kept - hour) })
            {
                await Questions.AddAsync(own, state, text, comment =>
                {
                    comment.At = own.Clock.Now - age;
                    comment.DecidedAt = comment.DecidedAt is null ? null : own.Clock.Now - age;
                });
            }
        }
    }

    [Fact]
    public async Task Clean_OldUnconfirmedWithALinkThatIsStillGood_Stays()
    {
        var comment = await Questions.AddAsync(app, CommentState.Unconfirmed, "Released late", it => it.At = app.Clock.Now - Duration.FromDays(20));
        await app.WithAsync<IServiceProvider, int>(services =>
        {
            services.GetRequiredService<SecretLinks>().Issue(LinkPurpose.CommentConfirmation, comment.Id, app.Clock.Now, app.Clock.Now + Duration.FromDays(7));
            return services.GetRequiredService<CleveSecDb>().SaveChangesAsync(Ct);
        });

        await app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Equal(1, await Questions.CountAsync(app, "Released late"));
    }
}
