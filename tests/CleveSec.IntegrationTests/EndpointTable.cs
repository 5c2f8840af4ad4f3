using static CleveSec.IntegrationTests.Who;

namespace CleveSec.IntegrationTests;

/// <summary>Who may use an endpoint. What happens to the others: members of the public are sent to sign in (or to "find your visit"), staff find nothing (404).</summary>
internal enum Who
{
    Everybody,

    /// <summary>A browser with a customer session for the job.</summary>
    Customer,

    /// <summary>A customer session that made the booking or typed a mailed code; one that only opened the link is asked for a code.</summary>
    CustomerWithCode,
    AnyStaff,

    /// <summary>Dispatchers and admins.</summary>
    Office,
    Admin,
    AnyTechnician,

    /// <summary>The technician of the visit; for another one it does not exist.</summary>
    VisitsTechnician,
}

/// <param name="Method">GET or POST.</param>
/// <param name="Route">As declared by the page, with "?handler=Name" for a named handler.</param>
/// <param name="Query">What the address needs behind it; {recorder} is filled in like the route's own values.</param>
internal sealed record EndpointRow(string Method, string Route, Who Who, string Query = "")
{
    public string Key => $"{this.Method} {this.Route}";
}

/// <summary>
/// Every endpoint of the site and who may use it. A page or handler without a row fails a test, a row without an endpoint too. A new page needs its rows here; a new kind
/// of route value also a line in EndpointAccessTests.Filled.
/// </summary>
internal static class EndpointTable
{
    private const string Recorder = "recorder={recorder}";

    public static readonly IReadOnlyList<EndpointRow> Rows =
    [
        new("GET", "/health/live", Everybody),
        new("GET", "/health/ready", Everybody),
        new("GET", "/error/{code:int?}", Everybody),
        new("GET", "/sitemap.xml", Everybody),
        new("GET", "/robots.txt", Everybody),
        new("GET", "/og/{name}.png", Everybody),
        new("GET", "/blog", Everybody),
        new("GET", "/offline", Everybody),
        new("GET", "/offline.json", Everybody),
        new("GET", "/post/{**rest}", Everybody),

        new("GET", "/", Everybody),
        new("GET", "/accessibility", Everybody),
        new("GET", "/contact", Everybody),
        new("POST", "/contact", Everybody),
        new("GET", "/contact/thanks", Everybody),
        new("GET", "/privacy", Everybody),
        new("GET", "/service-area", Everybody),
        new("GET", "/guide", Everybody),
        new("GET", "/guide/search", Everybody),
        new("GET", "/guide/feed.xml", Everybody),
        new("GET", "/guide/{topic}", Everybody),
        new("GET", "/which-reset", Everybody),
        new("GET", "/which-reset/offline", Everybody),
        new("GET", "/guide/{topic}/ask", Everybody),
        new("POST", "/guide/{topic}/ask", Everybody),
        new("GET", "/guide/{topic}/asked", Everybody),
        new("GET", "/guide/{topic}/comments", Everybody),
        new("GET", "/guide/{topic}/helpful", Everybody),
        new("POST", "/guide/{topic}/helpful", Everybody),
        new("GET", "/guide/{topic}/thanks", Everybody),
        new("GET", "/guide/confirm/{confirmation:length(43)}", Everybody),
        new("POST", "/guide/confirm/{confirmation:length(43)}", Everybody),
        new("GET", "/guide/images/{id:guid}-{width:int}x{height:int}.webp", Everybody),

        new("GET", "/book", Everybody),
        new("POST", "/book", Everybody),
        new("POST", "/book?handler=Times", Everybody),
        new("GET", "/book/booked", Customer),

        new("GET", "/visit", Customer),
        new("GET", "/visit/calendar.ics", Customer),
        new("GET", "/visit/cancel", CustomerWithCode),
        new("POST", "/visit/cancel", CustomerWithCode),
        new("GET", "/visit/change", CustomerWithCode),
        new("POST", "/visit/change", CustomerWithCode),
        new("GET", "/visit/code", Customer),
        new("POST", "/visit/code", Customer),
        new("POST", "/visit/code?handler=Send", Customer),
        new("GET", "/visit/find", Everybody),
        new("POST", "/visit/find", Everybody),
        new("POST", "/visit/find?handler=Code", Everybody),
        new("GET", "/visit/forget", Everybody),
        new("POST", "/visit/forget", Everybody),
        new("GET", "/visit/{token:length(43)}", Everybody),
        new("POST", "/visit/{token:length(43)}", Everybody),

        new("GET", "/staff/sign-in", Everybody),
        new("POST", "/staff/sign-in", Everybody),
        new("GET", "/staff/sign-out", Everybody),
        new("POST", "/staff/sign-out", Everybody),
        new("GET", "/staff/forgot-password", Everybody),
        new("POST", "/staff/forgot-password", Everybody),
        new("GET", "/staff/set-password/{token}", Everybody),
        new("POST", "/staff/set-password/{token}", Everybody),
        new("GET", "/staff/account", AnyStaff),
        new("POST", "/staff/account?handler=End", AnyStaff),
        new("POST", "/staff/account?handler=EndOthers", AnyStaff),
        new("GET", "/staff/account/password", AnyStaff),
        new("POST", "/staff/account/password", AnyStaff),

        new("GET", "/staff", Office),
        new("POST", "/staff?handler=Accept", Office),
        new("POST", "/staff?handler=Called", Office),
        new("POST", "/staff?handler=CalledBack", Office),
        new("GET", "/staff/jobs", Office),
        new("GET", "/staff/jobs/{number}", Office),
        new("POST", "/staff/jobs/{number}?handler=Accept", Office),
        new("GET", "/staff/jobs/{number}/visit", Office),
        new("POST", "/staff/jobs/{number}/visit", Office),
        new("GET", "/staff/jobs/{number}/{act}", Office),
        new("POST", "/staff/jobs/{number}/{act}", Office),
        new("GET", "/staff/mailbox", Office),
        new("GET", "/staff/mailbox/{id:guid}", Office),
        new("POST", "/staff/mailbox/{id:guid}", Office),
        new("GET", "/staff/guide", Office),
        new("POST", "/staff/guide?handler=Checked", Office),
        new("GET", "/staff/guide/images", Office),
        new("POST", "/staff/guide/images", Office),
        new("GET", "/staff/guide/method/{method}", Office),
        new("POST", "/staff/guide/method/{method}", Office),
        new("GET", "/staff/guide/topic/{slug}/{language}", Office),
        new("POST", "/staff/guide/topic/{slug}/{language}", Office),
        new("POST", "/staff/guide/topic/{slug}/{language}?handler=Preview", Office),
        new("GET", "/staff/guide/versions/{**subject}", Office),
        new("POST", "/staff/guide/versions/{**subject}?handler=Checked", Office),
        new("POST", "/staff/guide/versions/{**subject}?handler=Publish", Office),
        new("POST", "/staff/guide/versions/{**subject}?handler=Restore", Office),

        new("GET", "/staff/comments", Office),
        new("GET", "/staff/comments/helpful", Office),
        new("GET", "/staff/comments/{id:guid}", Office),
        new("POST", "/staff/comments/{id:guid}", Office),
        new("POST", "/staff/comments/{id:guid}?handler=Reject", Office),
        new("POST", "/staff/comments/{id:guid}?handler=Release", Office),
        new("POST", "/staff/comments/{id:guid}?handler=TakeBack", Office),

        new("GET", "/staff/people", Admin),
        new("GET", "/staff/people/new", Admin),
        new("POST", "/staff/people/new", Admin),
        new("GET", "/staff/people/{id:guid}", Admin),
        new("POST", "/staff/people/{id:guid}", Admin),
        new("POST", "/staff/people/{id:guid}?handler=Activate", Admin),
        new("POST", "/staff/people/{id:guid}?handler=Deactivate", Admin),
        new("POST", "/staff/people/{id:guid}?handler=SendLink", Admin),
        new("GET", "/staff/people/{id:guid}/absences", Admin),
        new("POST", "/staff/people/{id:guid}/absences", Admin),
        new("POST", "/staff/people/{id:guid}/absences?handler=Remove", Admin),
        new("GET", "/staff/people/{id:guid}/hours", Admin),
        new("POST", "/staff/people/{id:guid}/hours", Admin),

        new("GET", "/staff/settings", Admin),
        new("POST", "/staff/settings", Admin),
        new("GET", "/staff/settings/area", Admin),
        new("POST", "/staff/settings/area", Admin),

        new("GET", "/tech", AnyTechnician),
        new("POST", "/tech?handler=Acknowledge", VisitsTechnician, "visit={visit}"),
        new("GET", "/tech/visits/{id:guid}", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}?handler=Acknowledge", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}?handler=Depart", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}?handler=Arrive", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}?handler=Vendor", VisitsTechnician, "answered=true"),
        new("GET", "/tech/visits/{id:guid}/attempt", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/attempt", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/checklist", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/checklist", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/checklist?handler=AllDone", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/close", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}/close", VisitsTechnician),
        new("GET", "/tech/visits/{id:guid}/consent", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/consent", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/leave", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/leave", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/link", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/link", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/ownership", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}/ownership", VisitsTechnician),
        new("GET", "/tech/visits/{id:guid}/problem", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}/problem", VisitsTechnician),
        new("GET", "/tech/visits/{id:guid}/refuse", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}/refuse", VisitsTechnician),
        new("GET", "/tech/visits/{id:guid}/reinitialize", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/reinitialize", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/vendor", VisitsTechnician, Recorder),
        new("POST", "/tech/visits/{id:guid}/vendor", VisitsTechnician, Recorder),
        new("GET", "/tech/visits/{id:guid}/withdraw", VisitsTechnician),
        new("POST", "/tech/visits/{id:guid}/withdraw", VisitsTechnician),
    ];
}
