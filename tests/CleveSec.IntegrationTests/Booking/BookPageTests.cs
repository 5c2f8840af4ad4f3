using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Staff.GuideEditor;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Booking;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>The booking page as a browser without JavaScript uses it: the window that is kept, who is asked what, pictures, and who is called instead.</summary>
public sealed class BookPageTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Times_WithAChosenWindow_KeepsItForThisBrowserAndForNoOther()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));

        var page = await TimesAsync(client, ("Input.Window", window), ("Input.Name", "Ana O'Brien-Muñoz"));

        var until = app.Clock.Now + Duration.FromMinutes(10);
        Assert.Equal($"Held for you until {LocalTime.Time(until)}", page.One("#hold-until").TextContent);
        Assert.Equal("600", page.One("#hold").GetAttribute("data-seconds"));
        Assert.Equal("Ana O'Brien-Muñoz", page.One("#Input_Name").GetAttribute("value"));
        var key = client.Cookies[BookingHolds.CookieName];
        var hold = await HoldOfAsync(key);
        Assert.Equal(window, hold!.WindowStart.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var again = await client.GetAsync("/book");
        Assert.Equal((window, TestData.Zip), (again.One("input[name='Input.Window'][checked]").GetAttribute("value"), again.One("#Input_Zip").GetAttribute("value")));
        Assert.NotEmpty(again.All("#hold"));
        using var other = Browser();
        Assert.Empty((await other.GetAsync($"/book?brand=Dahua&zip={TestData.Zip}")).All("#hold"));
    }

    [Fact]
    public async Task Times_AnotherWindow_ReleasesTheFirst()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var windows = (await BookingForm.OpenAsync(client, app.Clock)).All("input[name='Input.Window']").Select(input => input.GetAttribute("value")!).ToList();
        await TimesAsync(client, ("Input.Window", windows[0]));

        await TimesAsync(client, ("Input.Window", windows[1]));

        var hash = Keys.Hash(client.Cookies[BookingHolds.CookieName]);
        var held = await app.DbAsync(db => db.Visits.Where(visit => visit.HoldKeyHash == hash && visit.Status == VisitStatus.Held).ToListAsync(Ct));
        Assert.Equal(windows[1], Assert.Single(held).WindowStart.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Times_AfterTheTenMinutes_SaysSoAndOffersTheNearest()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));
        var held = await TimesAsync(client, ("Input.Window", window));

        var early = await LapseAsync(client, held, window);
        app.Clock.Advance(Duration.FromMinutes(10));
        var late = await LapseAsync(client, held, window);

        // A phone whose clock runs ahead is told the truth: it is still held, and not a second longer than before.
        Assert.NotEmpty(early.All("#hold"));
        Assert.Equal(held.One("#hold").GetAttribute("data-until"), early.One("#hold").GetAttribute("data-until"));
        Assert.Contains("The ten minutes are over", late.One("#when [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(late.All("#hold"));
        Assert.Empty(late.All("input[name='Input.Window'][checked]"));
        Assert.Contains(window, late.All("input[name='Input.Window']").Select(input => input.GetAttribute("value")));
    }

    [Fact]
    public async Task Times_WindowTakenMeanwhile_SaysSoAndShowsOthers()
    {
        await using var alone = new CleveSecApp();
        await alone.InitializeAsync();
        await alone.Data.StaffAsync(StaffRole.Technician);
        using var first = alone.Client();
        using var second = alone.Client();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(first, alone.Clock));
        await BookingForm.OpenAsync(second, alone.Clock);

        // The whole window of the only technician: several recorders take all of it.
        await TimesAsync(first, ("Input.Window", window), ("Input.Second", "Dahua"), ("Input.Third", "Dahua"));
        var page = await TimesAsync(second, ("Input.Window", window), ("Input.Second", "Dahua"), ("Input.Third", "Dahua"));

        Assert.Contains("taken a moment ago", page.One("#when [role=status]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(window, page.All("input[name='Input.Window']").Select(input => input.GetAttribute("value")));
        Assert.NotEmpty(page.All("input[name='Input.Window']"));
    }

    [Fact]
    public async Task Post_WithAHold_BooksItAndUsesItUp()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));
        await TimesAsync(client, ("Input.Window", window));

        (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, email: "held@example.com"))).ExpectRedirect("/book/booked");

        Assert.Null(await HoldOfAsync(client.Cookies[BookingHolds.CookieName]));
    }

    [Fact]
    public async Task Post_EverythingAsked_ReachesTheJobAndTheConfirmation()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));

        var answer = await client.SubmitAsync(BookingForm.Form, [
            .. BookingForm.Filled(window, email: "all@example.com").Where(field => field.Name is not ("Input.Situation" or "Input.Footage")),
            ("Input.Situation", "Inherited"), ("Input.Footage", "Yes"), ("Input.Second", "Lorex"), ("Input.Fourth", "Hikvision"),
            ("Input.ContactName", "Pat Rivera"), ("Input.ContactPhone", "216 555 0199"), ("Input.ContactAdult", "true")]);

        answer.ExpectRedirect("/book/booked");
        var page = await client.FollowAsync(answer);
        var job = await JobOfAsync("all@example.com");
        Assert.Equal((OwnerSituation.Inherited, FootageNeed.Yes, "Pat Rivera", "+12165550199"), (job.Situation!.Value, job.Footage!.Value, job.ContactName, job.ContactPhone));
        Assert.NotNull(job.IdPromisedAt);
        Assert.Equal([RecorderBrand.Dahua, RecorderBrand.Lorex, RecorderBrand.Hikvision], job.Recorders.Select(recorder => recorder.Recorder.Brand).Order());
        foreach (var shown in new[] { "Pat Rivera, (216) 555-0199", "I inherited it", "Yes, I need a recording", "Lorex", "Hikvision", "You get a link for what you have to sign" })
        {
            Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        }

        Assert.NotEmpty(page.All("a[href='/visit/change']"));
        Assert.NotEmpty(page.All("a[href='/visit/photos']"));
        Assert.NotEmpty(page.All("a[href='/visit/calendar.ics']"));
    }

    [Theory]
    [InlineData("Input.IdReady", null, "#Input_IdReady")]
    [InlineData("Input.Situation", null, "#Input_Situation")]
    [InlineData("Input.Footage", null, "#Input_Footage")]
    [InlineData("Input.ContactName", "Pat", "#Input_ContactPhone,#Input_ContactAdult")]
    [InlineData("Input.ContactAdult", "true", "#Input_ContactName,#Input_ContactPhone")]
    public async Task Post_OneAnswerMissing_IsSaidBesideItAndOpensItsPart(string name, string? value, string fields)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));

        var page = (await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(window).Where(field => field.Name != name), (name, value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(fields.Split(','), page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.All(fields.Split(','), field => Assert.True(page.One(field).Closest("details")?.HasAttribute("open") ?? true));

        // While the form is corrected the window stays ours.
        Assert.NotEmpty(page.All("#hold"));
    }

    /// <summary>Without the rule in the validator the form asks for a window that nobody needs.</summary>
    [Theory]
    [InlineData("Partner", CallBackReason.Partner)]
    [InlineData("NotSure", CallBackReason.OwnerNotKnown)]
    public async Task Post_SituationThatNeedsAPerson_NeedsNoWindowAndIsAnsweredCalmly(string situation, CallBackReason why)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        await app.Database.AsOwnerAsync("update office_settings set hours = array['Monday 08:00-17:00']");
        using var client = Browser();
        await BookingForm.OpenAsync(client, app.Clock);
        var email = $"{situation.ToLowerInvariant()}@example.com";

        var answer = await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled("0", email: email).Where(field => field.Name is not ("Input.Window" or "Input.IdReady" or "Input.Situation")), ("Input.Situation", situation)]);

        answer.ExpectRedirect(Links.BookedCall);
        var page = await client.FollowAsync(answer);
        var job = await JobOfAsync(email);
        Assert.Equal(why, job.CallBack);
        Assert.Empty(job.Visits);
        foreach (var said in new[] { job.Number, "(216) 555-0142", "Monday, 8 am–5 pm", "Nothing you typed is lost", "leave the recorder switched on" })
        {
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(OwnerSituations.Words(why), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ThirdOpenBookingOfADoor_IsAnsweredLikeEveryCallBack()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        var answers = new List<SitePage>();
        for (var i = 0; i < 3; i++)
        {
            using var client = Browser();
            var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));
            answers.Add(await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(window, email: $"door{i}@example.com").Where(field => field.Name != "Input.Unit"), ("Input.Unit", "Same 7")]));
        }

        Assert.Equal([Links.Booked, Links.Booked, Links.BookedCall], answers.Select(answer => answer.Location));
    }

    [Fact]
    public async Task Photos_OfARefusedForm_StayAreRemovedAndComeAlong()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var opened = await BookingForm.OpenAsync(client, app.Clock);
        var key = Guid.Parse(opened.One("#Input_Key").GetAttribute("value")!);
        var window = BookingForm.FirstWindow(opened);

        var refused = (await client.UploadAsync(BookingForm.Form, [("Photos.Label", Pictures.FromAPhone(90, 60), "a.jpg"), ("Photos.Other", Pictures.Png(50, 40), "b.png"), ("Photos.Other", "no picture"u8.ToArray(), "c.jpg")])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("2 photos attached", refused.Text, StringComparison.Ordinal);
        Assert.Contains("no JPEG", refused.One("#Photos_Other_error").TextContent, StringComparison.Ordinal);
        Assert.True(refused.One("#photos").HasAttribute("open"));
        var remove = refused.All("button[formaction*='handler=remove']");
        Assert.Equal(2, remove.Count);

        // Somebody else's form cannot take it off.
        using var stranger = Browser();
        await BookingForm.OpenAsync(stranger, app.Clock);
        await stranger.UploadAsync(BookingForm.Form, [], remove[0].GetAttribute("formaction"));
        Assert.Equal(2, await app.DbAsync(db => db.EvidenceFiles.CountAsync(file => file.FormKey == key, Ct)));
        var one = await client.UploadAsync(BookingForm.Form, [], remove[0].GetAttribute("formaction"), BookingForm.Filled(window));
        Assert.Contains("1 photo attached", one.Text, StringComparison.Ordinal);
        Assert.Equal("Ana O'Brien-Muñoz", one.One("#Input_Name").GetAttribute("value"));
        var row = await app.DbAsync(db => db.EvidenceFiles.AsNoTracking().SingleAsync(file => file.FormKey == key, Ct));
        Assert.Equal(row.At + Duration.FromDays(1), row.PurgeAt);

        app.Clock.Advance(Duration.FromSeconds(5));
        var booked = (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, email: "photos@example.com"))).ExpectRedirect("/book/booked");

        var job = await JobOfAsync("photos@example.com");
        row = await app.DbAsync(db => db.EvidenceFiles.AsNoTracking().SingleAsync(file => file.FormKey == key, Ct));
        Assert.Equal((job.Id, row.At + Duration.FromDays(365)), (row.JobId!.Value, row.PurgeAt));
        Assert.Matches("Photos *1", (await client.FollowAsync(booked)).Text);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains($"Photo to look at: {job.Number}", (await office.GetAsync(Links.Inbox)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_MoreThanFive_StopAtFive()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var key = Guid.Parse((await BookingForm.OpenAsync(client, app.Clock)).One("#Input_Key").GetAttribute("value")!);

        var page = (await client.UploadAsync(BookingForm.Form, Enumerable.Range(0, 7).Select(i => ("Photos.Other", Pictures.Png(20 + i, 20), "x.png")), Links.BookTimes)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("5 photos attached", page.Text, StringComparison.Ordinal);
        Assert.Contains("There are 5 photos already", page.Text, StringComparison.Ordinal);
        Assert.Equal(5, await app.DbAsync(db => db.EvidenceFiles.CountAsync(file => file.FormKey == key, Ct)));
    }

    [Fact]
    public async Task Service_OnlyWhereThereIsAChoice_IsAskedAndAForgedOneIsNotTaken()
    {
        await using var alone = new CleveSecApp();
        await alone.InitializeAsync();
        await alone.Data.StaffAsync(StaffRole.Technician);
        using var client = alone.Client();
        var opened = await BookingForm.OpenAsync(client, alone.Clock);
        Assert.Empty(opened.All("input[name='Input.Service']"));
        var fields = opened.All($"{BookingForm.Form} input[type=hidden]").Where(input => !input.HasAttribute("disabled")).Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));

        (await client.PostAsync("/book", [.. fields, .. BookingForm.Filled(BookingForm.FirstWindow(opened)), ("Input.Zip", TestData.Zip), ("Input.Service", "return")])).ExpectRedirect("/book/booked");

        Assert.Equal(Service.RecoveryId, await alone.DbAsync(db => db.Jobs.Select(job => job.ServiceId).SingleAsync(Ct)));
        await alone.Database.AsOwnerAsync("insert into services (id, name_english, name_spanish, work_minutes, brand_minutes, further_recorder_percent, needs, online, active, position) values ('check', 'Safety check', 'Revisión de seguridad', 45, '{}', 50, '{}', true, true, 9)");
        Assert.Equal(["recovery", "check"], (await client.GetAsync("/book")).All("input[name='Input.Service']").Select(input => input.GetAttribute("value")));
        Assert.Contains("Revisión de seguridad", (await client.GetAsync("/es/book")).Text, StringComparison.Ordinal);
    }

    /// <summary>Each test's people come from a network of their own: holds and bookings are counted.</summary>
    private SiteClient Browser()
    {
        var client = app.Client();
        client.ForwardedFor = $"203.0.113.{Interlocked.Increment(ref browsers)}";
        return client;
    }

    private static Task<SitePage> TimesAsync(SiteClient client, params (string Name, string? Value)[] fields) => client.UploadAsync(BookingForm.Form, [], Links.BookTimes, fields);

    /// <summary>What the page's script sends when its count has come to nothing.</summary>
    private static Task<SitePage> LapseAsync(SiteClient client, SitePage page, string window)
    {
        var hidden = page.All($"{BookingForm.Form} input[type=hidden]").Where(input => !input.HasAttribute("disabled")).Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));
        return client.PostAsync(Links.BookTimes, [.. hidden, ("Input.Brand", "Dahua"), ("Input.Zip", TestData.Zip), ("Input.Lapsed", window)]);
    }

    private Task<Visit?> HoldOfAsync(string key)
    {
        var hash = Keys.Hash(key);
        return app.DbAsync(db => db.Visits.AsNoTracking().FirstOrDefaultAsync(visit => visit.HoldKeyHash == hash && visit.Status == VisitStatus.Held, Ct));
    }

    private async Task<Job> JobOfAsync(string email) => await app.Data.LoadAsync(await app.DbAsync(db => db.Jobs.Where(job => job.Customer.Email == email).Select(job => job.Id).SingleAsync(Ct)));
}
