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
    public const string BookTimes = "/book?handler=times";
    public const string Booked = "/book/booked";

    /// <summary>The answer where a person calls before anybody comes.</summary>
    public const string BookedCall = "/book/we-call-you";
    public const string Visit = "/visit";
    public const string VisitCalendar = "/visit/calendar.ics";
    public const string VisitChange = "/visit/change";
    public const string VisitChangeMoreDays = "/visit/change?more=true";
    public const string VisitCancel = "/visit/cancel";
    public const string VisitCode = "/visit/code";
    public const string VisitLive = "/visit/live";
    public const string VisitMessage = "/visit/message";
    public const string VisitReach = "/visit/reach";
    public const string VisitSooner = "/visit/sooner";
    public const string VisitPhotos = "/visit/photos";
    public const string VisitLookUp = "/visit/find";
    public const string VisitSignOut = "/visit/forget";
    public const string VisitCertificate = "/visit/certificate";
    public const string VisitCertificatePdf = "/visit/certificate.pdf";

    /// <summary>Where anybody asks whether a certificate is ours.</summary>
    public const string Check = "/check";
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
    public const string AccountAlerts = "/staff/account?handler=Alerts";
    public const string AccountEndOthers = "/staff/account?handler=EndOthers";
    public const string Inbox = "/staff";
    /// <summary>The stream of changes that open staff pages follow, and what is told there of things that are being moved.</summary>
    public const string Live = "/staff/live";
    public const string LiveMoving = "/staff/live/moving";
    public const string BoardToday = "/staff/board";
    public const string Jobs = "/staff/jobs";
    public const string NewJob = "/staff/jobs/new";
    public const string NewJobLook = "/staff/jobs/new?handler=Look";
    public const string StaffSearch = "/staff/search";
    public const string StaffSearchSuggest = "/staff/search?handler=Suggest";
    public const string Calls = "/staff/calls";
    public const string Customers = "/staff/customers";
    public const string Mailbox = "/staff/mailbox";
    public const string StaffVotes = "/staff/comments/helpful";
    public const string GuideEditor = "/staff/guide";
    public const string GuideEditorImages = "/staff/guide/images";
    public const string GuideEditorChecked = "/staff/guide?handler=Checked";
    public const string People = "/staff/people";
    public const string NewPerson = "/staff/people/new";
    public const string Settings = "/staff/settings";
    public const string SettingsArea = "/staff/settings/area";
    public const string OtherWork = "/staff/other-work";
    public const string NewOtherWork = "/staff/other-work/new";
    public const string BoardPlan = "/staff/board/plan";
    public const string Calendars = "/staff/other-work/calendars";
    public const string SettingsBooking = "/staff/settings/booking";
    public const string SettingsServices = "/staff/settings/services";
    public const string SettingsNewService = "/staff/settings/services/new";
    public const string SettingsHolidays = "/staff/settings/holidays";
    public const string SettingsOnCall = "/staff/settings/on-call";
    public const string SettingsVendors = "/staff/settings/vendors";
    public const string VendorCases = "/staff/vendor";
    public const string SettingsTravel = "/staff/settings/travel";
    public const string SettingsTravelMatrix = "/staff/settings/travel/matrix.csv";
    public const string SettingsUploadMatrix = "/staff/settings/travel?handler=Matrix";
    public const string SettingsRemoveMatrix = "/staff/settings/travel?handler=RemoveMatrix";
    public const string TechDay = "/tech";

    /// <summary>Where the pipeline goes by itself when a request failed; nothing links to it.</summary>
    public const string Error = "/error";

    /// <summary>Where the text gateway reports deliveries and what customers answered.</summary>
    public const string TextHook = "/hooks/texts";

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

    public static string BookRemovePhoto(Guid photo) => $"/book?handler=remove&photo={photo}";

    /// <param name="page">Where the form was on.</param>
    public static string SignInAfterLostForm(string page) => $"{SignIn}?next={Uri.EscapeDataString(page)}&lost=true";

    /// <param name="answers">In their canonical form, "whose=own&amp;footage=no"; empty: the first question.</param>
    public static string WhichResetFor(string answers) => answers.Length == 0 ? WhichReset : $"{WhichReset}?{answers}";

    /// <summary>The booking page with what "which reset" was told.</summary>
    /// <param name="answers">In their canonical form.</param>
    public static string BookWith(string? brand, string? trouble, string answers) => Query(Book, ("brand", brand), ("trouble", trouble), ("from", answers));

    /// <summary>The address mailed to a customer; the token is the secret.</summary>
    public static string VisitByLink(string token) => $"/visit/{token}";

    public static string VisitSoonerPost(string handler) => $"/visit/sooner?handler={handler}";

    /// <summary>A sooner window that is kept for a few minutes; the key is the secret.</summary>
    public static string VisitOffer(string key) => $"/visit/offer/{key}";

    /// <summary>The form that an absent owner signs; the key is the secret.</summary>
    public static string VisitSign(string key) => $"/visit/sign/{key}";

    /// <summary>The address mailed to staff for setting a password.</summary>
    public static string SetPassword(string token) => $"/staff/set-password/{token}";

    /// <param name="view">A tab's name; null: everything.</param>
    /// <param name="filter">Words that have to stand in a row.</param>
    public static string InboxFor(string? view, string? filter) => Query(Inbox, ("view", view), ("q", filter));

    public static string InboxAccept(string? view, string? filter) => InboxPost("Accept", view, filter);

    public static string InboxCalled(string? view, string? filter) => InboxPost("Called", view, filter);

    public static string InboxNoteDone(string? view, string? filter) => InboxPost("NoteDone", view, filter);

    public static string InboxCalledBack(string? view, string? filter) => InboxPost("CalledBack", view, filter);

    /// <summary>Where the buttons go that say who takes what and what is done.</summary>
    public static string InboxMark(string handler, string? view, string? filter) => Query("/staff/inbox", ("handler", handler), ("view", view), ("q", filter));

    public static string Job(string number) => $"/staff/jobs/{number}";

    /// <summary>What a technician saw, for the second person to decide.</summary>
    public static string JobSecondPerson(string number) => $"/staff/jobs/{number}/second-person";

    /// <summary>The form that was signed before the recorders were opened.</summary>
    public static string JobAuthorization(string number, Guid id) => $"/staff/jobs/{number}/authorizations/{id}";

    /// <summary>Where an absent owner is asked to sign by link.</summary>
    /// <param name="handler">Null: the page.</param>
    public static string JobOwnerSignature(string number, string? handler = null) => Query($"/staff/jobs/{number}/owner-signature", ("handler", handler));

    /// <summary>Everything of a job in one list.</summary>
    /// <param name="kinds">Their names; none: all.</param>
    public static string JobTimeline(string number, IEnumerable<string>? kinds = null, string? order = null, int page = 1) =>
        Query($"/staff/jobs/{number}/timeline", [.. (kinds ?? []).Select(kind => ("kind", (string?)kind)), ("order", order), ("p", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null)]);

    public static string JobTimelineFile(string number, IEnumerable<string> kinds, string? order) =>
        Query($"/staff/jobs/{number}/timeline.csv", [.. kinds.Select(kind => ("kind", (string?)kind)), ("order", order)]);

    /// <param name="closing">Which closing of the job; null: the last one.</param>
    public static string JobCertificate(string number, int? closing = null) => Query($"/staff/jobs/{number}/certificate", ("closing", closing?.ToString(CultureInfo.InvariantCulture)));

    public static string JobCertificatePdf(string number, int closing) => Query($"/staff/jobs/{number}/certificate.pdf", ("closing", closing.ToString(CultureInfo.InvariantCulture)));

    public static string JobCertificateIssue(string number) => $"/staff/jobs/{number}/certificate?handler=Issue";

    public static string JobAction(string number, string action) => $"/staff/jobs/{number}/{action}";

    public static string JobVisit(string number) => $"/staff/jobs/{number}/visit";

    /// <summary>With the windows in which a vendor's answer is of no use.</summary>
    public static string JobVisitOutside(string number) => $"{JobVisit(number)}?outside=true";

    public static string JobVisitFor(string number, Guid? technicianId, LocalDate? date) =>
        Query(JobVisit(number), ("technician", technicianId?.ToString()), ("date", date is { } day ? LocalDatePattern.Iso.Format(day) : null));

    /// <summary>Photos and papers, the export and who looked; also where there are none.</summary>
    public static string JobPhotos(string number) => $"/staff/jobs/{number}/photos";

    /// <summary>What the customer's papers show, before the visit.</summary>
    public static string JobPrecheck(string number) => $"/staff/jobs/{number}/precheck";

    /// <summary>The legal hold of a job.</summary>
    public static string JobHold(string number) => $"/staff/jobs/{number}/hold";

    public static string JobPhotosPost(string number, string handler) => $"/staff/jobs/{number}/photos?handler={handler}";

    public static string JobPhoto(string number, Guid id, bool pdf = false) => $"/staff/jobs/{number}/photos/{id}.{(pdf ? "pdf" : "webp")}";

    /// <param name="view">"week" or "map"; null: the day.</param>
    public static string Board(LocalDate date, string? view = null, string? zoom = null, string? skill = null, string? county = null, string? state = null) =>
        Query(BoardToday, ("date", LocalDatePattern.Iso.Format(date)), ("view", view), ("zoom", zoom), ("skill", skill), ("county", county), ("state", state));

    /// <summary>A job's card: what it is, where it may go, and the form that moves it.</summary>
    public static string BoardCard(string number, LocalDate date) => Query($"/staff/board/{number}", ("date", LocalDatePattern.Iso.Format(date)));

    public static string BoardCardPost(string number, LocalDate date, string handler) => Query($"/staff/board/{number}", ("handler", handler), ("date", LocalDatePattern.Iso.Format(date)));

    /// <summary>Other work that somebody is about to enter, with what the board knows of it.</summary>
    public static string NewOtherWorkFor(Guid technicianId, LocalDate date, NodaTime.LocalTime from, NodaTime.LocalTime to) =>
        Query(NewOtherWork, ("technician", technicianId.ToString()), ("date", LocalDatePattern.Iso.Format(date)), ("from", TypedTime.Format(from)), ("to", TypedTime.Format(to)));

    public static string AcceptVisit(string number) => $"/staff/jobs/{number}?handler=Accept";

    /// <param name="sort">As the form names it; null: the newest first.</param>
    /// <param name="after">The number of the job before the page.</param>
    /// <param name="before">The number of the job behind the page.</param>
    public static string JobList(string? search, string? status, string? technician, string? sort, string? after = null, string? before = null) =>
        Query(Jobs, ("q", search), ("status", status), ("technician", technician), ("sort", sort), ("after", after), ("before", before));

    /// <param name="before">A moment in microseconds since 1970: what happened before it; null: the newest.</param>
    public static string Customer(Guid id, long? before = null) => Query($"/staff/customers/{id}", ("before", before?.ToString(CultureInfo.InvariantCulture)));

    public static string CustomerCorrect(Guid id) => $"/staff/customers/{id}/correct";

    public static string CustomerResend(Guid id, string number) => Query($"/staff/customers/{id}", ("handler", "Resend"), ("number", number));

    public static string CustomerMerge(Guid kept, Guid with) => $"/staff/customers/{kept}/merge?with={with}";

    public static string CustomerUndo(Guid id, Guid merge) => $"/staff/customers/{id}?handler=Undo&merge={merge}";

    public static string RecorderPost(Guid id, string handler) => $"/staff/recorders/{id}?handler={handler}";

    public static string CustomerList(string? after) => Query(Customers, ("after", after));

    public static string Site(Guid id, long? before = null) => Query($"/staff/sites/{id}", ("before", before?.ToString(CultureInfo.InvariantCulture)));

    public static string SiteCorrect(Guid id) => $"/staff/sites/{id}/correct";

    public static string Recorder(Guid id, long? before = null) => Query($"/staff/recorders/{id}", ("before", before?.ToString(CultureInfo.InvariantCulture)));

    public static string RecorderCorrect(Guid id) => $"/staff/recorders/{id}/correct";

    public static string NewJobFor(string? phone, Guid? customer = null) => Query(NewJob, ("phone", phone), ("customer", customer?.ToString()));

    public static string CallsFrom(string? phone) => Query(Calls, ("phone", phone));

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

    /// <param name="handler">Null: the page.</param>
    public static string BoardPlanOf(NodaTime.LocalDate day, string? handler = null) => $"{BoardPlan}?day={day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}{(handler is null ? "" : $"&handler={handler}")}";

    public static string OtherWorkOf(Guid id) => $"/staff/other-work/{id}";

    public static string CancelOtherWork(Guid id) => $"/staff/other-work/{id}?handler=Cancel";

    public static string RemoveCalendar(Guid id) => $"/staff/other-work/calendars?handler=Remove&id={id}";

    public static string ReadCalendar(Guid id) => $"/staff/other-work/calendars?handler=Read&id={id}";

    public static string SettingsVendor(string id) => $"/staff/settings/vendors/{id}";

    /// <summary>Where the office writes a letter to a vendor, for one recorder of the job or for the only one that is open.</summary>
    public static string JobVendorLetter(string number, Guid? recorder = null) => recorder is { } id ? $"/staff/jobs/{number}/vendor-letter?recorder={id}" : $"/staff/jobs/{number}/vendor-letter";

    public static string VendorLetterCorrect(Guid caseId) => $"/staff/vendor/letters/{caseId}/correct";

    public static string VendorCaseRefuse(Guid caseId) => $"/staff/vendor/letters/{caseId}?handler=Refuse";

    /// <summary>A letter to a vendor, before and after it was sent.</summary>
    public static string VendorCameByTelephone(Guid caseId) => $"{VendorCases}?handler=Came&vendorCase={caseId}";

    public static string VendorLetter(Guid caseId) => $"/staff/vendor/letters/{caseId}";

    /// <summary>What came by mail, for a person to decide.</summary>
    public static string VendorAnswer(Guid id) => $"/staff/vendor/answers/{id}";

    public static string VendorAnswerPost(Guid id, string handler) => $"/staff/vendor/answers/{id}?handler={handler}";

    /// <summary>A file of an accepted answer, for the technician of the visit.</summary>
    public static string JobSheetAnswerFile(Guid visitId, Guid answerId, int part) => string.Create(CultureInfo.InvariantCulture, $"/tech/visits/{visitId}/vendor-answer/{answerId}/{part}");

    public static string JobSheetLetter(Guid visitId, Guid caseId) => $"/tech/visits/{visitId}/vendor-letter/{caseId}";

    public static string SettingsService(string id) => $"/staff/settings/services/{id}";

    public static string SettingsRemoveHoliday(NodaTime.LocalDate date) => $"/staff/settings/holidays?handler=Remove&date={NodaTime.Text.LocalDatePattern.Iso.Format(date)}";

    public static string SettingsFederalHolidays(int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/staff/settings/holidays?handler=Federal&year={year}");

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

    /// <summary>The first button of an attempt with a method that was chosen, or of the consent before it.</summary>
    public static string JobSheetStart(Guid visitId, Guid jobRecorderId, string method, string step = "start") => $"{JobSheetStep(visitId, step, jobRecorderId)}&method={method}";

    /// <summary>What the customer photographed, for the technician of the visit, who adds more there.</summary>
    public static string JobSheetPhotos(Guid visitId) => $"/tech/visits/{visitId}/photos";

    public static string JobSheetPhoto(Guid visitId, Guid id, bool pdf = false) => $"/tech/visits/{visitId}/photos/{id}.{(pdf ? "pdf" : "webp")}";

    public static string TechDayOf(LocalDate date) => $"/tech?date={LocalDatePattern.Iso.Format(date)}";

    public static string Map(string street, string city, string state, string zip) =>
        string.Create(CultureInfo.InvariantCulture, $"https://maps.google.com/maps?q={Uri.EscapeDataString($"{street}, {city}, {state} {zip}")}");

    public static string Call(string e164) => $"tel:{e164}";

    public static string MailTo(string address) => $"mailto:{address}";

    public static string Text(string e164) => $"sms:{e164}";

    private static string InboxPost(string handler, string? view, string? filter) => Query(Inbox, ("handler", handler), ("view", view), ("q", filter));

    /// <summary>The address with the parts of the query that are set.</summary>
    private static string Query(string path, params (string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
