using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Work beside recovery: it takes technicians' time like a visit, all of theirs or nobody's.</summary>
public sealed class OtherWorkTests : IAsyncLifetime
{
    private const string List = OtherWorkForm.List;
    private const string New = OtherWorkForm.New;
    private const string Form = OtherWorkForm.Form;
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Work_EnteredForTwo_TakesBothDaysWithTheDriveAndIsAudited()
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        using var office = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Dispatcher, "Robin"));
        await office.GetAsync(New);
        Assert.Contains(Day(8), await this.FreeAsync());

        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana, luis]))).ExpectRedirect(List);

        var parts = await this.PartsAsync();
        Assert.Equal(2, parts.Count);
        Assert.All(parts, part => Assert.Equal((At(8), At(12), VisitStatus.Confirmed), (part.WorkStart, part.WorkEnd, part.Status)));
        Assert.All(parts, part => Assert.True(part.OccupiedStart < part.WorkStart && part.OccupiedEnd == part.WorkEnd + Duration.FromMinutes(15)));
        Assert.DoesNotContain(Day(8), await this.FreeAsync());
        Assert.DoesNotContain(Day(10), await this.FreeAsync());
        Assert.Contains("Eight cameras at O'Brien-Muñoz", (await office.GetAsync(List)).One("table.data tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "Robin other work entered: Install, Wed, Nov 25, 8 am–12 pm, 5 Elm Street, 44107, Dana and Luis",
            await this.app.DbAsync(db => db.AuditEntries.Select(entry => $"{entry.StaffName} {entry.Action}: {entry.Detail}").SingleAsync(Ct)));
    }

    [Fact]
    public async Task Work_SameFormTwice_IsEnteredOnce()
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))));

        Assert.All(answers, answer => answer.ExpectRedirect(List));
        Assert.Single(await this.PartsAsync());
    }

    [Fact]
    public async Task Work_SameFormWithAnotherTitle_IsRefusedAndNotSaidToStand()
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var form = await office.GetAsync(New);
        var key = form.One("[name='Input.Key']").GetAttribute("value");
        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).ExpectRedirect(List);
        await office.GetAsync(New);

        var page = (await office.SubmitAsync(Form, [.. OtherWorkForm.Fields([dana], from: "14:00", to: "15:00"), ("Input.Key", key)])).Expect(HttpStatusCode.Conflict);

        Assert.Contains("sent before, with other answers", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Single(await this.PartsAsync());
    }

    [Fact]
    public async Task Work_OneOfTwoIsBusy_IsRefusedForBothNamingWhoWithWhat()
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, luis, At(10));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        var page = (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana, luis]))).Expect(HttpStatusCode.Conflict);

        Assert.Contains($"Luis has {job.Number}, 10–11 am.", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("Eight cameras at O'Brien-Muñoz", page.One("[name='Input.Title']").GetAttribute("value"));
        Assert.Empty(await this.PartsAsync());
        Assert.Equal(0, await this.app.DbAsync(db => db.OtherWork.CountAsync(Ct)));
        Assert.Equal(0, await this.app.DbAsync(db => db.AuditEntries.CountAsync(Ct)));
    }

    [Fact]
    public async Task Work_TooNearTheNextVisit_IsRefusedForTheDrive()
    {
        var dana = await this.TechnicianAsync("Dana");
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, dana, At(12) + Duration.FromMinutes(20), zip: "44256");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        var page = (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).Expect(HttpStatusCode.Conflict);

        Assert.Contains($"Dana has {job.Number}, 12:20–1:20 pm after it, and the drive takes", page.One(".error-summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_ManyAtTheSameMomentForOneTime_ExactlyOneStands()
    {
        // The constraint alone forbids a second one (its negative control: DoubleBookingSqlTests); the lock keeps the race from becoming deadlocks.
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        var offices = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => this.app.Data.SignInAsync(StaffRole.Dispatcher)));
        foreach (var office in offices)
        {
            await office.GetAsync(New);
        }

        var answers = await Task.WhenAll(offices.Select((office, i) => office.SubmitAsync(Form, OtherWorkForm.Fields(i % 2 == 0 ? [dana, luis] : [luis, dana]))));

        Assert.Single(answers, answer => answer.Location == List);
        Assert.All(answers.Where(answer => answer.Location is null), answer => answer.Expect(HttpStatusCode.Conflict));
        Assert.Equal(2, (await this.PartsAsync()).Count);
        foreach (var office in offices)
        {
            office.Dispose();
        }
    }

    [Fact]
    public async Task Work_BetweenTwoVisits_TheirDrivesAreWrittenAnewAndBackAfterCancelling()
    {
        var dana = await this.TechnicianAsync("Dana");
        await this.app.Data.JobAsync(JobStatus.Scheduled, dana, At(8), zip: "44113");
        var late = await this.app.Data.JobAsync(JobStatus.Scheduled, dana, At(15), zip: "44113");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana], from: "11:00", to: "13:00", zip: "44256"))).ExpectRedirect(List);

        async Task<Duration> DriveAsync() => (await this.app.Data.LoadAsync(late.Id)).Visits[0] is var visit ? visit.WorkStart - visit.OccupiedStart : Duration.Zero;
        var far = await DriveAsync();
        Assert.True(far >= Duration.FromMinutes(30), far.ToString());

        var id = (await this.PartsAsync())[0].OtherWorkId!.Value;
        await office.GetAsync($"{List}/{id}");
        (await office.SubmitAsync("form[action*=Cancel]")).ExpectRedirect(List);
        Assert.Equal(Duration.FromMinutes(5), await DriveAsync());
        Assert.Empty(await this.PartsAsync());
        (await office.GetAsync($"{List}/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Work_Changed_MovesToTheOtherTechnicianAndFreesTheFirst()
    {
        var (dana, luis) = (await this.TechnicianAsync("Dana"), await this.TechnicianAsync("Luis"));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await this.app.Data.SignInAsync(StaffRole.Admin);
        await office.GetAsync(New);
        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).ExpectRedirect(List);
        var id = (await this.PartsAsync())[0].OtherWorkId!.Value;
        await office.GetAsync($"{List}/{id}");
        await other.GetAsync($"{List}/{id}");

        (await office.SubmitAsync(Form, OtherWorkForm.Fields([luis], from: "09:00", to: "10:30"))).ExpectRedirect(List);

        var part = Assert.Single(await this.PartsAsync());
        Assert.Equal((luis.Id, At(9)), (part.TechnicianId, part.WorkStart));
        var lost = (await other.SubmitAsync(Form, ("Input.Title", "Mine"))).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Luis", lost.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", lost.One("[name='Input.Title']").GetAttribute("value"));
    }

    [Fact]
    public async Task Work_ChangedToATimeThatIsTaken_StaysWhereItWas()
    {
        var dana = await this.TechnicianAsync("Dana");
        await this.app.Data.JobAsync(JobStatus.Scheduled, dana, At(14));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);
        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).ExpectRedirect(List);
        var before = (await this.PartsAsync())[0];
        await office.GetAsync($"{List}/{before.OtherWorkId}");

        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana], from: "13:00", to: "15:00"))).Expect(HttpStatusCode.Conflict);

        Assert.Equal(before.Id, (await this.PartsAsync())[0].Id);
    }

    [Theory]
    [InlineData("2027-03-14", "02:30", "04:00", 30)]
    [InlineData("2027-03-14", "01:00", "04:00", 120)]
    [InlineData("2027-11-07", "00:30", "03:00", 210)]
    public async Task Work_OnTheNightTheClocksChange_LastsWhatTheClockOnTheWallLeaves(string date, string from, string to, int minutes)
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana], date, from, to))).ExpectRedirect(List);

        var part = Assert.Single(await this.PartsAsync());
        Assert.Equal(Duration.FromMinutes(minutes), part.WorkEnd - part.WorkStart);
    }

    [Theory]
    [InlineData("Input.Title", "", "Enter a title")]
    [InlineData("Input.Zip", "4411", "five-digit ZIP")]
    [InlineData("Input.Date", "2026-11-23", "This day is over")]
    [InlineData("Input.Date", "2026-02-30", "Enter the day")]
    [InlineData("Input.To", "07:00", "after the start")]
    [InlineData("Input.From", "soon", "a time like")]
    public async Task Work_OneFieldBad_SaysWhyAndKeepsTheRest(string field, string value, string why)
    {
        var dana = await this.TechnicianAsync("Dana");
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);
        var fields = OtherWorkForm.Fields([dana]).Where(pair => pair.Name != field).Append((field, value)).ToArray();

        var page = (await office.SubmitAsync(Form, fields)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(value, page.One($"[name='{field}']").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Work_NothingChosen_SaysSoAndNamesNobodyMadeUp()
    {
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        var page = (await office.SubmitAsync(Form)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Choose what it is.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Choose who goes.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_TechnicianIsAway_IsRefused()
    {
        var dana = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana", staff => staff.AddAbsence(new Interval(At(0), At(23)), "dentist"));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);

        var page = (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Dana is away then", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dentist", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TechniciansDay_WithOtherWork_ShowsItInOrderWithoutAJobSheet()
    {
        var dana = await this.TechnicianAsync("Dana");
        await this.app.Data.JobAsync(JobStatus.Scheduled, dana, At(14));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);
        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).ExpectRedirect(List);
        using var phone = await this.app.Data.SignInAsync(dana);

        var tomorrow = await phone.GetAsync("/tech");
        var stops = tomorrow.All("article.stop");
        Assert.Equal(2, stops.Count);
        Assert.Contains("Eight cameras at O'Brien-Muñoz", stops[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(stops[0].QuerySelectorAll("a"));
        Assert.NotEmpty(stops[1].QuerySelectorAll("a"));

        this.app.Clock.Now = At(7);
        using var inTheMorning = await this.app.Data.SignInAsync(dana);
        Assert.Contains("Before the next visit: Eight cameras at O'Brien-Muñoz, 8 am–12 pm, 5 Elm Street, 44107.", (await inTheMorning.GetAsync("/tech")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherPages_WithOtherWorkStanding_StillAnswer()
    {
        var dana = await this.TechnicianAsync("Dana");
        var job = await this.app.Data.JobAsync();
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(New);
        (await office.SubmitAsync(Form, OtherWorkForm.Fields([dana]))).ExpectRedirect(List);
        this.app.Clock.Now = At(9);
        using var admin = await this.app.Data.SignInAsync(StaffRole.Admin);

        foreach (var address in new[] { "/staff", "/staff/jobs", $"/staff/jobs/{job.Number}", $"/staff/jobs/{job.Number}/visit", "/staff/people", $"/staff/people/{dana.Id}", $"/staff/people/{dana.Id}/absences", "/staff/settings/area", "/staff/settings/holidays", "/staff/mailbox", "/book?zip=44113" })
        {
            (await admin.GetAsync(address)).Expect(HttpStatusCode.OK);
        }

        await admin.GetAsync($"/staff/people/{dana.Id}");
        await admin.SubmitAsync("form[action*=Deactivate]");
        Assert.Contains("Eight cameras", (await admin.GetAsync($"/staff/people/{dana.Id}")).One(".notice--warning").TextContent, StringComparison.Ordinal);
    }

    /// <summary>Tomorrow, Wednesday, in New York.</summary>
    private static Instant At(int hour) => new LocalDate(2026, 11, 25).At(new LocalTime(hour, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private static string Day(int hour) => At(hour).ToString();

    private Task<StaffMember> TechnicianAsync(string name) => this.app.Data.StaffAsync(StaffRole.Technician, name);

    private Task<List<Visit>> PartsAsync() => this.app.DbAsync(db => db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId != null && visit.Status == VisitStatus.Confirmed).ToListAsync(Ct));

    private async Task<IEnumerable<string>> FreeAsync() =>
        (await this.app.WithAsync<FreeWindowsQuery, IReadOnlyList<OfferedWindow>>(windows => windows.RunAsync(new WindowWish(TestData.Zip, "recovery", [RecorderBrand.Dahua]), Ct))).Select(offer => offer.Window.Start.ToString());
}
