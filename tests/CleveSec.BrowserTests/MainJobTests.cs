using System.Text.RegularExpressions;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MimeKit;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The whole path: a homeowner books, a dispatcher assigns, a technician recovers, the homeowner reads the result. Real pages, real PostgreSQL, real SMTP.</summary>
public sealed partial class MainJobTests(Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LockedOutHomeowner_BooksAndIsLetIn_ReadsTheResult()
    {
        await using var mail = await MailServer.StartAsync();
        await using var app = new CleveSecApp(new AppOptions { Mail = mail, RunOutbox = true });
        await app.InitializeAsync();

        // Six in the morning in New York, so that the story's clock only ever goes forward.
        app.Clock.Now = Instant.FromUtc(2026, 11, 24, 11, 0);
        await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis Ortega");
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin Hale");

        await using var homeowner = await browser.PersonAsync(app);
        var number = await BookAsync(homeowner, app);
        var confirmation = await mail.WaitForAsync(message => $"{message.To}".Contains("ana@example.com", StringComparison.Ordinal) && $"{message.Subject}".Contains("booked", StringComparison.Ordinal));
        Assert.Contains(confirmation.BodyParts.OfType<TextPart>(), part => part.ContentType.MimeType == "text/calendar");
        Assert.NotNull(confirmation.HtmlBody);

        await using var dispatcher = await browser.PersonAsync(app, Browser.Desk);
        await AssignAsync(dispatcher, office, number, "Luis");
        await mail.WaitForAsync(message => $"{message.To}".Contains(luis.Email, StringComparison.Ordinal));

        await using var technician = await browser.PersonAsync(app);
        await RecoverAsync(technician, luis, app);
        await mail.WaitForAsync(message => $"{message.Subject}".Contains("on the way", StringComparison.Ordinal));
        await mail.WaitForAsync(message => $"{message.Subject}".Contains("What was done", StringComparison.Ordinal));

        await homeowner.GoAsync("/visit");
        await homeowner.SeesAsync("Closed");
        await homeowner.SeesAsync("What we did");

        // The mailed link, opened in another browser: first only the state, after the button the report.
        await using var elsewhere = await browser.PersonAsync(app);
        await elsewhere.GoAsync(LinkIn(confirmation));
        await elsewhere.SeesAsync("Closed");
        Assert.DoesNotContain("Public Square", await elsewhere.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await elsewhere.ClickAsync("Open my visit");
        await elsewhere.SeesAsync("What we did");
        await elsewhere.SeesAsync("100 Public Square");

        Assert.Equal(OutboxState.Sent, await app.DbAsync(db => db.OutboxMails.Select(row => row.State).Distinct().SingleAsync(Ct)));
        Assert.Equal(0, await app.DbAsync(db => db.OutboxMails.CountAsync(row => row.SealedSecrets != null, Ct)));
    }

    [Fact]
    public async Task WithoutJavaScript_HomeownerReadsTheGuideBooksMovesAndCancels()
    {
        await using var app = new CleveSecApp();
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        await using var homeowner = await browser.PersonAsync(app, javaScript: false);

        await homeowner.GoAsync("/");
        await homeowner.GoAsync("/guide");
        await homeowner.SeesAsync("our own estimate");
        var number = await BookAsync(homeowner, app);
        await homeowner.FollowAsync("See your visit");
        await homeowner.SeesAsync(number);

        await homeowner.FollowAsync("Change the time");
        await homeowner.Page.Locator("input[name=Window]").Nth(2).CheckAsync();
        await homeowner.ClickAsync("Move my visit");
        await homeowner.SeesAsync("Your visit is now");

        await homeowner.FollowAsync("Cancel the visit");
        await homeowner.ClickAsync("Cancel this visit");
        await homeowner.SeesAsync("Nobody will come");
    }

    private static async Task<string> BookAsync(Person homeowner, CleveSecApp app)
    {
        await homeowner.GoAsync("/book");
        await homeowner.ChooseAsync("Which brand is your recorder?", "Dahua");
        await homeowner.ChooseAsync("What is wrong?", "I forgot the password");
        await homeowner.ChooseAsync("Whose recorder is it?", "Mine");
        await homeowner.ChooseAsync("Is footage", "No, I only need to get in");
        await homeowner.TypeAsync("ZIP code where", "44114");
        var windows = homeowner.Page.Locator("input[name='Input.Window']");
        if (await homeowner.Page.EvaluateAsync<bool>("() => typeof htmx !== 'undefined'"))
        {
            await homeowner.Page.GetByLabel("ZIP code where").BlurAsync();
        }
        else
        {
            await homeowner.ClickAsync("Show free times");
        }

        await windows.Nth(1).CheckAsync();
        await homeowner.TypeAsync("Full name", "Ana O'Brien-Muñoz");
        await homeowner.TypeAsync("Mobile number", "216.555.0142");
        await homeowner.TypeAsync("E-mail", "ana@example.com");
        await homeowner.TypeAsync("Street and house number", "100 Public Square");
        await homeowner.Page.GetByLabel("A government photo ID").CheckAsync();
        app.Clock.Advance(Duration.FromSeconds(20));
        await homeowner.ClickAsync("Book this visit");
        await homeowner.SeesAsync("Your visit is booked");
        return JobNumber().Match(await homeowner.Page.InnerTextAsync("main")).Value;
    }

    private static async Task SignInAsync(Person person, StaffMember staff)
    {
        await person.GoAsync("/staff/sign-in");
        await person.TypeAsync("E-mail", staff.Email);
        await person.TypeAsync("Password", TestData.Password);
        await person.ClickAsync("Sign in");
    }

    private static async Task AssignAsync(Person dispatcher, StaffMember office, string number, string technician)
    {
        await SignInAsync(dispatcher, office);
        await dispatcher.SeesAsync(number);
        await dispatcher.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(number) }).First.ClickAsync();
        await dispatcher.ClickAsync("Accept the visit");
        await dispatcher.FollowAsync("Change technician or time");
        await dispatcher.Page.Locator("label.choice", new() { HasText = technician }).First.ClickAsync();
        await dispatcher.ClickAsync("Change the visit");
        await dispatcher.SeesAsync($"{technician}");
        await dispatcher.SeesAsync("History");
    }

    private static async Task RecoverAsync(Person technician, StaffMember staff, CleveSecApp app)
    {
        // The visit is tomorrow or later: on its morning.
        var start = await app.DbAsync(db => db.Visits.Where(visit => visit.TechnicianId == staff.Id).Select(visit => visit.WorkStart).SingleAsync(Ct));
        app.Clock.Now = start - Duration.FromMinutes(40);
        await SignInAsync(technician, staff);
        await technician.SeesAsync("Ana O'Brien-Muñoz");
        await technician.FollowAsync("Open the job sheet");
        await technician.ClickAsync("I am on the way");
        await technician.ClickAsync("I have arrived");
        await technician.FollowAsync("Check ownership");
        await technician.TypeAsync("Name as it stands on the ID", "Ana O'Brien-Muñoz");
        await technician.Page.Locator("input[name='Input.Kind']").First.CheckAsync();
        await technician.TypeAsync("Last four of its number", "4821");
        await technician.Page.Locator("input[name='Input.NameMatches'][value=true]").CheckAsync();
        await technician.Page.Locator("input[name='Input.Authority']").First.CheckAsync();
        await technician.Page.Locator("input[name='Input.Recorders[0].Link']").First.CheckAsync();
        await technician.TypeAsync("Serial number on the label", "6G0A1B2PAZ01234");
        await technician.TypeAsync("Signature: type your name", "Ana O'Brien-Muñoz");
        await DrawAsync(technician.Page);
        await technician.ClickAsync("Verify ownership");

        // The form goes off once the office was found within reach, not with the click.
        await technician.SeesAsync("Start an attempt");
        Assert.True(await app.DbAsync(db => db.Authorizations.AnyAsync(form => form.WitnessId == staff.Id && form.SealedStrokes != null, Ct)), "The drawing was not kept.");
        await technician.FollowAsync("Start an attempt");
        await technician.FollowAsync("QR code and security code by e-mail (DMSS)");
        await technician.Page.GetByLabel("The address on the screen").CheckAsync();
        await technician.Page.GetByLabel("A phone with the DMSS app").CheckAsync();
        await technician.Page.GetByLabel("I told the owner").CheckAsync();
        await technician.ClickAsync("Start");
        await technician.SeesAsync("Do not reboot or unplug the recorder");
        await technician.FollowAsync("End the attempt");
        await technician.Page.Locator("input[name='Input.Outcome'][value=Succeeded]").CheckAsync();
        await technician.ClickAsync("End the attempt");
        await technician.FollowAsync("The owner sets the new password");
        await technician.Page.GetByLabel("The owner typed a new password").CheckAsync();
        await technician.Page.GetByLabel("I played back").CheckAsync();
        await technician.ClickAsync("Re-initialized");
        await technician.FollowAsync("Go through the checklist");
        await technician.ClickAsync("All other musts are done");
        await technician.FollowAsync("Write the summary");
        await technician.ClickAsync("Close the job");
        await technician.SeesAsync("This visit is over");
    }

    /// <summary>The visit's address in a mail, on this test's site.</summary>
    private static string LinkIn(MimeMessage message) => Address().Match(message.TextBody ?? "").Groups[1].Value;

    [GeneratedRegex(@"CS-\d{4}-\d{5}")]
    private static partial Regex JobNumber();

    [GeneratedRegex(@"https://[^/\s]+(/visit/[A-Za-z0-9_-]{43})")]
    private static partial Regex Address();

    private static async Task DrawAsync(IPage page)
    {
        var canvas = page.Locator("canvas.signature");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}
