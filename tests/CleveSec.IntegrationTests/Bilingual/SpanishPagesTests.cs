using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Comments;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>Every page of the public is there in Spanish, and in nothing but Spanish.</summary>
public sealed class SpanishPagesTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    /// <summary>Each kind of question and result of "Which reset works for me?".</summary>
    private static readonly string[] Answers =
    [
        "whose=own", "whose=own&footage=no", "whose=own&footage=yes", "whose=own&footage=no&screen=wrong-password", "whose=own&footage=no&screen=wrong-password&brand=dahua",
        "whose=own&footage=no&screen=wrong-password&brand=lorex", "whose=own&footage=no&screen=wrong-password&brand=hikvision",
        "whose=own&footage=no&screen=locked&brand=hikvision&hik-offers=not-sure", "whose=own&footage=yes&screen=wrong-password&brand=dahua&dahua-offers=email-mine",
        "whose=own&footage=no&screen=wrong-password&brand=dahua&dahua-offers=questions-known", "whose=partner", "whose=tenant", "whose=leased", "whose=federal",
    ];

    private static readonly int[] Failures = [400, 403, 404, 405, 409, 413, 418, 422, 429, 500, 503];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> PublicRoutes => [.. EndpointTable.Rows.Where(row => row.Method == "GET" && row.Who <= Who.CustomerWithCode && Languages.IsPublic(row.Route)).Select(row => row.Route)];

    public static TheoryData<JobStatus> Statuses => [.. Enum.GetValues<JobStatus>()];

    [Theory]
    [MemberData(nameof(PublicRoutes))]
    public async Task Get_EveryPublicPage_IsInSpanishThroughout(string route)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        foreach (var path in await AddressesAsync(route, job))
        {
            // Some pages start or end a session: each language has its own.
            using var reader = await app.Data.CustomerClientAsync(job.Id);
            using var lector = await app.Data.CustomerClientAsync(job.Id);

            var problems = SpanishPages.Problems(await reader.GetAsync(path), await lector.GetAsync(Languages.In(Language.Spanish, path)));

            Assert.True(problems.Count == 0, $"{path}: {string.Join("; ", problems)}");
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Get_VisitInEachState_IsInSpanishThroughout(JobStatus status)
    {
        var job = await app.Data.JobAsync(status);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        // The summary is the technician's own text.
        var problems = SpanishPages.Problems(await customer.GetAsync("/visit"), await customer.GetAsync("/es/visit")).Where(problem => job.Summary is null || problem != $"English: {job.Summary}");

        Assert.Empty(problems);
    }

    /// <summary>The control: a page that is not in Spanish is found out.</summary>
    [Fact]
    public async Task Compare_EnglishWithItself_IsFullOfProblems()
    {
        using var client = app.Client();
        var english = await client.GetAsync("/");

        var problems = SpanishPages.Problems(english, english);

        Assert.Contains("does not say its language", problems);
        Assert.Contains("English: Locked out of your recorder?", problems);
        Assert.Contains("leads to English /book", problems);
    }

    [Fact]
    public async Task Get_EveryTopic_IsThereInBothLanguages()
    {
        var topics = await app.DbAsync(db => db.GuideTopics.AsNoTracking().OrderBy(topic => topic.Position).Select(topic => new { topic.Language, topic.Slug, topic.Position, topic.Title }).ToListAsync(Ct));
        var (english, spanish) = (topics.Where(topic => topic.Language == Language.English).ToList(), topics.Where(topic => topic.Language == Language.Spanish).ToList());
        using var client = app.Client();

        Assert.Equal(english.Select(topic => (topic.Slug, topic.Position)), spanish.Select(topic => (topic.Slug, topic.Position)));
        foreach (var topic in spanish)
        {
            var page = (await client.GetAsync($"/es{Links.GuideTopic(topic.Slug)}")).Expect(HttpStatusCode.OK);
            Assert.Equal(topic.Title, page.One("h1").TextContent);
            Assert.DoesNotContain(english, other => other.Title == topic.Title);
        }
    }

    [Theory]
    [InlineData("/guide?from=mail&n=1", "/es/guide?from=mail&n=1")]
    [InlineData("/guide/qr-code", "/es/guide/qr-code")]
    [InlineData("/", "/es")]
    [InlineData("/book?brand=Lorex&zip=44113", "/es/book?brand=Lorex&zip=44113")]
    public async Task LanguageSwitch_OnAnyPage_KeepsPathAndQuery(string english, string spanish)
    {
        using var client = app.Client();

        Assert.Equal(spanish, (await client.GetAsync(english)).One(".language[hreflang=es-US][lang=es-US]").GetAttribute("href"));
        Assert.Equal(english, (await client.GetAsync(spanish)).One(".language[hreflang=en-US][lang=en-US]").GetAttribute("href"));
    }

    [Theory]
    [InlineData("/es", "/", "/es")]
    [InlineData("/guide/lorex", "/guide/lorex", "/es/guide/lorex")]
    public async Task Get_PublicPage_NamesItsTwoAddresses(string path, string english, string spanish)
    {
        using var client = app.Client();

        var page = await client.GetAsync(path);

        Assert.Equal(CleveSecApp.BaseUrl + path, page.One("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal(CleveSecApp.BaseUrl + english, page.One("link[rel=alternate][hreflang=en-US]").GetAttribute("href"));
        Assert.Equal(CleveSecApp.BaseUrl + spanish, page.One("link[rel=alternate][hreflang=es-US]").GetAttribute("href"));
        Assert.Equal(CleveSecApp.BaseUrl + english, page.One("link[rel=alternate][hreflang=x-default]").GetAttribute("href"));
    }

    [Theory]
    [InlineData("/es/staff")]
    [InlineData("/es/staff/sign-in")]
    [InlineData("/es/tech")]
    [InlineData("/es/health/live")]
    [InlineData("/es/es")]
    [InlineData("/es/es/guide")]
    [InlineData("/esta")]
    public async Task Get_WhatIsNotPublicUnderEs_IsNotFound(string path)
    {
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var anybody = app.Client();

        (await dispatcher.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        (await anybody.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_UnknownAddressUnderEs_IsToldInSpanish()
    {
        using var client = app.Client();

        var page = (await client.GetAsync("/es/nothing-here")).Expect(HttpStatusCode.NotFound);

        Assert.Contains("No encontramos esa página", page.Text, StringComparison.Ordinal);
    }

    /// <summary>An address always shows the same page, whatever the browser or the machine prefers.</summary>
    [Fact]
    public async Task Get_EnglishAddressWithASpanishBrowser_StaysEnglish()
    {
        using var client = app.Client();

        var page = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Language", "es-MX,es;q=0.9" } } });

        Assert.Equal("Locked out of your recorder?", page.One("h1").TextContent);
    }

    private async Task<IReadOnlyList<string>> AddressesAsync(string route, Job job) => route switch
    {
        "/guide/{topic}" => await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Language == Language.English).Select(topic => $"/guide/{topic.Slug}").ToListAsync(Ct)),
        _ when route.StartsWith("/guide/{topic}/", StringComparison.Ordinal) => [route.Replace("{topic}", "lorex", StringComparison.Ordinal)],
        "/which-reset" => ["/which-reset", .. Answers.Select(answers => $"/which-reset?{answers}")],
        "/guide/search" => ["/guide/search", "/guide/search?q=xml", "/guide/search?q=zzzzzz"],
        "/guide/confirm/{confirmation:length(43)}" => [Links.ConfirmQuestion(await this.LinkAsync(LinkPurpose.CommentConfirmation, await this.QuestionAsync())), Links.ConfirmQuestion(Keys.New())],
        "/og/{name}.png" => ["/og/home.png"],
        "/guide/images/{id:guid}-{width:int}x{height:int}.webp" => [],
        "/post/{**rest}" => ["/post/how-to"],
        "/error/{code:int?}" => [.. Failures.Select(code => $"/error/{code}")],
        "/visit/{token:length(43)}" => [$"/visit/{await this.LinkAsync(LinkPurpose.Visit, job.Id)}", $"/visit/{Keys.New()}"],
        "/visit/offer/{offer:length(43)}" => [$"/visit/offer/{Keys.New()}"],
        "/visit/sign/{sign:length(43)}" => [await this.SignAsync(null), await this.SignAsync(signed: true), await this.SignAsync(signed: false), Links.VisitSign(Keys.New())],
        "/visit/live" => [],
        "/book" => ["/book", $"/book?brand=Dahua&zip={TestData.Zip}", "/book?zip=90210"],
        _ when !route.Contains('{', StringComparison.Ordinal) => [route],
        _ => throw new InvalidOperationException($"Say here what {route} is filled with."),
    };

    /// <param name="signed">Null: not answered yet.</param>
    private async Task<string> SignAsync(bool? signed)
    {
        var (asked, key) = await app.Data.AskOwnerAsync((await app.Data.JobAsync(JobStatus.Scheduled)).Id);
        if (signed is { } yes)
        {
            await app.Data.ActAsync(asked.JobId, Actor.Homeowner("Casey Morgan"), (job, step) =>
            {
                if (yes)
                {
                    job.SignByOwner(asked.Id, new OwnerSigned(OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Language.English, "Casey Morgan"), step);
                }
                else
                {
                    job.DeclineByOwner(asked.Id, null, step);
                }
            });
        }

        return Links.VisitSign(key);
    }

    private async Task<Guid> QuestionAsync() => (await Questions.AddAsync(app, CommentState.Unconfirmed, "Why?")).Id;

    private Task<string> LinkAsync(LinkPurpose purpose, Guid subject) => app.WithAsync<IServiceProvider, string>(async services =>
    {
        var token = services.GetRequiredService<SecretLinks>().Issue(purpose, subject, app.Clock.Now, app.Clock.Now + Duration.FromDays(1));
        await services.GetRequiredService<CleveSecDb>().SaveChangesAsync(Ct);
        return token;
    });
}
