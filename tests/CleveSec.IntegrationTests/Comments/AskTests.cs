using System.Net;
using AngleSharp.Html.Dom;
using CleveSec.Domain.Customers;
using CleveSec.IntegrationTests.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Comments;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Comments;

/// <summary>Asking a question under the guide, until the office sees it.</summary>
public sealed class AskTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Filled_MailsALinkAndShowsNothing()
    {
        using var client = app.Browser();

        (await Questions.AskAsync(app, client, "Does it work\r\nwith an old phone?", "filled@example.com")).ExpectRedirect("/guide/qr-code/asked");

        var asked = (await client.GetAsync("/guide/qr-code/asked")).Expect(HttpStatusCode.OK);
        Assert.Contains("look into your mail", asked.Text, StringComparison.Ordinal);
        var comment = await Questions.FindAsync(app, "Does it work\nwith an old phone?");
        Assert.Equal((CommentState.Unconfirmed, Language.English, "qr-code", "Ana O'Brien-Muñoz", "filled@example.com"), (comment.State, comment.Language, comment.Slug, comment.Name, comment.Email));
        var mail = Assert.Single(await Questions.MailsAsync(app, "filled@example.com"));
        Assert.Equal((nameof(CommentConfirmationMail), "Confirm your question to Cleveland Security Cameras", ""), (mail.Kind, mail.Subject, mail.ToName));
        Assert.Contains("https://clevesec.test/guide/confirm/{{question-link}}", mail.TextBody, StringComparison.Ordinal);

        // Nobody can have their own words sent to somebody else's address.
        Assert.All([mail.TextBody, mail.HtmlBody, mail.Subject], text => Assert.DoesNotMatch("old phone|Ana|Muñoz", text));
        Assert.DoesNotContain("old phone", (await client.GetAsync("/guide/qr-code")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MailedLink_ByAScannerChangesNothing()
    {
        using var client = app.Browser();
        await Questions.AskAsync(app, client, "Scanned?", "scanned@example.com");
        var link = await Questions.LinkAsync(app, "scanned@example.com");
        using var scanner = app.Browser();

        var page = (await scanner.GetAsync(link)).Expect(HttpStatusCode.OK);
        (await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).Expect(HttpStatusCode.OK);

        Assert.Contains("Scanned?", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("scanned@example.com", page.Body, StringComparison.Ordinal);
        Assert.Equal((CommentState.Unconfirmed, null), (await Questions.FindAsync(app, "Scanned?") is var it ? (it.State, it.ConfirmedAt) : default));
    }

    [Fact]
    public async Task Post_MailedLinkTwice_ConfirmsOnceAndAnswersAlike()
    {
        using var client = app.Browser();
        await Questions.AskAsync(app, client, "Confirmed?", "confirmed@example.com");
        var link = await Questions.LinkAsync(app, "confirmed@example.com");
        await client.GetAsync(link);
        var at = app.Clock.Now;

        (await client.SubmitAsync(Questions.Form)).ExpectRedirect(link);
        app.Clock.Advance(Duration.FromMinutes(1));
        (await client.SubmitAsync(Questions.Form)).ExpectRedirect(link);

        var comment = await Questions.FindAsync(app, "Confirmed?");
        Assert.Equal((CommentState.Waiting, at), (comment.State, comment.ConfirmedAt));
        var page = (await client.GetAsync(link)).Expect(HttpStatusCode.OK);
        Assert.Contains("The office has it", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All(Questions.Form));
    }

    [Fact]
    public async Task Post_MailedLinkOfADecidedQuestion_BringsItNotBack()
    {
        using var client = app.Browser();
        await Questions.AskAsync(app, client, "Decided?", "decided@example.com");
        var link = await Questions.LinkAsync(app, "decided@example.com");
        await client.GetAsync(link);
        await app.DbAsync(db => db.GuideComments.Where(comment => comment.Text == "Decided?").ExecuteUpdateAsync(set => set.SetProperty(comment => comment.State, CommentState.Rejected), Ct));

        (await client.SubmitAsync(Questions.Form)).ExpectRedirect(link);

        Assert.Equal(CommentState.Rejected, (await Questions.FindAsync(app, "Decided?")).State);
    }

    [Fact]
    public async Task Get_LinkThatIsOverOrInvented_IsNotFoundAndSaysWhatToDo()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        using var client = own.Browser();
        await Questions.AskAsync(own, client, "Too late?", "late@example.com");
        var link = await Questions.LinkAsync(own, "late@example.com");
        await client.GetAsync(link);
        own.Clock.Advance(CommentConfirmation.LinkLife);

        var over = (await client.SubmitAsync(Questions.Form)).Expect(HttpStatusCode.NotFound);
        var invented = (await client.GetAsync($"/guide/confirm/{new string('a', 43)}")).Expect(HttpStatusCode.NotFound);

        Assert.All([over, invented], page => Assert.Contains("does not work any more", page.Text, StringComparison.Ordinal));
        Assert.Equal(CommentState.Unconfirmed, (await Questions.FindAsync(own, "Too late?")).State);
    }

    [Fact]
    public async Task Post_InSpanish_MailsAndConfirmsInSpanish()
    {
        using var client = app.Browser();

        (await Questions.AskAsync(app, client, "¿Funciona sin internet?", "lucia@example.com", "/es/guide/overview/ask")).ExpectRedirect("/es/guide/overview/asked");

        Assert.Equal(Language.Spanish, (await Questions.FindAsync(app, "¿Funciona sin internet?")).Language);
        var mail = Assert.Single(await Questions.MailsAsync(app, "lucia@example.com"));
        Assert.Equal("Confirme su pregunta a Cleveland Security Cameras", mail.Subject);
        Assert.Contains("https://clevesec.test/es/guide/confirm/{{question-link}}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("El enlace sirve durante 7 días.", mail.TextBody, StringComparison.Ordinal);
        var link = await Questions.LinkAsync(app, "lucia@example.com", Language.Spanish);
        Assert.Contains("Sí, esta es mi pregunta", (await client.GetAsync(link)).Text, StringComparison.Ordinal);
        (await client.SubmitAsync(Questions.Form)).ExpectRedirect(link);
        Assert.Equal(CommentState.Waiting, (await Questions.FindAsync(app, "¿Funciona sin internet?")).State);
    }

    [Theory]
    [InlineData("See https://a.example/1 and https://b.example/2 and www.c.example")]
    [InlineData("cheap.shop best.site great.club")]
    [InlineData("nice page [url=https://x.example]here[/url]")]
    [InlineData("<a href='https://x.example'>here</a>")]
    [InlineData("Earn with BITCOIN today")]
    [InlineData("write me on t.me/somebody")]
    public async Task Post_TextOfAProgram_IsHeldAndAnsweredLikeAGoodOne(string text)
    {
        using var client = app.Browser();

        (await Questions.AskAsync(app, client, text, "spam@example.com")).ExpectRedirect("/guide/qr-code/asked");

        Assert.Equal(CommentState.Spam, (await Questions.FindAsync(app, text)).State);
        Assert.Empty(await Questions.MailsAsync(app, "spam@example.com"));
    }

    [Theory]
    [InlineData("The makers say https://a.example/1 and https://b.example/2: which is right?")]
    [InlineData("My recorder at 192.168.1.108 shows <DeviceInfo> and support_rpwd@dahuatech.com does not answer")]
    public async Task Post_TextOfAPerson_IsNotHeld(string text)
    {
        using var client = app.Browser();

        await Questions.AskAsync(app, client, text, $"{Guid.NewGuid():N}@example.com");

        Assert.Equal(CommentState.Unconfirmed, (await Questions.FindAsync(app, text)).State);
    }

    [Fact]
    public async Task Post_TrapFilled_IsHeldAndAnsweredLikeAGoodOne()
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client);

        (await client.SubmitAsync(Questions.Form, [.. Questions.Filled("Trapped?", "trapped@example.com"), ("Input.Website", "x")])).ExpectRedirect("/guide/qr-code/asked");

        Assert.Equal(CommentState.Spam, (await Questions.FindAsync(app, "Trapped?")).State);
        Assert.Empty(await Questions.MailsAsync(app, "trapped@example.com"));
    }

    [Fact]
    public async Task Post_FasterThanAPerson_IsToldWithEverythingKept()
    {
        using var client = app.Browser();
        await client.GetAsync("/guide/qr-code/ask");

        var fast = (await client.SubmitAsync(Questions.Form, Questions.Filled("Fast?"))).Expect(HttpStatusCode.UnprocessableEntity);
        var forged = (await client.SubmitAsync(Questions.Form, [.. Questions.Filled("Fast?"), ("Input.Made", "x")])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.All([fast, forged], page => Assert.Contains("wait a few seconds", page.Text, StringComparison.Ordinal));
        Assert.Equal("Fast?", ((IHtmlTextAreaElement)fast.One("[name='Input.Text']")).Value);
        Assert.Equal(0, await Questions.CountAsync(app, "Fast?"));
    }

    [Fact]
    public async Task Post_SixthFromOneNetworkInAnHour_IsTooMany()
    {
        using var client = app.Browser();
        for (var i = 0; i < 5; i++)
        {
            (await Questions.AskAsync(app, client, $"Flood {i}?", $"flood{i}@example.com")).ExpectRedirect("/guide/qr-code/asked");
        }

        var sixth = (await Questions.AskAsync(app, client, "Flood 5?", "flood5@example.com")).Expect(HttpStatusCode.TooManyRequests);

        Assert.NotNull(sixth.Headers.RetryAfter);
        Assert.Equal(0, await Questions.CountAsync(app, "Flood 5?"));
        using var neighbour = app.Browser();
        (await Questions.AskAsync(app, neighbour, "Flood 5?", "flood5@example.com")).ExpectRedirect("/guide/qr-code/asked");
    }

    [Fact]
    public async Task Post_FourthMailToOneAddressInADay_IsHeldAndAnsweredAlike()
    {
        for (var i = 0; i < 4; i++)
        {
            using var client = app.Browser();
            (await Questions.AskAsync(app, client, $"Mailed {i}?", i == 1 ? "Often@Example.com" : "often@example.com")).ExpectRedirect("/guide/qr-code/asked");
        }

        Assert.Equal(2, (await Questions.MailsAsync(app, "often@example.com")).Count);
        Assert.Single(await Questions.MailsAsync(app, "Often@Example.com"));
        Assert.Equal(CommentState.Spam, (await Questions.FindAsync(app, "Mailed 3?")).State);
    }

    [Fact]
    public async Task Post_SameFormTwice_AsksOnceAndAnotherTextAsksAgain()
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client);

        for (var i = 0; i < 2; i++)
        {
            (await client.SubmitAsync(Questions.Form, Questions.Filled("Twice?", "twice@example.com"))).ExpectRedirect("/guide/qr-code/asked");
        }

        Assert.Equal(1, await Questions.CountAsync(app, "Twice?"));
        Assert.Single(await Questions.MailsAsync(app, "twice@example.com"));
        (await client.SubmitAsync(Questions.Form, Questions.Filled("Twice, corrected?", "twice@example.com"))).ExpectRedirect("/guide/qr-code/asked");
        Assert.Equal(1, await Questions.CountAsync(app, "Twice, corrected?"));
    }

    [Fact]
    public async Task Post_SameFormAtTheSameTime_AsksOnce()
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.SubmitAsync(Questions.Form, Questions.Filled("At once?", "once@example.com"))));

        Assert.All(answers, answer => answer.ExpectRedirect("/guide/qr-code/asked"));
        Assert.Equal(1, await Questions.CountAsync(app, "At once?"));
        Assert.Single(await Questions.MailsAsync(app, "once@example.com"));
    }

    [Theory]
    [InlineData("/guide/qr-code/ask", "Input.Text", "my password: Blue42fish", "looks like a password")]
    [InlineData("/es/guide/qr-code/ask", "Input.Text", "la contraseña es Azul42pez", "parece una contraseña")]
    [InlineData("/guide/qr-code/ask", "Input.Text", " \n ", "Enter your question.")]
    [InlineData("/guide/qr-code/ask", "Input.Name", "https://x.example", "without web addresses")]
    [InlineData("/guide/qr-code/ask", "Input.Name", "\u202E", "Enter a name")]
    [InlineData("/guide/qr-code/ask", "Input.Email", "ana@example", "like name@example.com")]
    [InlineData("/guide/qr-code/ask", "Input.Email", "ana@example.com\r\nBcc: b@example.com", "like name@example.com")]
    [InlineData("/es/guide/qr-code/ask", "Input.Email", "", "Escriba su correo electrónico.")]
    public async Task Post_OneFieldBad_SaysWhyAndKeepsTheRest(string path, string field, string value, string why)
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client, path);

        var page = (await client.SubmitAsync(Questions.Form, [.. Questions.Filled("Kept?").Where(it => it.Name != field), (field, value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One("form .field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(field == "Input.Text" ? value.ReplaceLineEndings("\n") : "Kept?", ((IHtmlTextAreaElement)page.One("[name='Input.Text']")).Value);
        Assert.Equal(0, await Questions.CountAsync(app, "Kept?"));
    }

    [Fact]
    public async Task Post_TenThousandCharacters_AreRefusedNotCut()
    {
        using var client = app.Browser();
        await Questions.OpenAsync(app, client);
        var text = new string('x', 10_000);

        var page = (await client.SubmitAsync(Questions.Form, Questions.Filled(text, text, text))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(3, page.All("form .field__error").Count);
        Assert.Equal(text, ((IHtmlTextAreaElement)page.One("[name='Input.Text']")).Value);
    }

    [Fact]
    public async Task Post_ExactlyTheLengthWithWindowsLineEnds_IsTaken()
    {
        using var client = app.Browser();
        var lines = string.Join("\r\n", Enumerable.Repeat("123456789", 200));

        (await Questions.AskAsync(app, client, lines, "lines@example.com")).ExpectRedirect("/guide/qr-code/asked");

        Assert.Equal(1999, (await Questions.FindAsync(app, lines.ReplaceLineEndings("\n"))).Text.Length);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("asked")]
    [InlineData("comments")]
    [InlineData("helpful")]
    [InlineData("thanks")]
    public async Task Get_UnknownTopic_IsNotFound(string page)
    {
        using var client = app.Client();

        (await client.GetAsync($"/guide/no-such-topic/{page}")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync($"/guide/n%C3%B1%0D%0Ax/{page}")).Expect(HttpStatusCode.NotFound);
    }
}
