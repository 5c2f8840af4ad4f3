using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Area;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Home;

public sealed class HomeTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Anybody_OffersGuideBookingAndCall()
    {
        using var client = app.Client();

        var page = (await client.GetAsync("/")).Expect(HttpStatusCode.OK);

        Assert.Equal("Locked out of your recorder?", page.One("h1").TextContent);
        Assert.NotEmpty(page.All("main a[href='/guide']"));
        Assert.NotEmpty(page.All("main a[href='/book']"));
        Assert.NotEmpty(page.All("main a[href='tel:+12163338245']"));
        Assert.NotEmpty(page.All("main a[href='/which-reset']"));
        Assert.Equal(4, page.All("ol.steps > li").Count);
        Assert.All(["Dahua", "Lorex", "Hikvision", "photo ID", "receipt", "label", "99 ZIP codes in 5 counties"], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("$", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitZip_InArea_ShowsTheNextFreeWindowAndBooksThere()
    {
        await app.Data.StaffAsync(CleveSec.Domain.Staff.StaffRole.Technician, "Terry Fields");
        using var client = app.Client();
        await client.GetAsync("/");

        var page = (await client.SubmitAsync("main form", ("zip", TestData.Zip))).Expect(HttpStatusCode.OK);

        var first = (await client.GetAsync($"/book?zip={TestData.Zip}")).All("[name='Input.Window']")[0].ParentElement!;
        Assert.Contains(first.QuerySelector(".choice__title")!.TextContent, page.One("#next strong").TextContent, StringComparison.Ordinal);
        Assert.Contains(first.QuerySelector(".choice__text")!.TextContent, page.One("#next strong").TextContent, StringComparison.Ordinal);
        Assert.Contains($"zip={TestData.Zip}", page.One("#next a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10001", "We do not have 10001 in our area")]
    [InlineData("44", "Enter the five-digit ZIP code")]
    [InlineData("<b>'\"44", "Enter the five-digit ZIP code")]
    public async Task SubmitZip_NotServedOrNone_SaysSoBesideIt(string zip, string words)
    {
        using var client = app.Client();

        var page = (await client.GetAsync($"/?zip={Uri.EscapeDataString(zip)}")).Expect(HttpStatusCode.OK);

        Assert.Contains(words, page.One("#next").TextContent, StringComparison.Ordinal);
        Assert.Equal(zip, page.One("#zip").GetAttribute("value"));
    }

    [Fact]
    public async Task Get_ZipNoLongerServed_IsNotCounted()
    {
        var before = await app.WithAsync<ServiceAreaQuery, ServiceArea>(area => area.RunAsync(Ct));
        await app.DbAsync(db => db.ServiceZips.Where(zip => zip.County == "Lake").ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, false), Ct));

        var after = await app.WithAsync<ServiceAreaQuery, ServiceArea>(area => area.RunAsync(Ct));

        await app.DbAsync(db => db.ServiceZips.Where(zip => zip.County == "Lake").ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, true), Ct));
        Assert.Equal((before.Zips - 8, "Cuyahoga, Lorain, Medina and Geauga"), (after.Zips, after.Names));
    }

    [Theory]
    [InlineData("/privacy", "GeoNames", "give them back", "erased when the job is closed", "a picture of your ID", "deleted after 7 days", "Erased 30 days after the call")]
    [InlineData("/contact", "216-333-8245", "Cuyahoga, Lorain, Medina, Geauga and Lake")]
    [InlineData("/accessibility", "WCAG", "216-333-8245")]
    public async Task Get_LegalPage_SaysWhatItMust(string path, params string[] facts)
    {
        using var client = app.Client();

        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);

        Assert.All(facts, fact => Assert.Contains(fact, page.Text, StringComparison.Ordinal));
    }
}
