using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.IntegrationTests.Staff;

public sealed class PeopleTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string NewPassword = "lantern plum gravel orbit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Technician)]
    [InlineData(StaffRole.Dispatcher)]
    public async Task Get_NotAnAdmin_FindsNothing(StaffRole role)
    {
        var somebody = await app.Data.StaffAsync(StaffRole.Technician);
        using var client = await app.Data.SignInAsync(role);

        foreach (var path in new[] { Links.People, Links.NewPerson, Links.Person(somebody.Id), Links.PersonHours(somebody.Id), Links.PersonAbsences(somebody.Id) })
        {
            (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Invite_ToSignedIn_TheWholeWay()
    {
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.NewPerson);
        var invited = await admin.SubmitAsync("main form[method=post]", ("Input.Name", "Nina Weber"), ("Input.Email", "Nina.Weber@example.com"), ("Input.Phone", "216 555 0134"),
            ("Input.Role", "Technician"), ("Input.HomeZip", "44107"), ("Input.Skills", "Dahua"), ("Input.Skills", "Lorex"));
        var nina = await app.DbAsync(db => db.Staff.AsSplitQuery().SingleAsync(staff => staff.Email == "nina.weber@example.com", Ct));
        invited.ExpectRedirect(Links.PersonHours(nina.Id));
        Assert.Equal(("+12165550134", "44107"), (nina.Phone, nina.HomeZip));
        Assert.Equal([RecorderBrand.Dahua, RecorderBrand.Lorex], nina.Skills);
        Assert.Contains("Invited, not yet signed in", (await admin.GetAsync(Links.People)).Text, StringComparison.Ordinal);

        using var browser = app.Browser();
        (await browser.SetPasswordAsync(await app.PasswordLinkAsync(nina), NewPassword)).ExpectRedirect(Links.SignIn);
        (await browser.SignInAsync(nina.Email, NewPassword)).ExpectRedirect(Links.TechDay);
        (await browser.GetAsync(Links.TechDay)).Expect(HttpStatusCode.OK);
        (await browser.GetAsync(Links.People)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Invite_KnownAddress_ToldBesideTheFieldWithEverythingKept()
    {
        var known = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.NewPerson);

        var page = (await admin.SubmitAsync("main form[method=post]", ("Input.Name", "Second Person"), ("Input.Email", known.Email), ("Input.Role", "Dispatcher"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("already", page.One("#Input_Email_error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Second Person", page.One("#Input_Name").GetAttribute("value"));
    }

    [Fact]
    public async Task SendLink_Again_VoidsTheOneBefore()
    {
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.NewPerson);
        await admin.SubmitAsync("main form[method=post]", ("Input.Name", "Pat Late"), ("Input.Email", "pat.late@example.com"), ("Input.Role", "Dispatcher"));
        var pat = await app.DbAsync(db => db.Staff.AsSplitQuery().SingleAsync(staff => staff.Email == "pat.late@example.com", Ct));
        var first = await app.PasswordLinkAsync(pat);
        await admin.GetAsync(Links.Person(pat.Id));

        (await admin.SubmitAsync($"form[action='{Links.PersonSendLink(pat.Id)}']")).ExpectRedirect(Links.Person(pat.Id));

        using var browser = app.Browser();
        (await browser.GetAsync(first)).Expect(HttpStatusCode.NotFound);
        var second = await app.PasswordLinkAsync(pat);
        (await browser.GetAsync(second)).Expect(HttpStatusCode.OK);
        app.Clock.Advance(Duration.FromHours(72));
        (await browser.GetAsync(second)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deactivate_SignedInPerson_IsOutWithTheNextClick()
    {
        var victim = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var open = await app.Data.SignInAsync(victim);
        (await open.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.Person(victim.Id));

        (await admin.SubmitAsync($"form[action='{Links.PersonDeactivate(victim.Id)}']")).ExpectRedirect(Links.Person(victim.Id));

        (await open.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
        using var browser = app.Browser();
        (await browser.SignInAsync(victim.Email)).Expect(HttpStatusCode.UnprocessableEntity);

        // Activated again the old cookie stays dead: its row has ended.
        await admin.GetAsync(Links.Person(victim.Id));
        await admin.SubmitAsync($"form[action='{Links.PersonActivate(victim.Id)}']");
        (await open.GetAsync(Links.Account)).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Faccount");
    }

    [Fact]
    public async Task Hours_TwoSpansADay_AreSavedReplacedAndChecked()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.PersonHours(technician.Id));

        var page = (await admin.SubmitAsync("main form[method=post]", ("Input.Days[1].To1", "07:00"), ("Input.Days[6].From1", "9:30"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["Tuesday: the end has to be after the start.", "Sunday: enter both times of a span like 8:00 and 17:30, or leave both empty."], page.All(".error-summary a").Select(link => link.TextContent));
        Assert.Equal("07:00", page.One("#Input_Days_1__To1").GetAttribute("value"));

        (await admin.SubmitAsync("main form[method=post]", ("Input.Days[1].To1", "12:00"), ("Input.Days[1].From2", "13:00"), ("Input.Days[1].To2", "18:00"), ("Input.Days[4].From1", ""), ("Input.Days[4].To1", ""), ("Input.Days[6].From1", "")))
            .ExpectRedirect(Links.PersonHours(technician.Id));

        var saved = await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == technician.Id, Ct));
        Assert.Equal(5, saved.WorkingHours.Count);
        Assert.Equal([new LocalTime(8, 0), new LocalTime(13, 0)], saved.WorkingHours.Where(span => span.Day == IsoDayOfWeek.Tuesday).Select(span => span.Start).Order());
    }

    [Fact]
    public async Task Absence_OverAPlannedVisit_IsSavedAndNamesTheJob()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        var day = LocalDateIso(job.Visits[0].WorkStart);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.PersonAbsences(technician.Id));

        (await admin.SubmitAsync("main section.panel form", ("Input.FromDate", day), ("Input.ToDate", day), ("Input.Reason", "Training"))).ExpectRedirect(Links.PersonAbsences(technician.Id));

        var page = (await admin.GetAsync(Links.PersonAbsences(technician.Id))).Expect(HttpStatusCode.OK);
        Assert.NotNull(page.One($".notice--warning a[href='{Links.Job(job.Number)}']"));
        Assert.Equal(Web.Ui.LocalTime.Day(job.Visits[0].WorkStart), page.One(".queue__title").TextContent.Trim());
        var absence = (await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == technician.Id, Ct))).Absences.Single();
        Assert.Equal(Duration.FromHours(24), absence.End - absence.Start);

        (await admin.SubmitAsync($"form[action='{Links.PersonRemoveAbsence(technician.Id, absence.Id)}']")).ExpectRedirect(Links.PersonAbsences(technician.Id));
        Assert.Contains("No absences", (await admin.GetAsync(Links.PersonAbsences(technician.Id))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-01", "9999-12-31", "#Input_ToDate_error")]
    [InlineData("-9998-01-01", "2026-12-01", "#Input_FromDate_error")]
    public async Task Absence_AtADateYearsAway_IsToldBesideTheField(string from, string to, string error)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.PersonAbsences(technician.Id));

        var page = (await admin.SubmitAsync("main section.panel form", ("Input.FromDate", from), ("Input.ToDate", to), ("Input.Reason", "Long away"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("years away", page.One(error).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_NameWithAnAddressInIt_IsToldBesideTheFieldAndMailsNobody()
    {
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.NewPerson);

        var page = (await admin.SubmitAsync("main form[method=post]", ("Input.Name", "www.evil.example Kim"), ("Input.Email", "evil@example.com"), ("Input.Role", "Dispatcher"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("without web addresses", page.One("#Input_Name_error").TextContent, StringComparison.Ordinal);
        Assert.False(await app.DbAsync(db => db.OutboxMails.AnyAsync(mail => mail.ToAddress == "evil@example.com", Ct)));
    }

    /// <summary>The night the clocks go back has 25 hours, and a whole day covers them.</summary>
    [Fact]
    public async Task Absence_OnTheDayTheClocksChange_CoversTheWholeDay()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.PersonAbsences(technician.Id));

        await admin.SubmitAsync("main section.panel form", ("Input.FromDate", "2027-11-07"), ("Input.ToDate", "2027-11-07"), ("Input.Reason", "Sunday off"));

        var absence = (await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == technician.Id, Ct))).Absences.Single();
        Assert.Equal(Duration.FromHours(25), absence.End - absence.Start);
    }

    [Fact]
    public async Task Edit_TwoAdminsAtOnce_TheSecondIsToldAndKeepsWhatTheyTyped()
    {
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher, "Kim Before");
        using var first = await app.Data.SignInAsync(StaffRole.Admin);
        using var second = await app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Links.Person(person.Id));
        await second.GetAsync(Links.Person(person.Id));
        var form = $"form[action='{Links.Person(person.Id)}']";

        (await first.SubmitAsync(form, ("Input.Name", "Kim First"))).ExpectRedirect(Links.Person(person.Id));
        var lost = (await second.SubmitAsync(form, ("Input.Name", "Kim Second"))).Expect(HttpStatusCode.Conflict);

        Assert.Equal("Kim Second", lost.One("#Input_Name").GetAttribute("value"));
        Assert.Contains("Kim First", lost.One("main .notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("Kim First", await this.NameAsync(person.Id));
        (await second.SubmitAsync(form)).ExpectRedirect(Links.Person(person.Id));
        Assert.Equal("Kim Second", await this.NameAsync(person.Id));
    }

    [Fact]
    public async Task Hours_TwoAdminsAtOnce_TheSecondIsTold()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        using var first = await app.Data.SignInAsync(StaffRole.Admin);
        using var second = await app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Links.PersonHours(technician.Id));
        await second.GetAsync(Links.PersonHours(technician.Id));

        (await first.SubmitAsync("main form[method=post]", ("Input.Days[0].To1", "12:00"))).ExpectRedirect(Links.PersonHours(technician.Id));
        var lost = (await second.SubmitAsync("main form[method=post]", ("Input.Days[0].To1", "15:00"))).Expect(HttpStatusCode.Conflict);

        Assert.Equal("15:00", lost.One("#Input_Days_0__To1").GetAttribute("value"));
    }

    private Task<string> NameAsync(Guid id) => app.DbAsync(db => db.Staff.Where(staff => staff.Id == id).Select(staff => staff.Name).SingleAsync(Ct));

    private static string LocalDateIso(Instant instant) => NodaTime.Text.LocalDatePattern.Iso.Format(instant.InZone(BookingRules.Zone).Date);
}
