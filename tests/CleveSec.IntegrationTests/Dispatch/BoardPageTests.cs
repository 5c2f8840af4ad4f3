using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static CleveSec.TestSupport.Moves;

namespace CleveSec.IntegrationTests.Dispatch;

/// <summary>What the board shows, and what it costs.</summary>
public sealed class BoardPageTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 25);
    private const string CommandLog = "Microsoft.EntityFrameworkCore.Database.Command";
    private readonly CleveSecApp app = new(new AppOptions { Settings = new Dictionary<string, string?> { [$"Logging:LogLevel:{CommandLog}"] = "Information" } });
    private SiteClient client = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        client = await app.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Get_NothingAtAll_SaysWhatToDo()
    {
        var page = (await client.GetAsync("/staff/board")).Expect(HttpStatusCode.OK);

        Assert.Contains("No technicians yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing waits.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ADay_ShowsStateTravelAndPromiseInWords()
    {
        var dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(Day, 10));

        var page = await client.GetAsync("/staff/board?date=2026-11-25");

        var card = page.One("a.visit[data-movable]");
        Assert.Equal("Casey Morgan10 am–11 am, promised 10 am–12 pm, ClevelandTo confirm", string.Join(' ', card.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("card-box h3 m0 l1 k0", card.ParentElement!.ClassName);
        Assert.Equal("15 min drive", page.One("li.drive").TextContent);
        Assert.Empty(page.All("[style]"));
        Assert.Contains("1 visit, 1 h 30 load, 8 h 30 free", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HostileQuery_IsAsIfItWasNotThere()
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        foreach (var query in new[] { "date=9999-12-31", "date=-1", "date=0001-01-01", "view=7", "skill=0", "state=Held", "county=" + new string('x', 5000), "date=2026-11-25&view=week&skill=%3Cscript%3E" })
        {
            (await client.GetAsync($"/staff/board?{query}")).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/staff/board?handler=Row&technician=x&first=1&hours=999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/staff/board?handler=Row&date=2026-11-25&technician={Guid.NewGuid()}&first={At(Day, 7).ToUnixTimeSeconds()}&hours=12")).Status);
    }

    [Theory]
    [InlineData("2027-03-14", 4, "h2")]
    [InlineData("2027-03-14", 9, "h7")]
    [InlineData("2027-11-07", 4, "h4")]
    [InlineData("2027-11-07", 9, "h9")]
    public async Task Get_NightTheClocksChange_EverythingStandsUnderItsLabel(string date, int hour, string column)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        app.Clock.Now = At(day.PlusDays(-1), 12);
        client.Dispose();
        client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var dana = await app.Data.StaffAsync(StaffRole.Technician);
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(day, 1, 15));
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(day, hour));

        var page = await client.GetAsync($"/staff/board?date={date}");

        // The first stop is driven to at one; where the first hour is named twice or three comes after one, the columns after it follow.
        var labels = page.All(".axis__hours > span").Select(label => label.TextContent).ToList();
        var card = page.All(".card-box")[1];
        Assert.Equal("1 am", labels[0]);
        Assert.Equal($"{hour} am", labels[int.Parse(card.ClassList.First(name => name[0] == 'h' && char.IsDigit(name[1]))[1..], System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.Contains(column, card.ClassList);
        Assert.Equal(date.StartsWith("2027-03", StringComparison.Ordinal) ? ["1 am", "3 am", "4 am"] : ["1 am", "1 am", "2 am"], labels.Take(3));
    }

    [Fact]
    public async Task Get_LateBeforeItHappens_SaysWhichPromise()
    {
        var dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        await app.Data.JobAsync(JobStatus.OnSite, dana);
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(new LocalDate(2026, 11, 24), 11, 45));
        app.Clock.Now = At(new LocalDate(2026, 11, 24), 13, 43);
        client.Dispose();
        client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await client.GetAsync("/staff/board");

        Assert.Contains("1 promise in danger", page.Text, StringComparison.Ordinal);
        Assert.Contains("promised 11:45 am–1:45 pm, about", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.All("b.now"));
    }

    [Fact]
    public async Task Get_DayAnyNumberOfVisits_TakesFourStatements()
    {
        for (var i = 0; i < 3; i++)
        {
            var technician = await app.Data.StaffAsync(StaffRole.Technician);
            await app.Data.JobAsync(JobStatus.Scheduled, technician, At(Day, 9));
            await app.Data.JobAsync(JobStatus.Scheduled, technician, At(Day, 13));
            await app.Data.JobAsync();
        }

        await client.GetAsync("/staff/board?date=2026-11-25");
        var before = Statements();
        await client.GetAsync("/staff/board?date=2026-11-25");

        Assert.InRange(Statements() - before, 1, 4);
    }

    [Fact]
    public async Task Get_WeekMapAndCard_ShowTheSame()
    {
        var dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(Day, 10));
        var waiting = await app.Data.JobAsync();

        Assert.Contains("1 visit", (await client.GetAsync("/staff/board?view=week")).One("table.week").TextContent, StringComparison.Ordinal);
        var map = await client.GetAsync("/staff/board?view=map&date=2026-11-25");
        Assert.Equal("1", map.One("g.pin text").TextContent);
        Assert.Equal("1", map.One(".board-map__list li").GetAttribute("value"));
        var card = await client.GetAsync($"/staff/board/{waiting.Number}");
        Assert.Equal(3, card.All(".best li").Count);
        Assert.Contains("has Dahua", card.All(".best li")[0].TextContent, StringComparison.Ordinal);

        (await client.SubmitAsync(".best li:first-child form")).Expect(HttpStatusCode.Redirect);
        Assert.Equal(dana.Id, (await app.VisitAsync(waiting.Id))!.TechnicianId);
    }

    [Fact]
    public async Task OtherWork_FromTheBoard_IsFilledIn()
    {
        var dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");

        var page = await client.GetAsync($"/staff/other-work/new?technician={dana.Id}&date=2026-11-25&from=09:15&to=11:00");

        Assert.Equal(("2026-11-25", "09:15", "11:00"), (page.One("#Input_Date").GetAttribute("value"), page.One("#Input_From").GetAttribute("value"), page.One("#Input_To").GetAttribute("value")));
        Assert.True(page.One($"input[value='{dana.Id}']").HasAttribute("checked"));
        (await client.GetAsync("/staff/other-work/new?technician=x&date=<b>&from=25:00&to=")).Expect(HttpStatusCode.OK);
    }

    private int Statements() => app.Logs.Lines.Count(line => line.Category == CommandLog && line.Message.StartsWith("Executed", StringComparison.Ordinal));
}
