using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Jobs;
using CleveSec.Web.Security;

namespace CleveSec.BrowserTests;

/// <summary>The list of pages; <see cref="SitePagesTests"/> holds it against the site's endpoints.</summary>
internal static class SiteViews
{
    public static SiteView[] Public(string link, string invitation) =>
    [
        new("home", Viewer.Anybody, "/"),
        new("guide", Viewer.Anybody, "/guide"),
        .. new[] { "qr-code", "security-questions", "reset-button", "xml-file", "lorex", "hikvision", "preventing-lockouts", "proof-of-ownership" }.Select(topic => new SiteView($"guide-{topic}", Viewer.Anybody, $"/guide/{topic}")),
        .. WhichReset(),
        new("guide-search", Viewer.Anybody, "/guide/search"),
        new("guide-search-found", Viewer.Anybody, "/guide/search?q=hikvison+password"),
        new("guide-search-none", Viewer.Anybody, "/guide/search?q=zzyzx"),
        new("which-reset-sheet", Viewer.Anybody, "/which-reset/offline"),
        new("offline", Viewer.Anybody, "/offline"),
        new("book", Viewer.Anybody, "/book"),
        new("book-windows", Viewer.Anybody, $"/book?brand=Dahua&zip={TestData.Zip}"),
        new("book-errors", Viewer.Anybody, $"/book?zip={TestData.Zip}", "Book this visit"),
        new("book-outside", Viewer.Anybody, "/book?zip=10001"),
        new("book-outside-errors", Viewer.Anybody, "/book?zip=10001", "Book this visit"),
        new("visit-link", Viewer.Anybody, $"/visit/{link}"),
        new("visit-link-dead", Viewer.Anybody, $"/visit/{Keys.New()}"),
        new("visit-find", Viewer.Anybody, "/visit/find"),
        new("visit-find-errors", Viewer.Anybody, "/visit/find", "Send me a code"),
        new("visit-open", Viewer.Customer, "/visit"),
        new("visit-change", Viewer.Customer, "/visit/change"),
        new("visit-change-errors", Viewer.Customer, "/visit/change", "Move my visit"),
        new("visit-cancel", Viewer.Customer, "/visit/cancel"),
        new("visit-change-photos", Viewer.Customer, "/visit/photos"),
        new("visit-change-photos-errors", Viewer.Customer, "/visit/photos", "Send the photos"),
        new("visit-change-message", Viewer.Customer, "/visit/message"),
        new("visit-change-message-errors", Viewer.Customer, "/visit/message", "Send to the office"),
        new("visit-change-reach", Viewer.Customer, "/visit/reach"),
        new("visit-offer-dead", Viewer.Anybody, $"/visit/offer/{Keys.New()}"),
        new("visit-code", Viewer.Customer, "/visit/code"),
        new("visit-change-booked", Viewer.Customer, "/book/booked"),
        new("privacy", Viewer.Anybody, "/privacy"),
        new("contact", Viewer.Anybody, "/contact"),
        new("accessibility", Viewer.Anybody, "/accessibility"),
        new("error-404", Viewer.Anybody, "/guide/no-such-topic"),
        new("sign-in", Viewer.Anybody, "/staff/sign-in"),
        new("sign-in-errors", Viewer.Anybody, "/staff/sign-in", "Sign in"),
        new("sign-in-lost", Viewer.Anybody, "/staff/sign-in?next=%2Fstaff&lost=true"),
        new("forgot-password", Viewer.Anybody, "/staff/forgot-password"),
        new("set-password", Viewer.Anybody, $"/staff/set-password/{invitation}"),
        new("set-password-dead", Viewer.Anybody, $"/staff/set-password/{Keys.New()}"),
    ];

    public static SiteView[] Office(Job scheduled, Job onSite, Job closed, Job waiting, Guid mail, Guid person) =>
    [
        new("inbox", Viewer.Dispatcher, "/staff"),
        new("board", Viewer.Dispatcher, "/staff/board"),
        new("board-tomorrow", Viewer.Dispatcher, "/staff/board?date=2026-11-25&zoom=wide&county=Cuyahoga"),
        new("board-week", Viewer.Dispatcher, "/staff/board?view=week"),
        new("board-map", Viewer.Dispatcher, "/staff/board?view=map&date=2026-11-25"),
        new("board-map-none", Viewer.Dispatcher, "/staff/board?view=map&date=2027-05-25"),
        new("board-card", Viewer.Dispatcher, $"/staff/board/{scheduled.Number}"),
        new("board-card-under-way", Viewer.Dispatcher, $"/staff/board/{onSite.Number}"),
        new("inbox-mine", Viewer.Dispatcher, "/staff?view=mine"),
        new("jobs", Viewer.Dispatcher, "/staff/jobs"),
        new("job-new", Viewer.Dispatcher, "/staff/jobs/new"),
        new("job-new-errors", Viewer.Dispatcher, "/staff/jobs/new", "Book"),
        new("jobs-none", Viewer.Dispatcher, "/staff/jobs?q=nobody-of-that-name"),
        new("job-scheduled", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}"),
        new("job-on-site", Viewer.Dispatcher, $"/staff/jobs/{onSite.Number}"),
        new("job-waiting", Viewer.Dispatcher, $"/staff/jobs/{waiting.Number}"),
        new("job-closed", Viewer.Dispatcher, $"/staff/jobs/{closed.Number}"),
        new("job-visit", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}/visit"),
        new("job-photos", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}/photos"),
        new("job-hold", Viewer.Admin, $"/staff/jobs/{scheduled.Number}/hold"),
        new("job-hold-errors", Viewer.Admin, $"/staff/jobs/{scheduled.Number}/hold", "Begin the hold"),
        new("job-precheck", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}/precheck"),
        new("job-precheck-errors", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}/precheck", "Note it for the technician"),
        new("job-photos-none", Viewer.Dispatcher, $"/staff/jobs/{closed.Number}/photos"),
        new("job-cancel-errors", Viewer.Dispatcher, $"/staff/jobs/{scheduled.Number}/cancel", "Cancel the job"),
        new("mailbox", Viewer.Dispatcher, "/staff/mailbox"),
        new("mail", Viewer.Dispatcher, $"/staff/mailbox/{mail}"),
        new("account", Viewer.Dispatcher, "/staff/account"),
        new("account-password", Viewer.Dispatcher, "/staff/account/password"),
        new("people", Viewer.Admin, "/staff/people"),
        new("person-new", Viewer.Admin, "/staff/people/new"),
        new("person", Viewer.Admin, $"/staff/people/{person}"),
        new("person-hours", Viewer.Admin, $"/staff/people/{person}/hours"),
        new("person-absences", Viewer.Admin, $"/staff/people/{person}/absences"),
    ];

    /// <summary>After a code was asked for, with its field.</summary>
    public static SiteView[] CodeSent(string number) =>
    [
        new("visit-find-sent", Viewer.Anybody, "/visit/find", "Send me a code", new Dictionary<string, string> { ["Job number"] = number, ["ZIP code"] = TestData.Zip }, "#Code"),
        new("visit-code-sent", Viewer.Customer, "/visit/code", "Send me the code", Shows: "#Code"),
    ];

    /// <summary>The form of every action of the office, on the first job that allows it.</summary>
    public static IEnumerable<SiteView> Acts(Job[] jobs) => JobAct.All.Select(act => new SiteView(
        $"job-{act.Slug}", Viewer.Dispatcher, $"/staff/jobs/{jobs.First(job => job.AllowedActions(ActorRole.Dispatcher).Contains(act.Action)).Number}/{act.Slug}"));

    public static SiteView[] Sheet(Guid scheduled, Guid onSite, Guid verified, Guid verifiedRecorder, Guid done, Guid doneRecorder) =>
    [
        new("tech-day", Viewer.Technician, "/tech"),
        new("tech-sheet-scheduled", Viewer.Technician, $"/tech/visits/{scheduled}"),
        new("tech-photos", Viewer.Technician, $"/tech/visits/{scheduled}/photos"),
        new("tech-photos-none", Viewer.Technician, $"/tech/visits/{verified}/photos"),
        new("tech-photos-errors", Viewer.Technician, $"/tech/visits/{verified}/photos", "Keep them with the job"),
        new("tech-sheet-on-site", Viewer.Technician, $"/tech/visits/{onSite}"),
        new("tech-ownership", Viewer.Technician, $"/tech/visits/{onSite}/ownership"),
        new("tech-ownership-errors", Viewer.Technician, $"/tech/visits/{onSite}/ownership", "Verify ownership"),
        new("tech-refuse", Viewer.Technician, $"/tech/visits/{onSite}/refuse"),
        new("tech-problem", Viewer.Technician, $"/tech/visits/{onSite}/problem"),
        new("tech-sheet-verified", Viewer.Technician, $"/tech/visits/{verified}"),
        new("tech-start", Viewer.Technician, $"/tech/visits/{verified}/start?recorder={verifiedRecorder}"),
        new("tech-start-errors", Viewer.Technician, $"/tech/visits/{verified}/start?recorder={verifiedRecorder}", "Start"),
        new("tech-attempt", Viewer.Technician, $"/tech/visits/{verified}/attempt?recorder={verifiedRecorder}"),
        new("tech-attempt-errors", Viewer.Technician, $"/tech/visits/{verified}/attempt?recorder={verifiedRecorder}", "Record the attempt"),
        new("tech-consent", Viewer.Technician, $"/tech/visits/{verified}/consent?recorder={verifiedRecorder}"),
        new("tech-vendor", Viewer.Technician, $"/tech/visits/{verified}/vendor?recorder={verifiedRecorder}"),
        new("tech-vendor-letter", Viewer.Technician, $"/tech/visits/{verified}/vendor-letter?recorder={verifiedRecorder}"),
        new("tech-vendor-letter-errors", Viewer.Technician, $"/tech/visits/{verified}/vendor-letter?recorder={verifiedRecorder}", "Write the letter"),
        new("tech-checklist", Viewer.Technician, $"/tech/visits/{done}/checklist?recorder={doneRecorder}"),
        new("tech-clip", Viewer.Technician, $"/tech/visits/{done}/clip?recorder={doneRecorder}"),
        new("tech-clip-errors", Viewer.Technician, $"/tech/visits/{done}/clip?recorder={doneRecorder}", "Note the clip"),
    ];

    public static SiteView[] Closing(Guid visit) =>
    [
        new("tech-close", Viewer.Technician, $"/tech/visits/{visit}/close"),
        new("tech-close-errors", Viewer.Technician, $"/tech/visits/{visit}/close", "Close the job", new Dictionary<string, string> { ["What the customer will read"] = "" }),
    ];

    public static SiteView[] UnderWay(Guid visit, Guid recorder) =>
    [
        new("tech-sheet-under-way", Viewer.Technician, $"/tech/visits/{visit}"),
        new("tech-end", Viewer.Technician, $"/tech/visits/{visit}/end?recorder={recorder}"),
        new("tech-end-errors", Viewer.Technician, $"/tech/visits/{visit}/end?recorder={recorder}", "End the attempt"),
    ];

    public static SiteView[] SecondPerson(string number, Guid visit, Guid form) =>
    [
        new("job-authorization", Viewer.Dispatcher, $"/staff/jobs/{number}/authorizations/{form}"),
        new("job-second-person", Viewer.Dispatcher, $"/staff/jobs/{number}/second-person"),
        new("job-second-person-errors", Viewer.Dispatcher, $"/staff/jobs/{number}/second-person", "Decide"),
        new("job-asks-second-person", Viewer.Dispatcher, $"/staff/jobs/{number}"),
        new("tech-sheet-second-person", Viewer.Technician, $"/tech/visits/{visit}"),
    ];

    /// <param name="asked">The visit of a job whose owner is asked; nobody has answered.</param>
    /// <param name="keys">Of links that are open, signed and declined.</param>
    public static SiteView[] OwnerByLink(string number, Guid asked, (string Open, string Signed, string Declined) keys, string signedNumber, Guid signed) =>
    [
        new("visit-sign", Viewer.Anybody, $"/visit/sign/{keys.Open}"),
        new("visit-sign-errors", Viewer.Anybody, $"/visit/sign/{keys.Open}", "Sign"),
        new("visit-sign-spanish", Viewer.Anybody, $"/es/visit/sign/{keys.Open}"),
        new("visit-sign-signed", Viewer.Anybody, $"/visit/sign/{keys.Signed}"),
        new("visit-sign-declined", Viewer.Anybody, $"/visit/sign/{keys.Declined}"),
        new("visit-sign-dead", Viewer.Anybody, $"/visit/sign/{Keys.New()}"),
        new("job-owner-signature", Viewer.Dispatcher, $"/staff/jobs/{number}/owner-signature"),
        new("job-owner-signature-errors", Viewer.Dispatcher, $"/staff/jobs/{signedNumber}/owner-signature", "Ask anew"),
        new("job-owner-signed", Viewer.Dispatcher, $"/staff/jobs/{signedNumber}"),
        new("job-owner-signed-form", Viewer.Dispatcher, $"/staff/jobs/{signedNumber}/authorizations/{signed}"),
        new("tech-sheet-owner-signature", Viewer.Technician, $"/tech/visits/{asked}"),
        new("tech-owner-signature", Viewer.Technician, $"/tech/visits/{asked}/owner-signature"),
    ];

    public static SiteView[] HalfLinked(Guid visit, Guid linked, Guid other) =>
    [
        new("tech-reinitialize", Viewer.Technician, $"/tech/visits/{visit}/reinitialize?recorder={linked}"),
        new("tech-link", Viewer.Technician, $"/tech/visits/{visit}/link?recorder={other}"),
        new("tech-leave", Viewer.Technician, $"/tech/visits/{visit}/leave?recorder={other}"),
        new("tech-withdraw", Viewer.Technician, $"/tech/visits/{visit}/withdraw"),
    ];

    /// <summary>A question, one result of each verdict, and the two kinds of pages in Spanish.</summary>
    private static SiteView[] WhichReset()
    {
        const string Mine = "/which-reset?whose=own&footage=no&screen=wrong-password";
        return
        [
            new("which-question", Viewer.Anybody, $"{Mine}&brand=dahua"),
            new("which-question-footage", Viewer.Anybody, "/which-reset?whose=own&footage=yes"),
            new("which-try", Viewer.Anybody, $"{Mine}&brand=dahua&dahua-offers=questions-known"),
            new("which-wait", Viewer.Anybody, "/which-reset?whose=own&footage=no&screen=locked&brand=hikvision&hik-offers=not-sure"),
            new("which-footage", Viewer.Anybody, "/which-reset?whose=own&footage=yes&screen=wrong-password&brand=dahua&dahua-offers=email-mine"),
            new("which-contact", Viewer.Anybody, "/which-reset?whose=partner"),
            new("which-seller", Viewer.Anybody, $"{Mine}&brand=other"),
            new("which-visit", Viewer.Anybody, $"{Mine}&brand=dahua&dahua-offers=nothing&computer=no&warranty=yes"),
            new("which-try-spanish", Viewer.Anybody, $"/es{Mine}&brand=lorex&lorex-app=lorex-connect"),
            new("book-from-which", Viewer.Anybody, "/book?brand=Dahua&from=whose%3Down%26footage%3Dno%26screen%3Dlocked%26brand%3Ddahua"),
        ];
    }
}
