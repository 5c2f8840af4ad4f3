using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>Days on which nobody comes, as the admin sets them.</summary>
public sealed class HolidaysTests : IAsyncLifetime
{
    private const string Path = "/staff/settings/holidays";
    private const string Form = "form:has([name='Input.Date'])";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Holiday_Added_TakesTheDaysWindowsAndSaysHowManyVisitsStay()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled);
        var day = job.Visits[0].Day;
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);
        Assert.Contains(day, await this.DaysAsync());

        (await client.SubmitAsync(Form, ("Input.Date", Iso(day)), ("Input.Name", "Day of the O'Brien-Muñoz"))).ExpectRedirect(Path);

        Assert.DoesNotContain(day, await this.DaysAsync());
        var page = await client.GetAsync(Path);
        Assert.Contains("1 visit stands there already and stays", page.One(".notice--success").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 visit stands on this day", page.One(".queue__row").TextContent, StringComparison.Ordinal);
        Assert.True((await this.app.Data.LoadAsync(job.Id)).Visits[0].IsLive);

        var twice = (await client.SubmitAsync(Form, ("Input.Date", Iso(day)), ("Input.Name", "Again"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("is a holiday already: Day of the O'Brien-Muñoz", twice.Text, StringComparison.Ordinal);
        Assert.Equal("Again", twice.One("[name='Input.Name']").GetAttribute("value"));

        (await client.SubmitAsync(".queue__row form")).ExpectRedirect(Path);
        Assert.Contains(day, await this.DaysAsync());
        Assert.Equal(
            [$"holiday added {Iso(day)} Day of the O'Brien-Muñoz", $"holiday removed {Iso(day)} Day of the O'Brien-Muñoz"],
            await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.Action} {entry.Subject} {entry.Detail}").ToListAsync(Ct)));
    }

    [Fact]
    public async Task Federal_OneTap_AddsWhatIsToComeOfTheYearOnce()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        (await client.SubmitAsync("form[action*='year=2026']")).ExpectRedirect(Path);
        (await client.SubmitAsync("form[action*='year=2027']")).ExpectRedirect(Path);
        var count = await this.app.DbAsync(db => db.Holidays.CountAsync(Ct));
        (await client.SubmitAsync("form[action*='year=2027']")).ExpectRedirect(Path);

        Assert.Equal(count, await this.app.DbAsync(db => db.Holidays.CountAsync(Ct)));
        Assert.Equal(
            ["2026-11-26 Thanksgiving Day", "2026-12-25 Christmas Day", "2027-01-01 New Year's Day"],
            (await this.app.DbAsync(db => db.Holidays.AsNoTracking().OrderBy(row => row.Date).Take(3).ToListAsync(Ct))).ConvertAll(row => $"{Iso(row.Date)} {row.Name}"));
        Assert.Contains("were there already", (await client.GetAsync(Path)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "Enter the day")]
    [InlineData("2026-02-30", "x", "Enter the day")]
    [InlineData("2026-11-23", "x", "This day is over")]
    [InlineData("9999-12-31", "x", "years away")]
    [InlineData("2026-12-24", "", "Enter what the day is called")]
    public async Task Holiday_OneFieldBad_SaysWhy(string date, string name, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        var page = (await client.SubmitAsync(Form, ("Input.Date", date), ("Input.Name", name))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field__error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?handler=Federal&year=1")]
    [InlineData("?handler=Federal&year=x")]
    [InlineData("?handler=Federal&year=99999")]
    public async Task Federal_YearNotOffered_IsRefused(string query)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        var token = (await client.GetAsync(Path)).All("[name=__RequestVerificationToken]")[0].GetAttribute("value");

        (await client.PostAsync(Path + query, ("__RequestVerificationToken", token))).Expect(HttpStatusCode.UnprocessableEntity);
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private async Task<IEnumerable<LocalDate>> DaysAsync()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        var offers = await this.app.WithAsync<FreeWindowsQuery, IReadOnlyList<Domain.Scheduling.OfferedWindow>>(windows => windows.RunAsync(new WindowWish(TestData.Zip, "recovery", [RecorderBrand.Dahua]), Ct));
        return offers.Select(offer => offer.Window.Start.InZone(Domain.Scheduling.BookingRules.Zone).Date);
    }
}
