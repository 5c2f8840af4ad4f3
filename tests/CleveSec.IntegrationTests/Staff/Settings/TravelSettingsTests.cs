using System.Net;
using System.Text;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>How driving times are worked out, as the admin sets it.</summary>
public sealed class TravelSettingsTests : IAsyncLifetime
{
    private const string Path = "/staff/settings/travel";
    private const string Form = "form:has([name='Input.Road'])";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Estimate_Saved_IsKeptAsTheDomainReadsItAndAudited()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        (await client.SubmitAsync(Form, ("Input.Road", "140"), ("Input.Speeds", "5 20\r\n20  40\r\n* 55"), ("Input.Hours", "mon-tue 7-9 am 125\r\nSun 16:00-18:30 90%"))).ExpectRedirect(Path);

        var row = await this.RowAsync();
        Assert.Equal(140, row.RoadPercent);
        Assert.Equal(["5 20", "20 40", "* 55"], row.SpeedBands);
        Assert.Equal(["Monday 07:00-09:00 125", "Tuesday 07:00-09:00 125", "Sunday 16:00-18:30 90"], row.HourBands);
        Assert.Equal("Monday-Tuesday 07:00-09:00 125\nSunday 16:00-18:30 90", (await client.GetAsync(Path)).One("[name='Input.Hours']").TextContent.Trim());
        Assert.Equal(3, await this.app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "travel settings changed", Ct)));
        (await client.SubmitAsync(Form)).ExpectRedirect(Path);
        Assert.Equal(3, await this.app.DbAsync(db => db.AuditEntries.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("Input.Road", "90", "from 100 to 300")]
    [InlineData("Input.Speeds", "6 25", "write * for the miles")]
    [InlineData("Input.Speeds", "6 25\n4 30\n* 45", "Line 2: the miles have to grow")]
    [InlineData("Input.Speeds", "* 25\n* 45", "Line 1: only the last line")]
    [InlineData("Input.Speeds", "6 0\n* 45", "Line 1: write miles")]
    [InlineData("Input.Speeds", "", "one to 8 lines")]
    [InlineData("Input.Hours", "Noday 7-9 am 125", "Line 1: write days")]
    [InlineData("Input.Hours", "Mon 7-9 am 125\nMon-Wed 8-10 am 125", "Line 2 overlaps line 1")]
    [InlineData("Input.Hours", "Mon 7-9 am 20", "Line 1: write days")]
    public async Task Estimate_OneFieldBad_SaysWhichLine(string field, string value, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        var page = (await client.SubmitAsync(Form, (field, value))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(130, (await this.RowAsync()).RoadPercent);
    }

    [Fact]
    public async Task Estimate_SavedBySomebodyElseMeanwhile_IsToldAndOverwritesNothing()
    {
        using var first = await this.app.Data.SignInAsync(StaffRole.Admin);
        using var second = await this.app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Path);
        await second.GetAsync(Path);

        (await first.SubmitAsync(Form, ("Input.Road", "150"))).ExpectRedirect(Path);
        var refused = (await second.SubmitAsync(Form, ("Input.Road", "160"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("150 %", refused.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("160", refused.One("[name='Input.Road']").GetAttribute("value"));
        Assert.Equal(150, (await this.RowAsync()).RoadPercent);
    }

    [Fact]
    public async Task Table_Uploaded_ReplacesTheOldOneWholeAndComesBackAsAFile()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await this.app.DbAsync(db =>
        {
            db.TravelTimes.Add(new TravelTime { FromZip = "44113", ToZip = "44107", Source = TravelSource.RoadServer, Minutes = 5 });
            return db.SaveChangesAsync(Ct);
        });

        (await this.UploadAsync(client, "from_zip,to_zip,minutes\n44113,44107,12\n44107,44113,11.5\n")).ExpectRedirect(Path);
        var version = await this.VersionAsync();
        (await this.UploadAsync(client, "\uFEFF\"from_zip\",\"to_zip\",\"minutes\"\r\n\"44113\",\"44107\",\"20\"\r\n")).ExpectRedirect(Path);

        Assert.Equal("from_zip,to_zip,minutes\r\n44113,44107,20\r\n", Encoding.UTF8.GetString((await client.GetAsync(Path + "/matrix.csv")).Content));
        Assert.Equal(1, await this.app.DbAsync(db => db.TravelTimes.CountAsync(time => time.Source == TravelSource.RoadServer, Ct)));

        // Few statements: each makes every node read its plans anew.
        Assert.InRange(await this.VersionAsync() - version, 1, 2);

        await client.GetAsync(Path);
        (await client.SubmitAsync("form[action*=RemoveMatrix]")).ExpectRedirect(Path);
        Assert.Equal(0, await this.app.DbAsync(db => db.TravelTimes.CountAsync(time => time.Source == TravelSource.Matrix, Ct)));
        Assert.Equal(
            ["0 → 2 pairs", "2 → 1 pairs", "1 → 0 pairs"],
            await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Table_WithBadLines_NamesEachAndKeepsTheOldOne()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        (await this.UploadAsync(client, "44113,44107,12")).ExpectRedirect(Path);

        var page = (await this.UploadAsync(client, "from_zip,to_zip,minutes\n44113,44107,12\n4411,44107,12\n44113,44107,13\n44113;44102;9\n44113,44113,5\n44113,44102,-1\n44113,44102,NaN\n\n44113,44109,601\n")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            [
                "Line 3: a ZIP code has five digits.", "Line 4: 44113 to 44107 is there already.", "Line 5: there have to be three columns, from ZIP, to ZIP, minutes.", "Line 6: both ZIP codes are the same.",
                "Line 7: minutes are a number from 1 to 600.", "Line 8: minutes are a number from 1 to 600.", "Line 10: minutes are a number from 1 to 600.",
            ],
            page.All("#table_error li").Select(line => line.TextContent.Trim()));
        Assert.Equal(12, await this.app.DbAsync(db => db.TravelTimes.Where(time => time.Source == TravelSource.Matrix).Select(time => time.Minutes).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Table_EmptyBinaryOrTooLarge_IsRefused()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);

        (await this.UploadAsync(client, "")).Expect(HttpStatusCode.UnprocessableEntity);
        (await this.UploadAsync(client, "from_zip,to_zip,minutes\n")).Expect(HttpStatusCode.UnprocessableEntity);
        (await this.UploadAsync(client, "PK\u0003\u0004\0\0 no table")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("too large", (await this.UploadAsync(client, new string('1', 1_600_000))).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains((await this.UploadAsync(client, new string('1', 3_000_000))).Status, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge]);
        Assert.Contains("And 970 more lines", (await this.UploadAsync(client, string.Concat(Enumerable.Repeat("x\n", 1000)))).Text, StringComparison.Ordinal);
    }

    private async Task<SitePage> UploadAsync(SiteClient client, string text)
    {
        var token = (await client.GetAsync(Path)).All("[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("text/csv") } }, "table", "table.csv" },
        };
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, Path + "?handler=Matrix") { Content = form });
    }

    private Task<TravelSettings> RowAsync() => this.app.DbAsync(db => db.TravelSettings.AsNoTracking().SingleAsync(Ct));

    private Task<long> VersionAsync() => this.app.DbAsync(db => db.SchedulingVersions.AsNoTracking().Select(row => row.Version).SingleAsync(Ct));
}
