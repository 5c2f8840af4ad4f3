using System.Net;
using System.Text.Json;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Found;

/// <summary>What search engines are told: what each kind must have, and nothing that stands nowhere.</summary>
public sealed class JsonLdTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    /// <summary>All that may be said of each kind.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["LocalBusiness"] = ["@context", "@type", "@id", "name", "telephone", "url", "areaServed", "openingHours"],
        ["AdministrativeArea"] = ["@type", "name"],
        ["BreadcrumbList"] = ["@context", "@type", "itemListElement"],
        ["ListItem"] = ["@type", "position", "name", "item"],
        ["HowTo"] = ["@context", "@type", "name", "inLanguage", "step", "totalTime"],
        ["HowToStep"] = ["@type", "position", "text"],
        ["FAQPage"] = ["@context", "@type", "mainEntity"],
        ["Question"] = ["@type", "name", "acceptedAnswer"],
        ["Answer"] = ["@type", "text"],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/contact")]
    [InlineData("/es")]
    public async Task Get_HomeOrContact_TellsTheBusinessAndNothingInvented(string path)
    {
        var business = Assert.Single(await DataAsync(path));

        Assert.Equal("LocalBusiness", Text(business, "@type"));
        Assert.Equal("Cleveland Security Cameras", Text(business, "name"));
        Assert.Equal("+12163338245", Text(business, "telephone"));
        Assert.Equal("https://clevesec.test/", Text(business, "url"));
        var counties = await app.DbAsync(db => db.ServiceZips.Where(zip => zip.Served).Select(zip => zip.County).Distinct().ToListAsync(Ct));
        Assert.Equal(counties.Select(county => $"{county} County, Ohio").Order(), business.GetProperty("areaServed").EnumerateArray().Select(area => Text(area, "name")).Order());
        Assert.False(business.TryGetProperty("openingHours", out _));
    }

    [Fact]
    public async Task Get_ContactWithHoursSet_TellsThoseHours()
    {
        await SetHoursAsync("{Monday 08:00-17:00,Saturday 09:00-12:00}");
        try
        {
            var business = Assert.Single(await DataAsync("/contact"));

            Assert.Equal(["Mo 08:00-17:00", "Sa 09:00-12:00"], business.GetProperty("openingHours").EnumerateArray().Select(hours => hours.GetString()));
        }
        finally
        {
            await SetHoursAsync("{}");
        }
    }

    [Theory]
    [InlineData("", Language.English)]
    [InlineData("/es", Language.Spanish)]
    public async Task Get_EveryTopic_TellsItsPlaceAndTheStepsOfItsMethods(string prefix, Language language)
    {
        var topics = await app.DbAsync(db => db.GuideTopics.AsNoTracking().Where(topic => topic.Language == language).ToListAsync(Ct));
        var methods = await app.DbAsync(db => db.GuideMethods.AsNoTracking().OrderBy(method => method.Position).ToListAsync(Ct));
        foreach (var topic in topics)
        {
            var data = await DataAsync(prefix + (topic.Slug == "overview" ? "/guide" : $"/guide/{topic.Slug}"));

            var explained = methods.Where(method => method.Topic == topic.Slug && method.In(language).Steps.Count > 0).Select(method => method.In(language)).ToList();
            var howTos = data.Where(item => Text(item, "@type") == "HowTo").ToList();
            Assert.Equal(explained.Select(method => method.Name), howTos.Select(howTo => Text(howTo, "name")));
            Assert.Equal(explained.Select(method => string.Join('|', method.Steps)), howTos.Select(howTo => string.Join('|', howTo.GetProperty("step").EnumerateArray().Select(step => Text(step, "text")))));
            Assert.All(howTos, howTo => Assert.False(howTo.TryGetProperty("totalTime", out _), "No method states one proven number of minutes."));
            Assert.DoesNotContain(data, item => Text(item, "@type") == "FAQPage");
            var crumbs = data.SingleOrDefault(item => Text(item, "@type") == "BreadcrumbList");
            if (topic.Slug != "overview")
            {
                var items = crumbs.GetProperty("itemListElement").EnumerateArray().ToList();
                Assert.Equal([$"https://clevesec.test{prefix}/guide", $"https://clevesec.test{prefix}/guide/{topic.Slug}"], items.Select(item => Text(item, "item")));
                Assert.Equal([1, 2], items.Select(item => item.GetProperty("position").GetInt32()));
                Assert.Equal(topic.Title, Text(items[1], "name"));
            }
        }
    }

    [Fact]
    public async Task Get_TopicWhoseMethodTakesAStatedNumberOfMinutes_TellsIt()
    {
        await MinutesAsync("12 minutes", "minutes");
        var unproven = await DataAsync("/guide/wait-out-the-lock");
        await MinutesAsync("12 minutes");
        var proven = await DataAsync("/guide/wait-out-the-lock");
        await MinutesAsync("1 to 30 minutes; varies by model");

        Assert.False(unproven.Single(item => Text(item, "@type") == "HowTo").TryGetProperty("totalTime", out _));
        Assert.Equal("PT12M", Text(proven.Single(item => Text(item, "@type") == "HowTo"), "totalTime"));
    }

    [Fact]
    public async Task Get_TopicWithQuestions_TellsOnlyThePublishedAndAnsweredOfItsLanguage()
    {
        const string hostile = "Does </script><script>alert('x')</script> & \u2028 <!-- work?";
        await app.DbAsync(async db =>
        {
            db.GuideComments.AddRange(
                Comment(CommentState.Published, hostile, "No & never."),
                Comment(CommentState.Published, "Published, no answer", null),
                Comment(CommentState.Waiting, "Waiting", "Drafted answer"),
                Comment(CommentState.Spam, "Spam", "x"),
                Comment(CommentState.Published, "¿En español?", "Sí.", Language.Spanish));
            return await db.SaveChangesAsync(Ct);
        });
        using var client = app.Client();
        var page = await client.GetAsync("/guide/lorex");
        var data = await DataAsync("/guide/lorex");
        await app.DbAsync(db => db.GuideComments.ExecuteDeleteAsync(Ct));

        var question = Assert.Single(data.Single(item => Text(item, "@type") == "FAQPage").GetProperty("mainEntity").EnumerateArray());
        Assert.Equal((hostile, "No & never."), (Text(question, "name"), Text(question.GetProperty("acceptedAnswer"), "text")));
        Assert.DoesNotContain("casey@example.com", page.One("head").InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("head script"), script => script.TextContent.IndexOfAny(['<', '>', '&', '\u2028']) >= 0);
    }

    private static GuideComment Comment(CommentState state, string text, string? answer, Language language = Language.English) => new()
    {
        Id = Guid.CreateVersion7(),
        Slug = "lorex",
        Language = language,
        Name = "Casey",
        Email = "casey@example.com",
        Text = text,
        Answer = answer,
        State = state,
    };

    private Task<object?> SetHoursAsync(string hours) => app.Database.AsOwnerAsync("""
        insert into office_settings (id, hours, guide_check_days) values (1, $1::text[], 180) on conflict (id) do update set hours = excluded.hours
        """, hours);

    private Task<int> MinutesAsync(string minutes, params string[] unproven) => app.DbAsync(async db =>
    {
        var method = (await db.GuideMethods.FindAsync(["wait-lockout"], Ct))!;
        method.English = method.English with { Minutes = minutes };
        method.Unproven = [.. unproven];
        return await db.SaveChangesAsync(Ct);
    });

    private async Task<IReadOnlyList<JsonElement>> DataAsync(string path)
    {
        using var client = app.Client();
        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
        var data = page.All("script[type='application/ld+json']").Select(script => JsonDocument.Parse(script.TextContent).RootElement).ToList();
        Assert.All(data, item => Assert.Equal("https://schema.org", Text(item, "@context")));
        data.ForEach(OnlyKnown);
        return data;
    }

    private static void OnlyKnown(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.All(element.EnumerateArray(), OnlyKnown);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            Assert.Subset(Known[Text(element, "@type")!].ToHashSet(), element.EnumerateObject().Select(property => property.Name).ToHashSet());
            Assert.All(element.EnumerateObject(), property => OnlyKnown(property.Value));
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
