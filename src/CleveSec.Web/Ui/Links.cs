using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Ui;

/// <summary>Every address of the site. Pages and mails build no URL by hand.</summary>
internal static class Links
{
    public const string Home = "/";
    public const string Guide = "/guide";
    public const string GuideSearch = "/guide/search";
    public const string GuideFeed = "/guide/feed.xml";
    public const string WhichReset = "/which-reset";

    /// <summary>All its questions on one page, for where there is no signal.</summary>
    public const string WhichResetOffline = "/which-reset/offline";

    /// <summary>Shown by the service worker for a page that needs a connection.</summary>
    public const string Offline = "/offline";
    public const string OfflineList = "/offline.json";
    public const string Book = "/book";
    public const string Booked = "/book/booked";
    public const string Visit = "/visit";
    public const string VisitCalendar = "/visit/calendar.ics";
    public const string VisitChange = "/visit/change";
    public const string VisitChangeMoreDays = "/visit/change?more=true";
    public const string VisitCancel = "/visit/cancel";
    public const string VisitCode = "/visit/code";
    public const string VisitLookUp = "/visit/find";
    public const string VisitSignOut = "/visit/forget";
    public const string Privacy = "/privacy";
    public const string Contact = "/contact";
    public const string ContactThanks = "/contact/thanks";
    public const string Accessibility = "/accessibility";
    public const string ServiceArea = "/service-area";

    public const string SignIn = "/staff/sign-in";
    public const string SignOut = "/staff/sign-out";
    public const string ForgotPassword = "/staff/forgot-password";
    public const string ForgotPasswordAsked = "/staff/forgot-password?asked=true";
    public const string Account = "/staff/account";
    public const string AccountPassword = "/staff/account/password";
    public const string AccountEndOthers = "/staff/account?handler=EndOthers";
    public const string Inbox = "/staff";
    public const string Jobs = "/staff/jobs";
    public const string Mailbox = "/staff/mailbox";
    public const string StaffVotes = "/staff/comments/helpful";
    public const string GuideEditor = "/staff/guide";
    public const string GuideEditorImages = "/staff/guide/images";
    public const string GuideEditorChecked = "/staff/guide?handler=Checked";
    public const string People = "/staff/people";
    public const string NewPerson = "/staff/people/new";
    public const string Settings = "/staff/settings";
    public const string SettingsArea = "/staff/settings/area";
    public const string TechDay = "/tech";

    /// <summary>Where the pipeline goes by itself when a request failed; nothing links to it.</summary>
    public const string Error = "/error";

    public const string Sitemap = "/sitemap.xml";
    public const string Robots = "/robots.txt";

    /// <summary>Where the business's blog stood before; now the guide.</summary>
    public static readonly IReadOnlyList<string> OldBlog = ["/blog", "/post/{**rest}"];

    public const string HealthLive = "/health/live";
    public const string HealthReady = "/health/ready";

    /// <summary>A topic of the guide; its first one is the guide's own page.</summary>
    public static string GuideTopic(string slug) => slug == "overview" ? Guide : $"/guide/{slug}";

    /// <param name="exactly">Without putting typing mistakes right.</param>
    public static string GuideSearchFor(string words, bool exactly = false) => Query(GuideSearch, ("q", words), ("exactly", exactly ? "true" : null));

    /// <summary>The picture beside a link to a page; <see cref="SharePictures"/> knows which.</summary>
    public static string SharePicture(string name) => $"/og/{name}.png";

    /// <summary>The form for a question under a topic. This and the next four name the guide's first topic by its slug too.</summary>
    public static string GuideAsk(string slug) => $"/guide/{slug}/ask";

    public static string GuideAsked(string slug) => $"/guide/{slug}/asked";

    /// <summary>All questions under a topic.</summary>
    public static string GuideComments(string slug, int page = 1) => Query($"/guide/{slug}/comments", ("p", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    public static string GuideHelpful(string slug) => $"/guide/{slug}/helpful";

    public static string GuideThanks(string slug) => $"/guide/{slug}/thanks";

    /// <summary>The address mailed to somebody who asked; the token is the secret.</summary>
    public static string ConfirmQuestion(string token) => $"/guide/confirm/{token}";

    /// <summary>A picture of the guide; its measures stand in the address so that pages can leave room for it.</summary>
    public static string GuideImage(Guid id, int width, int height) => string.Create(CultureInfo.InvariantCulture, $"/guide/images/{id}-{width}x{height}.webp");

    public static string BookFor(string? brand, string? zip) => $"/book?brand={Uri.EscapeDataString(brand ?? "")}&zip={Uri.EscapeDataString(zip ?? "")}";

    /// <param name="page">Where the form was on.</param>
    public static string SignInAfterLostForm(string page) => $"{SignIn}?next={Uri.EscapeDataString(page)}&lost=true";

    /// <param name="answers">In their canonical form, "whose=own&amp;footage=no"; empty: the first question.</param>
    public static string WhichResetFor(string answers) => answers.Length == 0 ? WhichReset : $"{WhichReset}?{answers}";

    /// <summary>The booking page with what "which reset" was told.</summary>
    /// <param name="answers">In their canonical form.</param>
    public static string BookWith(string? brand, string? trouble, string answers) => Query(Book, ("brand", brand), ("trouble", trouble), ("from", answers));

    /// <summary>The address mailed to a customer; the token is the secret.</summary>
    public static string VisitByLink(string token) => $"/visit/{token}";

    /// <summary>The address mailed to staff for setting a password.</summary>
    public static string SetPassword(string token) => $"/staff/set-password/{token}";

    /// <param name="view">A tab's name; null: everything.</param>
    public static string InboxView(string? view) => string.IsNullOrEmpty(view) ? Inbox : $"{Inbox}?view={Uri.EscapeDataString(view)}";

    public static string InboxAccept(string? view) => InboxPost("Accept", view);

    public static string InboxCalled(string? view) => InboxPost("Called", view);

    public static string InboxCalledBack(string? view) => InboxPost("CalledBack", view);

    public static string Job(string number) => $"/staff/jobs/{number}";

    public static string JobAction(string number, string action) => $"/staff/jobs/{number}/{action}";

    public static string JobVisit(string number) => $"/staff/jobs/{number}/visit";

    public static string JobVisitFor(string number, Guid? technicianId, LocalDate? date) =>
        Query(JobVisit(number), ("technician", technicianId?.ToString()), ("date", date is { } day ? LocalDatePattern.Iso.Format(day) : null));

    public static string AcceptVisit(string number) => $"/staff/jobs/{number}?handler=Accept";

    public static string JobList(string? search, string? status, int page) =>
        Query(Jobs, ("q", search), ("status", status), ("p", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    public static string MailboxList(string? search, string? state, int page) =>
        Query(Mailbox, ("q", search), ("state", state), ("p", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    public static string MailboxItem(Guid id) => $"/staff/mailbox/{id}";

    /// <param name="state">A tab's name; null: what waits.</param>
    public static string StaffComments(string? state, int page = 1) =>
        Query("/staff/comments", ("state", state), ("p", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    public static string StaffComment(Guid id) => $"/staff/comments/{id}";

    public static string StaffCommentReject(Guid id) => $"/staff/comments/{id}?handler=Reject";

    public static string StaffCommentTakeBack(Guid id) => $"/staff/comments/{id}?handler=TakeBack";

    public static string StaffCommentRelease(Guid id) => $"/staff/comments/{id}?handler=Release";

    /// <param name="subject">"topic/qr-code/Spanish" or "method/dahua-email", as versions name it.</param>
    public static string GuideEdit(string subject) => $"/staff/guide/{subject}";

    public static string GuideEditPreview(string subject) => $"/staff/guide/{subject}?handler=Preview";

    public static string GuideVersions(string subject) => $"/staff/guide/versions/{subject}";

    public static string GuideVersionsPost(string subject, string handler) => $"/staff/guide/versions/{subject}?handler={handler}";

    public static string GuideCompare(string subject, int from, int to) => string.Create(CultureInfo.InvariantCulture, $"/staff/guide/versions/{subject}?from={from}&to={to}");

    public static string Person(Guid id) => $"/staff/people/{id}";

    public static string AccountEndSession(Guid id) => $"/staff/account?handler=End&id={id}";

    public static string PersonHours(Guid id) => $"/staff/people/{id}/hours";

    public static string PersonAbsences(Guid id) => $"/staff/people/{id}/absences";

    public static string PersonRemoveAbsence(Guid id, Guid absenceId) => $"/staff/people/{id}/absences?handler=Remove&absence={absenceId}";

    public static string PersonSendLink(Guid id) => $"/staff/people/{id}?handler=SendLink";

    public static string PersonDeactivate(Guid id) => $"/staff/people/{id}?handler=Deactivate";

    public static string PersonActivate(Guid id) => $"/staff/people/{id}?handler=Activate";

    public static string JobSheet(Guid visitId) => $"/tech/visits/{visitId}";

    /// <summary>One step of the job sheet: "ownership", "attempt" and so on.</summary>
    public static string JobSheetStep(Guid visitId, string step, Guid? jobRecorderId = null) =>
        jobRecorderId is { } recorder ? $"/tech/visits/{visitId}/{step}?recorder={recorder}" : $"/tech/visits/{visitId}/{step}";

    public static string TechDayOf(LocalDate date) => $"/tech?date={LocalDatePattern.Iso.Format(date)}";

    public static string Map(string street, string city, string state, string zip) =>
        string.Create(CultureInfo.InvariantCulture, $"https://maps.google.com/maps?q={Uri.EscapeDataString($"{street}, {city}, {state} {zip}")}");

    public static string Call(string e164) => $"tel:{e164}";

    public static string MailTo(string address) => $"mailto:{address}";

    public static string Text(string e164) => $"sms:{e164}";

    private static string InboxPost(string handler, string? view) => Query(Inbox, ("handler", handler), ("view", view));

    /// <summary>The address with the parts of the query that are set.</summary>
    private static string Query(string path, params (string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
