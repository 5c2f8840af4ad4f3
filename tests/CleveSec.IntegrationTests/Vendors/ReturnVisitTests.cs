using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.DayPlanning;
using CleveSec.Web.Features.Staff.Jobs;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Coming back with a vendor's answer: proposed while it is good and the vendor can be asked, elsewhere with a reason only. An app a test: the candidates depend on who works.</summary>
public sealed class ReturnVisitTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private StaffMember technician = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        technician = await app.Data.StaffAsync(StaffRole.Technician, "Robin Vale");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Page_WithAnAnswer_OffersOnlyWindowsInsideItsValidity()
    {
        var job = await AnsweredAsync();
        var until = job.VendorCases[0].AnswerValidUntil!.Value;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var inside = await WindowsAsync(office, job);
        var all = await WindowsAsync(office, job, "?outside=true");

        Assert.NotEmpty(inside);
        Assert.All(inside, window => Assert.True(window.End <= until, window.ToString()));
        Assert.Equal(inside, all.Where(window => window.End <= until));
        Assert.Contains(all, window => window.End > until);
        Assert.Contains("The answer is good until", (await office.GetAsync($"/staff/jobs/{job.Number}/visit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithTheVendorsHours_OffersOnlyWindowsInsideThem()
    {
        var job = await AnsweredAsync(hours: 72);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var before = await WindowsAsync(office, job);
        await SupportAsync("Wednesday 09:00-12:00", "Friday 08:00-17:00");

        var inside = await WindowsAsync(office, job);

        Assert.NotEmpty(inside);
        Assert.True(inside.Count < before.Count);
        Assert.All(inside, window => Assert.True(LocalOf(window) is { Day: IsoDayOfWeek.Wednesday, From.Hour: >= 9, To.Hour: <= 12 } or { Day: IsoDayOfWeek.Friday, From.Hour: >= 8, To.Hour: <= 17 }, window.ToString()));
        Assert.Contains("Dahua support can be reached Wednesday 9 am–12 pm, Friday 8 am–5 pm", (await office.GetAsync($"/staff/jobs/{job.Number}/visit")).Text, StringComparison.Ordinal);
        Assert.Contains("can be asked Wednesday 9 am–12 pm", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);

        // What the board proposes is the same.
        var card = await office.GetAsync($"/staff/board/{job.Number}");
        Assert.All(card.All("input[name='Input.At']"), input => Assert.Contains(inside, window => window.Contains(Instant.FromUnixTimeSeconds(long.Parse(input.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture)))));
        Assert.NotEmpty(card.All("input[name='Input.At']"));
    }

    [Fact]
    public async Task Page_WithNoWindowLeft_SaysWhatToDo()
    {
        var job = await AnsweredAsync(hours: 1);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await office.GetAsync($"/staff/jobs/{job.Number}/visit");

        Assert.Contains("No window is left", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ask the vendor whether the answer can be given anew", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.All($"a[href='/staff/jobs/{job.Number}/visit?outside=true']"));
        Assert.Contains("Nobody has room while the vendor’s answer is good", (await office.GetAsync($"/staff/board/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_WithoutAReason_IsNotPlannedAndWithOneItStandsInTheHistory()
    {
        var job = await AnsweredAsync();
        var until = job.VendorCases[0].AnswerValidUntil!.Value;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await office.GetAsync($"/staff/jobs/{job.Number}/visit?outside=true");
        var late = page.All("input[name='Input.Choice']").Select(input => input.GetAttribute("value")!).First(key => StartOf(key) > until);
        Assert.Contains("The vendor's answer is not good any more then", page.Text, StringComparison.Ordinal);

        var refused = (await office.SubmitAsync("main form[method=post]", ("Input.Choice", late))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("not good any more then", refused.One("#Input_Reason_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(late, refused.One("input[name='Input.Choice'][checked]").GetAttribute("value"));
        (await office.SubmitAsync("main form[method=post]", ("Input.Choice", late), ("Input.Reason", "The password is Blue42fish"))).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_Reason_error");
        Assert.Null((await app.Data.LoadAsync(job.Id)).LiveVisit);

        (await office.SubmitAsync("main form[method=post]", ("Input.Choice", late), ("Input.Reason", "The owner is away until then."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal((JobStatus.Scheduled, StartOf(late)), (after.Status, after.LiveVisit!.WindowStart));
        var rule = Assert.Single(after.Events, happened => happened.Kind == "RuleOverridden");
        Assert.Equal("The owner is away until then.", rule.Detail["reason"]);
        Assert.Contains("Booked against a rule: The vendor's answer is not good any more then", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_ByAFormThatDoesNotShowIt_IsRefused()
    {
        var job = await AnsweredAsync();
        var until = job.VendorCases[0].AnswerValidUntil!.Value;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await office.GetAsync($"/staff/jobs/{job.Number}/visit?outside=true");
        var keys = page.All("input[name='Input.Choice']").Select(input => input.GetAttribute("value")!).ToList();
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");

        var answer = await office.PostAsync($"/staff/jobs/{job.Number}/visit", ("__RequestVerificationToken", token), ("Input.Choice", keys.First(key => StartOf(key) > until)));

        answer.Expect(HttpStatusCode.Conflict);
        Assert.Null((await app.Data.LoadAsync(job.Id)).LiveVisit);

        // The control: inside it is planned, with nothing to be said.
        (await office.PostAsync($"/staff/jobs/{job.Number}/visit", ("__RequestVerificationToken", token), ("Input.Choice", keys[0]))).ExpectRedirect($"/staff/jobs/{job.Number}");
        Assert.DoesNotContain((await app.Data.LoadAsync(job.Id)).Events, happened => happened.Kind == "RuleOverridden");
    }

    /// <summary>The window from 10 to 12 ends in time, but who is elsewhere until 11 does not.</summary>
    [Theory]
    [InlineData(26, null, "The vendor's answer is not good any more then")]
    [InlineData(72, "Wednesday 08:00-12:00", "Nobody at the vendor's can be reached then")]
    public async Task Outside_WorkOfABusyTechnicianEndsLater_IsMarkedAndPlannedWithAReason(int validity, string? support, string why)
    {
        var job = await AnsweredAsync(validity);
        await SupportAsync(support is null ? [] : [support]);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var key = VisitCandidate.KeyOf(technician.Id, Tomorrow(10));
        Assert.Contains(key, await KeysAsync(office, job, ""));
        var busy = await app.Data.JobAsync(JobStatus.Scheduled, technician, Tomorrow(10, 10));

        Assert.DoesNotContain(key, await KeysAsync(office, job, ""));
        Assert.Contains(key, await KeysAsync(office, job, "?outside=true"));
        var label = (await office.GetAsync($"/staff/jobs/{job.Number}/visit?outside=true")).One($"input[value='{key}']").Closest("label")!;
        Assert.Contains(why, label.TextContent, StringComparison.Ordinal);
        var refused = (await office.SubmitAsync("main form[method=post]", ("Input.Choice", key))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(why, refused.One("#Input_Reason_error").TextContent, StringComparison.Ordinal);
        (await office.SubmitAsync("main form[method=post]", ("Input.Choice", key), ("Input.Reason", "The owner is away until then."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var after = await app.Data.LoadAsync(job.Id);
        Assert.True(after.LiveVisit!.WorkEnd > Tomorrow(12) && after.LiveVisit.WorkStart > busy.LiveVisit!.WorkEnd);
        Assert.StartsWith(why, Assert.Single(after.Events, happened => happened.Kind == "RuleOverridden").Detail["rule"], StringComparison.Ordinal);
    }

    /// <summary>The control: shown beside the others, what fits is not marked and takes no reason.</summary>
    [Fact]
    public async Task Outside_AWindowThatFits_NeedsNoReason()
    {
        var job = await AnsweredAsync(26);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var key = VisitCandidate.KeyOf(technician.Id, Tomorrow(10));
        var label = (await office.GetAsync($"/staff/jobs/{job.Number}/visit?outside=true")).One($"input[value='{key}']").Closest("label")!;
        Assert.DoesNotContain("vendor", label.TextContent, StringComparison.Ordinal);

        (await office.SubmitAsync("main form[method=post]", ("Input.Choice", key))).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.DoesNotContain((await app.Data.LoadAsync(job.Id)).Events, happened => happened.Kind == "RuleOverridden");
    }

    /// <summary>After a telephone call the answer has its clock like one by mail, and the vendor's hours limit it all the same.</summary>
    [Fact]
    public async Task Board_AnswerByTelephoneAndNobodyInTheVendorsHours_SaysThatTheyLimitIt()
    {
        var job = await ReturnVisits.AnsweredAsync(app, byTelephone: true);
        Assert.Equal(app.Clock.Now + Duration.FromHours(24), job.VendorCases[0].AnswerValidUntil);
        await SupportAsync("Sunday 08:00-09:00");
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var card = (await office.GetAsync($"/staff/board/{job.Number}")).Text;

        Assert.Contains("Nobody has room while the vendor’s answer is good and somebody there can be asked", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody with the skill has room", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "not good any more then", null)]
    [InlineData(3, "can be reached then", "Tuesday 13:30-16:00")]
    [InlineData(5.5, "can be reached then", "Tuesday 08:00-16:00")]
    [InlineData(3, null, "Tuesday 08:00-18:00")]
    public async Task Board_OutsideOfIt_AsksForAReason(double hoursAhead, string? why, string? support)
    {
        var job = await AnsweredAsync();
        await SupportAsync(support is null ? [] : [support]);
        var start = app.Clock.Now + Duration.FromHours(hoursAhead);

        var plan = await MoveAsync(job.Id, start, null);

        if (why is null)
        {
            Assert.IsType<VisitPlan.Planned>(plan);
            return;
        }

        Assert.Contains(Assert.IsType<VisitPlan.AgainstRules>(plan).Rules, rule => rule.Contains(why, StringComparison.Ordinal));
        Assert.IsType<VisitPlan.Planned>(await MoveAsync(job.Id, start, "The owner is away until then."));
        Assert.Contains((await app.Data.LoadAsync(job.Id)).Events, happened => happened.Kind == "RuleOverridden" && happened.Detail["rule"].Contains(why, StringComparison.Ordinal));
    }

    /// <summary>The optimizer keeps what the office kept, and undoes nothing that somebody has decided with a reason.</summary>
    [Theory]
    [InlineData(10, "Wednesday 08:00-12:00", 12)]
    [InlineData(10, null, null)]
    [InlineData(13, "Wednesday 08:00-12:00", null)]
    public async Task DayPlan_ReturnVisit_IsDoneWhileTheVendorCanBeReached(int hour, string? support, int? by)
    {
        var job = await AnsweredAsync(hours: 72);
        await SupportAsync(support is null ? [] : [support]);
        Assert.IsType<VisitPlan.Planned>(await MoveAsync(job.Id, Tomorrow(hour), "The owner is away until then."));

        var plan = await app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct));
        var stop = Assert.Single((await app.WithAsync<DayRequestQuery, DayRequest>(query => query.RunAsync(plan, new LocalDate(2026, 11, 25), [technician.Id], app.Clock.Now, Ct))).Stops);

        Assert.Equal(by is { } end ? Tomorrow(end) : job.VendorCases[0].AnswerValidUntil, stop.Until);
    }

    private Task<Job> AnsweredAsync(int hours = 24) => ReturnVisits.AnsweredAsync(app, hours);

    private Task SupportAsync(params string[] hours) => ReturnVisits.SupportAsync(app, hours);

    private static async Task<List<string>> KeysAsync(SiteClient office, Job job, string query) =>
        [.. (await office.GetAsync($"/staff/jobs/{job.Number}/visit{query}")).Expect(HttpStatusCode.OK).All("input[name='Input.Choice']").Select(input => input.GetAttribute("value")!)];

    private async Task<List<Interval>> WindowsAsync(SiteClient office, Job job, string query = "")
    {
        var windows = (await app.FreeAsync()).Concat(await CalendarAsync()).DistinctBy(window => window.Start).ToDictionary(window => window.Start);
        var page = (await office.GetAsync($"/staff/jobs/{job.Number}/visit{query}")).Expect(HttpStatusCode.OK);
        return [.. page.All("input[name='Input.Choice']").Select(input => windows[StartOf(input.GetAttribute("value")!)]).OrderBy(window => window.Start)];
    }

    private async Task<IEnumerable<Interval>> CalendarAsync() => (await app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct))).ForStaff().Finder.Windows(app.Clock.Now);

    private Task<VisitPlan> MoveAsync(Guid jobId, Instant start, string? reason) => ReturnVisits.PlanAsync(app, jobId, technician, start, reason);

    /// <summary>Tomorrow, a Wednesday, New York time.</summary>
    private static Instant Tomorrow(int hour, int minute = 0) => new LocalDate(2026, 11, 25).At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private static Instant StartOf(string key) => VisitCandidate.TryParse(key, out _, out var start) ? start : throw new InvalidOperationException(key);

    private static (IsoDayOfWeek Day, LocalTime From, LocalTime To) LocalOf(Interval window)
    {
        var (start, end) = (window.Start.InZone(BookingRules.Zone), window.End.InZone(BookingRules.Zone));
        return (start.DayOfWeek, start.TimeOfDay, end.TimeOfDay);
    }
}
