using System.Net;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Area;

/// <summary>Where we come to: list, map and the answer for a ZIP code say the same, and what the settings say.</summary>
public sealed class AreaTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Get_MapAndList_SayTheSameAndFollowTheSettings()
    {
        using var client = this.app.Client();
        var before = (await client.GetAsync("/service-area")).Expect(HttpStatusCode.OK);
        await this.app.DbAsync(db => db.ServiceZips.Where(zip => zip.County == "Lake" || zip.County == "Summit").ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, zip => !zip.Served), Ct));
        var after = (await client.GetAsync("/service-area")).Expect(HttpStatusCode.OK);

        string[] first = ["Cuyahoga", "Geauga", "Lake", "Lorain", "Medina"];
        string[] then = ["Cuyahoga", "Geauga", "Lorain", "Medina", "Summit"];
        foreach (var (page, served) in new[] { (before, first), (after, then) })
        {
            Assert.Equal(served.Select(county => $"{county} County"), page.All("section.card h3").Select(title => title.TextContent));
            Assert.Equal(served, page.All(".area-map text[data-served=true]").Select(name => name.TextContent));
            Assert.Equal(served.Length, page.All(".area-map path[data-served=true]").Count);
            Assert.Equal(7, page.All(".area-map path").Count);
            Assert.Contains($"We come to: {string.Join(", ", served)}.", page.One(".area-map desc").TextContent, StringComparison.Ordinal);
            Assert.Empty(page.All("[style], script:not([src^='/'])"));
        }

        Assert.Contains("Not in our area at present: Portage, Summit.", before.Text, StringComparison.Ordinal);
        Assert.Contains("52 ZIP codes", before.One("section:has(> #county-Cuyahoga) summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("44060", before.One("section:has(> #county-Lake) dl").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("44113", "Yes, we come to 44113", "Cleveland, Cuyahoga County.")]
    [InlineData(" 44113-1234 ", "Yes, we come to 44113", "Cuyahoga County")]
    [InlineData("44308", "No, 44308 is outside our area", "Akron, Summit County.")]
    [InlineData("10001", "No, 10001 is outside our area", "We do not know this ZIP code")]
    public async Task Get_Zip_IsAnswered(string zip, params string[] words)
    {
        using var client = this.app.Client();
        await client.GetAsync("/service-area");

        var page = (await client.SubmitAsync("main form", ("Zip", zip))).Expect(HttpStatusCode.OK);

        Assert.All(words, word => Assert.Contains(word, page.One("#answer").TextContent, StringComparison.Ordinal));
        Assert.Equal(words[0].StartsWith("Yes", StringComparison.Ordinal) ? 1 : 0, page.All("#answer a[href*='/book']").Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4411")]
    [InlineData("<script>zip()</script>")]
    [InlineData("four four one one three")]
    public async Task Get_NoZip_SaysWhatIsAskedAndKeepsIt(string zip)
    {
        using var client = this.app.Client();

        var page = (await client.GetAsync($"/service-area?zip={Uri.EscapeDataString(zip)}")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("Enter a five-digit ZIP code.", page.One(".field__error").TextContent);
        Assert.Equal(zip, page.One("#Zip").GetAttribute("value"));
        Assert.Empty(page.All("main script"));
        Assert.Empty(page.All("#answer"));
    }

    [Fact]
    public async Task Get_YesAnswer_LeadsToABookingForThatZip()
    {
        using var client = this.app.Client();
        var page = await client.GetAsync("/service-area?zip=44113");

        var book = (await client.GetAsync(page.One("#answer a[href*='/book']").GetAttribute("href")!)).Expect(HttpStatusCode.OK);

        Assert.Equal("44113", book.One("[name='Input.Zip']").GetAttribute("value"));
    }

    [Fact]
    public async Task Get_InSpanish_AnswersInSpanish()
    {
        using var client = this.app.Client();

        var page = (await client.GetAsync("/es/service-area?zip=44113")).Expect(HttpStatusCode.OK);

        Assert.Contains("Sí, vamos al 44113", page.Text, StringComparison.Ordinal);
        Assert.Contains("Condado de Geauga", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("/es/book", page.One("#answer a.button").GetAttribute("href"), StringComparison.Ordinal);
    }
}
