using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Other work that repeats: every day of it for everybody, or none; each day is changed by itself.</summary>
public sealed class RepeatedWorkTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Theory]
    [InlineData("Week", "3", new[] { "2026-11-25", "2026-12-02", "2026-12-09" })]
    [InlineData("Weekday", "4", new[] { "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30" })]
    public async Task Repeats_StandsOnEveryDayAtTheSameHourForEverybody(string every, string times, string[] days)
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        using var office = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Dispatcher, "Robin"));
        await office.GetAsync(OtherWorkForm.New);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana, luis], every, times))));

        Assert.All(answers, answer => answer.ExpectRedirect(OtherWorkForm.List));
        var parts = await this.PartsAsync();
        Assert.Equal(days.SelectMany(day => new[] { $"{day} Dana", $"{day} Luis" }), parts.Select(part => $"{Wall(part.WorkStart).Date:uuuu-MM-dd} {(part.TechnicianId == dana.Id ? "Dana" : "Luis")}").Order(StringComparer.Ordinal));
        Assert.All(parts, part => Assert.Equal((8, 12), (Wall(part.WorkStart).Hour, Wall(part.WorkEnd).Hour)));
        var audited = await this.app.DbAsync(db => db.AuditEntries.Select(entry => $"{entry.StaffName} {entry.Action}: {entry.Detail}").SingleAsync(Ct));
        Assert.Contains($"8 am–12 pm and {days.Length - 1} more until ", audited, StringComparison.Ordinal);
        Assert.Contains("repeats", (await office.GetAsync(OtherWorkForm.List)).One("table.data tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepeatsOverTheNightTheClocksChange_KeepsTheHourOnTheWall()
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(OtherWorkForm.New);

        (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana], "Week", "3", "2027-03-07", "02:30", "04:00"))).ExpectRedirect(OtherWorkForm.List);

        Assert.Equal([90, 30, 90], (await this.PartsAsync()).OrderBy(part => part.WorkStart).Select(part => (int)(part.WorkEnd - part.WorkStart).TotalMinutes));
        Assert.All(await this.PartsAsync(), part => Assert.Equal(4, Wall(part.WorkEnd).Hour));

        await office.GetAsync(OtherWorkForm.New);
        var page = (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana], "Week", "3", "2027-03-07", "02:30", "03:15"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("On Sunday, March 14 the clocks skip this time.", page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepeatsAndOneDayIsTaken_NamesTheDayAndEntersNoneUnlessToldToLeaveItOut()
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, luis, At(10) + Duration.FromDays(7));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(OtherWorkForm.New);

        var page = (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana, luis], "Week", "3"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains($"Wed, Dec 2: Luis has {job.Number}, 10–11 am.", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(("3", "Week"), (page.One("[name='Input.Times']").GetAttribute("value"), page.One("[name='Input.Repeat'] option[selected]").GetAttribute("value")));
        Assert.Equal((0, 0, 0), (await this.app.DbAsync(db => db.OtherWork.CountAsync(Ct)), (await this.PartsAsync()).Count, await this.app.DbAsync(db => db.AuditEntries.CountAsync(Ct))));

        (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana, luis], "Week", "3", leaveOut: true))).ExpectRedirect(OtherWorkForm.List);

        Assert.Contains($"Left out: Wed, Dec 2: Luis has {job.Number}", (await office.GetAsync(OtherWorkForm.List)).Text, StringComparison.Ordinal);
        Assert.Equal(4, (await this.PartsAsync()).Count);
        Assert.Equal(2, await this.app.DbAsync(db => db.OtherWork.CountAsync(Ct)));
    }

    [Fact]
    public async Task Work_TwoRepetitionsAtTheSameMoment_OneStandsWhole()
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        var offices = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => this.app.Data.SignInAsync(StaffRole.Dispatcher)));
        foreach (var office in offices)
        {
            await office.GetAsync(OtherWorkForm.New);
        }

        var answers = await Task.WhenAll(offices.Select((office, i) => office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated(i % 2 == 0 ? [dana, luis] : [luis, dana], i % 2 == 0 ? "Week" : "TwoWeeks", "6"))));

        Assert.Single(answers, answer => answer.Location == OtherWorkForm.List);
        Assert.Equal(12, (await this.PartsAsync()).Count);
        foreach (var office in offices)
        {
            office.Dispose();
        }
    }

    [Fact]
    public async Task Work_OneDayOfARepetition_IsChangedAloneAndCalledOffWithTheLaterOnesWhereWanted()
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(OtherWorkForm.New);
        (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana], "Week", "4"))).ExpectRedirect(OtherWorkForm.List);
        await office.GetAsync(OtherWorkForm.New);
        (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Fields([dana], from: "15:00", to: "16:00"))).ExpectRedirect(OtherWorkForm.List);
        var parts = (await this.PartsAsync()).Where(part => Wall(part.WorkStart).Hour == 8).OrderBy(part => part.WorkStart).ToList();

        await office.GetAsync($"{OtherWorkForm.List}/{parts[1].OtherWorkId}");
        (await office.SubmitAsync(OtherWorkForm.Form, ("Input.From", "09:00"))).ExpectRedirect(OtherWorkForm.List);
        Assert.Equal([8, 9, 8, 8], (await this.PartsAsync()).Where(part => Wall(part.WorkStart).Hour < 15).OrderBy(part => part.WorkStart).Select(part => Wall(part.WorkStart).Hour));

        Assert.Contains("Also the 2 later days", (await office.GetAsync($"{OtherWorkForm.List}/{parts[1].OtherWorkId}")).Text, StringComparison.Ordinal);
        (await office.SubmitAsync("form[action*=Cancel]", ("later", "true"))).ExpectRedirect(OtherWorkForm.List);
        Assert.Equal([8, 15], (await this.PartsAsync()).OrderBy(part => part.WorkStart).Select(part => Wall(part.WorkStart).Hour));
        (await office.GetAsync($"{OtherWorkForm.List}/{parts[2].OtherWorkId}")).Expect(HttpStatusCode.NotFound);

        await office.GetAsync($"{OtherWorkForm.List}/{parts[0].OtherWorkId}");
        (await office.SubmitAsync("form[action*=Cancel]")).ExpectRedirect(OtherWorkForm.List);
        Assert.Equal([15], (await this.PartsAsync()).Select(part => Wall(part.WorkStart).Hour));
    }

    [Theory]
    [InlineData("Week", "1")]
    [InlineData("Week", "53")]
    [InlineData("Week", "")]
    [InlineData("Weekday", "many")]
    public async Task RepeatsOnNoNumberOfDays_SaysSoBesideTheField(string every, string times)
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(OtherWorkForm.New);

        var page = (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana], every, times))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Enter on how many days in all, 2 to 52.", page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "10", "2026-11-25", "Choose how it repeats, or leave this empty.")]
    [InlineData("FourWeeks", "52", "9998-12-31", "This date is years away.")]
    public async Task Work_DaysWithoutARepetitionOrFarAway_SaysSo(string every, string times, string date, string said)
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(OtherWorkForm.New);

        var page = (await office.SubmitAsync(OtherWorkForm.Form, OtherWorkForm.Repeated([dana], every, times, date))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(page.All(".field--error .field__error"), error => error.TextContent.Contains(said, StringComparison.Ordinal));
    }

    /// <summary>Tomorrow, Wednesday, in New York.</summary>
    private static Instant At(int hour) => new LocalDate(2026, 11, 25).At(new LocalTime(hour, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private static LocalDateTime Wall(Instant instant) => instant.InZone(BookingRules.Zone).LocalDateTime;

    private Task<StaffMember> TechnicianAsync(string name) => this.app.Data.StaffAsync(StaffRole.Technician, name);

    private Task<List<Visit>> PartsAsync() => this.app.DbAsync(db => db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId != null && visit.Status == VisitStatus.Confirmed).ToListAsync(Ct));
}
