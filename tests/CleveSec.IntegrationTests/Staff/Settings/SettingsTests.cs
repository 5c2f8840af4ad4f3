using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>What the admin sets: office hours, the guide's reminder, the counties we go to.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private const string Form = "main form";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Hours_Saved_AreKeptAuditedAndShownOnTheContactPage()
    {
        using var client = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Admin, "Alex Novak"));
        await client.GetAsync("/staff/settings");

        (await client.SubmitAsync(Form, ("Input.Days[0].From1", "13:00"), ("Input.Days[0].To1", "17:30"), ("Input.Days[0].From2", "8:00"), ("Input.Days[0].To2", "12:00"), ("Input.Days[6].From1", "09:00"), ("Input.Days[6].To1", "10:00"), ("Input.GuideCheckDays", "90"))).ExpectRedirect("/staff/settings");

        var saved = await this.app.DbAsync(db => db.OfficeSettings.AsNoTracking().SingleAsync(Ct));
        Assert.Equal(["Monday 08:00-12:00", "Monday 13:00-17:30", "Sunday 09:00-10:00"], saved.Hours);
        Assert.Equal(90, saved.GuideCheckDays);
        var page = await client.GetAsync("/staff/settings");
        Assert.Equal(("08:00", "13:00", "90"), (Value(page, "Input.Days[0].From1"), Value(page, "Input.Days[0].From2"), Value(page, "Input.GuideCheckDays")));
        using var reader = this.app.Client();
        Assert.Contains("Monday, 8 am–12 pm and 1–5:30 pm", (await reader.GetAsync("/contact")).Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Alex Novak office hours changed: Monday 08:00-12:00, Monday 13:00-17:30, Sunday 09:00-10:00", "Alex Novak guide check days changed: 180 → 90"],
            await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.StaffName} {entry.Action}: {entry.Detail}").ToListAsync(Ct)));
        (await client.SubmitAsync(Form)).ExpectRedirect("/staff/settings");
        Assert.Equal(2, await this.app.DbAsync(db => db.AuditEntries.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("Input.Days[2].To1", "17:00", "Wednesday: enter both times")]
    [InlineData("Input.Days[2].From1", "soon", "Wednesday: enter both times")]
    [InlineData("Input.GuideCheckDays", "0", "from 7 to 1000")]
    [InlineData("Input.GuideCheckDays", "99999999999999", "from 7 to 1000")]
    [InlineData("Input.GuideCheckDays", "soon", "from 7 to 1000")]
    public async Task Hours_OneFieldBad_SaysWhyAndKeepsWhatWasTyped(string field, string value, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync("/staff/settings");

        var page = (await client.SubmitAsync(Form, ("Input.Days[0].From1", "08:00"), ("Input.Days[0].To1", "12:00"), (field, value))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.Text, StringComparison.Ordinal);
        Assert.Equal(value, Value(page, field));
        Assert.Equal("08:00", Value(page, "Input.Days[0].From1"));
        Assert.Empty((await this.app.DbAsync(db => db.OfficeSettings.AsNoTracking().SingleAsync(Ct))).Hours);
    }

    [Fact]
    public async Task Hours_SavedBySomebodyElseMeanwhile_IsToldAndOverwritesNothing()
    {
        using var first = await this.app.Data.SignInAsync(StaffRole.Admin);
        using var second = await this.app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync("/staff/settings");
        await second.GetAsync("/staff/settings");

        (await first.SubmitAsync(Form, ("Input.Days[0].From1", "08:00"), ("Input.Days[0].To1", "12:00"))).ExpectRedirect("/staff/settings");
        var refused = (await second.SubmitAsync(Form, ("Input.Days[1].From1", "09:00"), ("Input.Days[1].To1", "13:00"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Monday, 08:00–12:00", refused.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("09:00", Value(refused, "Input.Days[1].From1"));
        Assert.Equal(["Monday 08:00-12:00"], (await this.app.DbAsync(db => db.OfficeSettings.AsNoTracking().SingleAsync(Ct))).Hours);
        (await second.SubmitAsync(Form)).ExpectRedirect("/staff/settings");
        Assert.Equal(["Tuesday 09:00-13:00"], (await this.app.DbAsync(db => db.OfficeSettings.AsNoTracking().SingleAsync(Ct))).Hours);
    }

    [Fact]
    public async Task Hours_ManyAtTheSameMoment_ExactlyOneWins()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => this.app.Data.SignInAsync(StaffRole.Admin)));
        foreach (var client in clients)
        {
            await client.GetAsync("/staff/settings");
        }

        var answers = await Task.WhenAll(clients.Select((client, i) => client.SubmitAsync(Form, ("Input.GuideCheckDays", $"{100 + i}"))));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Redirect));
        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task Area_CountySwitchedOff_IsNoLongerBookedAndItsVisitsStay()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, zip: "44060");
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        var page = await client.GetAsync("/staff/settings/area");
        Assert.Contains("8 ZIP codes, 1 visit planned", page.One(".choice:has([value='Lake'])").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Cuyahoga", "Geauga", "Lake", "Lorain", "Medina"], page.All("[name=Counties][checked]").Select(box => box.GetAttribute("value")));

        (await SwitchAsync(client, "Cuyahoga", "Geauga", "Lorain", "Medina", "Summit")).ExpectRedirect("/staff/settings/area");

        var after = await client.GetAsync("/staff/settings/area");
        Assert.Contains("Lake is switched off; the visit that is planned there stays. Summit is switched on.", after.Text, StringComparison.Ordinal);
        Assert.Equal((0, 35), (await ServedAsync("Lake"), await ServedAsync("Summit")));
        Assert.NotNull((await this.app.Data.LoadAsync(job.Id)).LiveVisit);
        Assert.Null(await this.app.WithAsync<FreeWindowsQuery, ServedPlace?>(free => free.PlaceAsync("44060", Ct)));
        Assert.Equal(["Lake: county switched off, 1 planned visits stay", "Summit: county switched on, "], await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Subject).Select(entry => $"{entry.Subject}: {entry.Action}, {entry.Detail}").ToListAsync(Ct)));
    }

    [Fact]
    public async Task Area_NothingLeftOrInvented_IsRefused()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);

        await client.GetAsync("/staff/settings/area");
        var none = (await SwitchAsync(client)).Expect(HttpStatusCode.UnprocessableEntity);
        await client.GetAsync("/staff/settings/area");
        var invented = (await SwitchAsync(client, "Atlantis", "Cuyahoga' or 1=1")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.All([none, invented], page => Assert.Contains("Leave at least one county switched on", page.Text, StringComparison.Ordinal));
        Assert.Equal(52, await ServedAsync("Cuyahoga"));
    }

    [Fact]
    public async Task Area_ChangedBySomebodyElseMeanwhile_IsTold()
    {
        using var first = await this.app.Data.SignInAsync(StaffRole.Admin);
        using var second = await this.app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync("/staff/settings/area");
        await second.GetAsync("/staff/settings/area");

        (await SwitchAsync(first, "Cuyahoga")).ExpectRedirect("/staff/settings/area");
        var refused = (await SwitchAsync(second, "Lake", "Cuyahoga")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("saved now: off", refused.One(".choice:has([value='Lake'])").TextContent, StringComparison.Ordinal);
        Assert.True(refused.One("[value='Lake']").HasAttribute("checked"));
        Assert.Equal(0, await ServedAsync("Lake"));
    }

    /// <summary>The boxes ticked, by value: a browser sends one field for each.</summary>
    private static Task<SitePage> SwitchAsync(SiteClient client, params string[] counties)
    {
        string Hidden(string name) => client.Page!.One($"main form input[name='{name}']").GetAttribute("value")!;
        return client.PostAsync("/staff/settings/area", [("__RequestVerificationToken", Hidden("__RequestVerificationToken")), ("version", Hidden("version")), .. counties.Select(county => ("Counties", (string?)county))]);
    }

    private static string? Value(SitePage page, string field) => page.One($"[name='{field}']").GetAttribute("value");

    private Task<int> ServedAsync(string county) => this.app.DbAsync(db => db.ServiceZips.CountAsync(zip => zip.County == county && zip.Served, Ct));
}
