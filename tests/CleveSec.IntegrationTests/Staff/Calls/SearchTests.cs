using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Search;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Calls;

public sealed class SearchTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("obrien munoz", "name")]
    [InlineData("O'BRIEN-MUÑOZ", "name")]
    [InlineData("o’brien", "name")]
    [InlineData("munoz alex", "name")]
    [InlineData("alex obr", "name")]
    [InlineData("(330) 555-0177", "phone")]
    [InlineData("+1 330.555.0177", "phone")]
    [InlineData("13305550177", "phone")]
    [InlineData("5550177", "phone")]
    [InlineData("0177", "phone")]
    [InlineData("4711 elmwood", "place")]
    [InlineData("4711 Elmwood Avenue Apt 9 Lakewood", "place")]
    [InlineData("alex.obrien@mail.example", "email")]
    [InlineData("ds-7608ni-k2/0815", "serial")]
    [InlineData("DS7608NIK20815", "serial")]
    [InlineData("{number}", "number")]
    [InlineData("{loose}", "number")]
    [InlineData("munoz elmwood", "several")]
    [InlineData("elmwood obrien 4711", "several")]
    [InlineData("obrien lakewood", "several")]
    [InlineData("lakew munoz", "several")]
    [InlineData("elmwood ave", "place")]
    [InlineData("4711 elmwood av lakewood", "place")]
    [InlineData("elmwood apartment 9", "place")]
    [InlineData("(330) 555-0177 ext. 12", "phone")]
    [InlineData("330 555 0177 x9", "phone")]
    [InlineData("330555", "phone")]
    [InlineData("unoz", "several")]
    public async Task Search_AnyWayToSayIt_FindsTheJobAndSaysByWhat(string typed, string matched)
    {
        var job = await this.SpecialAsync();
        await app.Data.JobAsync();

        var rows = await this.RowsAsync(typed.Replace("{number}", job.Number, StringComparison.Ordinal).Replace("{loose}", job.Number.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), StringComparison.Ordinal));

        Assert.Equal(job.Number, rows[0].Number);
        Assert.Equal(matched, rows[0].Matched);
        Assert.DoesNotContain(rows, row => row.Name == "Casey Morgan");
    }

    [Theory]
    [InlineData("obrein")]
    [InlineData("obrin")]
    [InlineData("obrienn")]
    [InlineData("O'Brian-Munos")]
    [InlineData("mnuoz alex")]
    [InlineData("obrein lakewood")]
    [InlineData("lakwood munoz")]
    [InlineData("4711 elmwod avenue")]
    public async Task Search_OneLetterWrongInAWord_FindsWhatComesNearAndSaysSo(string typed)
    {
        var job = await this.SpecialAsync();
        await app.Data.JobAsync();

        var rows = await this.RowsAsync(typed);

        Assert.Equal(job.Number, rows[0].Number);
        Assert.All(rows, row => Assert.True(row.IsNear));
        Assert.DoesNotContain(rows, row => row.Name == "Casey Morgan");
    }

    [Theory]
    [InlineData("mueler")]
    [InlineData("mueller")]
    [InlineData("MULLER")]
    [InlineData("Müler")]
    public async Task Search_AnUmlautInAnySpelling_FindsIt(string typed)
    {
        var job = await this.NamedAsync("Jörg Müller", "7 Birch Ct");

        Assert.Contains(await this.RowsAsync(typed), row => row.Number == job.Number);
    }

    [Fact]
    public async Task Search_SomethingIsWrittenLikeThat_ShowsNothingThatOnlyComesNear()
    {
        await this.NamedAsync("Hanna Tillmar", "7 Birch Ct");
        var meant = await this.NamedAsync("Hanna Tilmar", "8 Birch Ct");

        var row = Assert.Single(await this.RowsAsync("tilmar"));

        Assert.Equal(meant.Number, row.Number);
        Assert.False(row.IsNear);
    }

    [Theory]
    [InlineData("zzyzxq")]
    [InlineData("obxxen")]
    [InlineData("xxx obrien")]
    [InlineData("99887766")]
    public async Task Search_TooFarFromAnything_FindsNothing(string typed)
    {
        await this.SpecialAsync();

        Assert.Empty(await this.RowsAsync(typed));
    }

    [Fact]
    public async Task Search_OfAWordShortOrLong_FindsTheStreetWrittenTheOtherWay()
    {
        var shortly = await this.NamedAsync("Short Streeter", "31 W Larkspur Blvd");
        var longly = await this.NamedAsync("Long Streeter", "32 West Larkspur Boulevard");

        foreach (var typed in new[] { "west larkspur boulevard", "w larkspur blvd", "larkspur blv", "Larkspur Boul" })
        {
            var rows = await this.RowsAsync(typed);
            Assert.Equal(new[] { shortly.Number, longly.Number }.Order(), rows.Select(row => row.Number).Order());
        }
    }

    [Fact]
    public async Task Search_TheBeginningOfANumber_FindsTheNewestOfThem()
    {
        await app.Data.JobAsync();
        app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        var job = await app.Data.JobAsync();

        var rows = await this.RowsAsync(job.Number[..^3]);

        Assert.Equal(job.Number, rows[0].Number);
        Assert.All(rows, row => Assert.StartsWith(job.Number[..^3], row.Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Row_OfTheLongestWordsInAnyScript_FitsItsIndexAndIsFound()
    {
        var job = await this.NamedAsync("Żółw " + string.Concat(Enumerable.Repeat("漢字", 57)), string.Concat(Enumerable.Repeat("道路", 60)));
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, new string('e', 240) + "@mail.example"), Ct));
        await app.DbAsync(db => db.Recorders.Where(row => row.SiteId == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Serial, string.Concat(Enumerable.Repeat("錄", 60))), Ct));

        Assert.Equal(job.Number, Assert.Single(await this.RowsAsync("zolw")).Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("%")]
    [InlineData("%%")]
    [InlineData("_ _")]
    [InlineData("\\")]
    [InlineData("' or 1=1 --")]
    [InlineData("$1 %s %I %L")]
    [InlineData("!!!")]
    [InlineData("ñ")]
    [InlineData("😀")]
    [InlineData("😀🏠🔑")]
    [InlineData("\"'`´’")]
    [InlineData("\u0001\u0007")]
    [InlineData("%_\\%")]
    [InlineData("x-y %_ 'q'")]
    public async Task Search_NothingMeant_FindsNothingAndBreaksNothing(string typed)
    {
        await app.Data.JobAsync();

        Assert.Empty(await this.RowsAsync(typed));
    }

    [Theory]
    [InlineData("/staff/search?q=")]
    [InlineData("/staff/search?handler=Suggest&q=")]
    [InlineData("/staff/jobs?q=")]
    public async Task Page_OfWhateverIsTyped_IsNoError(string path)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        foreach (var typed in new[] { new string('a', 200), new string('7', 200), string.Concat(Enumerable.Repeat("ab ", 70)), "%5C%5C%25_", "%00", "%F0%9F%98%80", "%22%27%60", "Casey+%F0%9F%98%80", "cs-", "cs-9", "x", "216+555+0123+ext", "????", "((((" })
        {
            var answer = await client.GetAsync(path + typed);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.BadRequest, $"{answer.Status} for {typed}");
        }
    }

    [Fact]
    public async Task Pages_OfAMistypedName_SayThatItComesNear()
    {
        var job = await this.SpecialAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var found = (await client.GetAsync("/staff/search?q=obrein")).Expect(HttpStatusCode.OK);
        var list = (await client.GetAsync("/staff/jobs?q=obrein&sort=name")).Expect(HttpStatusCode.OK);

        Assert.Contains("These come near", found.Text, StringComparison.Ordinal);
        Assert.Contains(found.All(".found__title a"), link => link.GetAttribute("href") == $"/staff/customers/{job.CustomerId}");
        Assert.Contains("These come near", list.Text, StringComparison.Ordinal);
        Assert.Contains(list.All("tbody th"), row => row.TextContent.Trim() == job.Number);
        Assert.DoesNotContain("These come near", (await client.GetAsync("/staff/jobs?q=obrien")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_SeveralMatch_BestFirstThenNewest()
    {
        await this.NamedAsync("Quillon Tanager", "1 Birch Ct");
        await this.NamedAsync("Somebody Else", "5 Tanager Ln");
        var older = await this.NamedAsync("Tanager", "2 Birch Ct");
        app.Clock.Advance(NodaTime.Duration.FromHours(1));
        var newer = await this.NamedAsync("Tanager", "3 Birch Ct");

        var rows = await this.RowsAsync("tanager");

        Assert.Equal([newer.Number, older.Number], rows.Take(2).Select(row => row.Number));
        Assert.Equal(["name", "name", "name", "place"], rows.Select(row => row.Matched));
        Assert.Equal("Quillon Tanager", rows[2].Name);
    }

    [Fact]
    public async Task Search_AfterACorrection_FindsTheNewAndNotTheOld()
    {
        var job = await this.NamedAsync("Wilhelmina Oldname", "8 Birch Ct");

        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, "Wilhelmina Newname"), Ct));

        Assert.Empty(await this.RowsAsync("oldname"));
        Assert.Equal(job.Number, Assert.Single(await this.RowsAsync("newname")).Number);
    }

    [Fact]
    public async Task Search_MoreThanTheIndexLooksAt_StillShowsTheNewestFirst()
    {
        var job = await this.NamedAsync("Common Gadwall", "9 Birch Ct");
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            select gen_random_uuid(), 'CS-1999-' || n, 'Cancelled', customer_id, site_id, trouble, reported_at - n * interval '1 hour', false, false, service_id from jobs, generate_series(10001, 11500) n where id = {job.Id}
            """, Ct));

        var rows = await this.RowsAsync("gadwall");

        Assert.Equal(job.Number, rows[0].Number);
        Assert.Equal([.. rows.OrderByDescending(row => row.ReportedAt).Select(row => row.Number)], rows.Select(row => row.Number));
    }

    [Fact]
    public async Task Page_OfANameWithManyJobs_ShowsTheCustomerOnceAndMarksWhatMatched()
    {
        var job = await this.SpecialAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff/search?q=obrien+munoz")).Expect(HttpStatusCode.OK);

        Assert.Single(page.All(".found__title a"), link => link.GetAttribute("href") == $"/staff/customers/{job.CustomerId}");
        Assert.Contains(page.All(".found__title mark"), mark => mark.TextContent.Contains("Muñoz", StringComparison.Ordinal));
        Assert.Equal("obrien munoz", page.One("#find").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_OfAJobNumber_LeadsStraightToIt()
    {
        var job = await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync("/staff/search?q=" + job.Number.ToLowerInvariant())).ExpectRedirect($"/staff/jobs/{job.Number}");
    }

    [Fact]
    public async Task Suggest_WhileTyping_AnswersOptionsOnly()
    {
        var job = await this.SpecialAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff/search?handler=Suggest&q=obr")).Expect(HttpStatusCode.OK);

        Assert.NotEmpty(page.All("li[role=option]"));
        Assert.Contains(page.All("li[role=option]"), option => option.GetAttribute("data-href") == $"/staff/customers/{job.CustomerId}");
        Assert.DoesNotContain("<html", page.Body, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Box_OnEveryPageOfTheOffice_NeverForTechnicians()
    {
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var technician = await app.Data.SignInAsync(StaffRole.Technician);

        Assert.Equal("/staff/search", (await dispatcher.GetAsync("/staff/account")).One("form.find__form").GetAttribute("action"));
        Assert.Empty((await technician.GetAsync("/staff/account")).Expect(HttpStatusCode.OK).All(".find"));
        (await technician.GetAsync("/staff/search?q=casey")).Expect(HttpStatusCode.NotFound);
        (await technician.GetAsync("/staff/search?handler=Suggest&q=casey")).Expect(HttpStatusCode.NotFound);
    }

    private Task<IReadOnlyList<SearchRow>> RowsAsync(string typed) => app.WithAsync<SearchQuery, IReadOnlyList<SearchRow>>(query => query.RunAsync(typed, 60, Ct));

    private async Task<Job> NamedAsync(string name, string street)
    {
        var job = await app.Data.JobAsync();
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name), Ct));
        await app.DbAsync(db => db.Sites.Where(row => row.Id == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Street, street), Ct));
        return job;
    }

    private async Task<Job> SpecialAsync()
    {
        app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        var job = await this.NamedAsync("Alex O'Brien-Muñoz", "4711 Elmwood Avenue");
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, "+13305550177").SetProperty(row => row.Email, "alex.obrien@mail.example"), Ct));
        await app.DbAsync(db => db.Sites.Where(row => row.Id == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Unit, "Apt 9").SetProperty(row => row.City, "Lakewood"), Ct));
        await app.DbAsync(db => db.Recorders.Where(row => row.SiteId == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Serial, "DS-7608NI-K2/0815"), Ct));
        return job;
    }
}
