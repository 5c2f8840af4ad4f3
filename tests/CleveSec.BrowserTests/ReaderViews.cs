using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.DayPlanning;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.BrowserTests;

/// <summary>Pages for people who only ask something, and those on which the office answers them.</summary>
internal static class ReaderViews
{
    public static SiteView[] Public(string unconfirmed, string confirmed) =>
    [
        new("contact-errors", Viewer.Anybody, "/contact", "Ask for a call"),
        new("contact-thanks", Viewer.Anybody, "/contact/thanks"),
        new("contact-spanish", Viewer.Anybody, "/es/contact"),
        new("area", Viewer.Anybody, "/service-area"),
        new("area-yes", Viewer.Anybody, $"/service-area?zip={TestData.Zip}"),
        new("area-no", Viewer.Anybody, "/service-area?zip=10001"),
        new("area-errors", Viewer.Anybody, "/service-area", "Look it up"),
        new("ask", Viewer.Anybody, "/guide/qr-code/ask"),
        new("ask-errors", Viewer.Anybody, "/guide/qr-code/ask", "Send my question"),
        new("ask-spanish", Viewer.Anybody, "/es/guide/qr-code/ask"),
        new("asked", Viewer.Anybody, "/guide/qr-code/asked"),
        new("ask-confirm", Viewer.Anybody, $"/guide/confirm/{unconfirmed}"),
        new("ask-confirmed", Viewer.Anybody, $"/guide/confirm/{confirmed}"),
        new("ask-confirm-dead", Viewer.Anybody, $"/guide/confirm/{Keys.New()}"),
        new("comments-all", Viewer.Anybody, "/guide/qr-code/comments"),
        new("voted", Viewer.Anybody, "/guide/qr-code/thanks"),
    ];

    private static readonly Guid OtherWorkId = Guid.CreateVersion7();

    public static SiteView[] Staff(Dictionary<CommentState, Guid> questions) =>
    [
        new("questions", Viewer.Dispatcher, "/staff/comments"),
        new("questions-published", Viewer.Dispatcher, "/staff/comments?state=published"),
        new("questions-votes", Viewer.Dispatcher, "/staff/comments/helpful"),
        new("question", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Waiting]}"),
        new("question-errors", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Waiting]}", "Publish with this answer"),
        new("question-published", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Published]}"),
        new("question-spam", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Spam]}"),
        new("plan", Viewer.Dispatcher, "/staff/board/plan"),
        new("plan-running", Viewer.Dispatcher, "/staff/board/plan?day=2026-11-25"),
        new("plan-ready", Viewer.Dispatcher, "/staff/board/plan?day=2026-11-26"),
        new("plan-ready-errors", Viewer.Dispatcher, "/staff/board/plan?day=2026-11-27", "Make these moves"),
        new("plan-over", Viewer.Dispatcher, "/staff/board/plan?day=2026-11-28"),
        new("other-work", Viewer.Dispatcher, "/staff/other-work"),
        new("other-work-new", Viewer.Dispatcher, "/staff/other-work/new"),
        new("other-work-errors", Viewer.Dispatcher, "/staff/other-work/new", "Enter it"),
        new("other-work-one", Viewer.Dispatcher, $"/staff/other-work/{OtherWorkId}"),
        new("calendars", Viewer.Dispatcher, "/staff/other-work/calendars"),
        new("calendars-errors", Viewer.Dispatcher, "/staff/other-work/calendars", "Add the calendar"),
        new("settings", Viewer.Admin, "/staff/settings"),
        new("settings-area", Viewer.Admin, "/staff/settings/area"),
        new("settings-on-call", Viewer.Admin, "/staff/settings/on-call"),
        new("settings-booking", Viewer.Admin, "/staff/settings/booking"),
        new("settings-services", Viewer.Admin, "/staff/settings/services"),
        new("settings-service-new", Viewer.Admin, "/staff/settings/services/new"),
        new("settings-service-errors", Viewer.Admin, "/staff/settings/services/new", "Add the service"),
        new("settings-service", Viewer.Admin, "/staff/settings/services/recovery"),
        new("settings-vendors", Viewer.Admin, "/staff/settings/vendors"),
        new("settings-vendor", Viewer.Admin, "/staff/settings/vendors/dahua-xml"),
        new("settings-holidays", Viewer.Admin, "/staff/settings/holidays"),
        new("settings-holidays-errors", Viewer.Admin, "/staff/settings/holidays", "Add the day"),
        new("settings-travel", Viewer.Admin, "/staff/settings/travel"),
        new("settings-travel-errors", Viewer.Admin, "/staff/settings/travel", "Upload the table"),
    ];

    /// <summary>A question in every state, votes, and somebody who asked for a call.</summary>
    public static Task<Dictionary<CommentState, Guid>> AddAsync(CleveSecApp app) => app.DbAsync(async db =>
    {
        var now = app.Clock.Now;
        db.OtherWork.Add(OtherWork.Enter(OtherWorkKind.Install, "Eight cameras at the bakery of O'Brien-Muñoz", "5 Elm Street", "44107", new Interval(now + Duration.FromHours(20), now + Duration.FromHours(24)), "Robin Hale", now, id: OtherWorkId));
        db.DayPlanRuns.AddRange(PlanRuns(now));
        var comments = Enum.GetValues<CommentState>().ToDictionary(state => state, state => new GuideComment
        {
            Id = Guid.CreateVersion7(),
            Slug = "qr-code",
            Name = "Ana O'Brien-Muñoz",
            Email = "ana@example.com",
            Text = "The code in the mail is refused.\n\nI have tried it twice with DMSS, on two phones. Is there a limit? " + new string('w', 120),
            State = state,
            At = now - Duration.FromDays(2),
            ConfirmedAt = now - Duration.FromDays(1),
            Answer = state == CommentState.Published ? "Yes: two codes a day.\nWait 24 hours, then scan the code on the screen again." : null,
            AnsweredByName = state == CommentState.Published ? "Robin Hale" : null,
            DecidedAt = state == CommentState.Published ? now : null,
        });
        db.GuideComments.AddRange(comments.Values);
        db.GuideVotes.Add(new GuideVote { Slug = "qr-code", Day = new LocalDate(2026, 11, 24), Helped = 12, DidNot = 3 });
        db.CallRequests.Add(new CallRequest { Id = Guid.CreateVersion7(), Name = "Lucía Ñandú", Phone = "+12165550142", BestTime = "after 5", About = "Lorex, it says locked", Language = Language.Spanish, At = now });
        await db.SaveChangesAsync();
        return comments.ToDictionary(pair => pair.Key, pair => pair.Value.Id);
    });

    /// <summary>A run in every state a page shows.</summary>
    private static IEnumerable<DayPlanRun> PlanRuns(Instant now)
    {
        DayPlanRun Of(int day, DayPlanState state, PlanResult? result) => new()
        {
            Id = Guid.CreateVersion7(),
            Day = new LocalDate(2026, 11, day),
            State = state,
            Seconds = 10,
            Percent = 40,
            StartedAt = now,
            StartedByName = "Ana O'Brien-Muñoz",
            HeartbeatAt = now,
            EndedAt = state == DayPlanState.Running ? null : now,
            Result = result?.ToJson(),
        };
        PlannedMove Move(int number, string to, params int[] needs) => new(
            number, Guid.CreateVersion7(), $"CS-2026-00000{number}", "44113", Guid.Empty, "Dana Kowalski-Fernández", to == "Luis" ? Guid.CreateVersion7() : Guid.Empty, to,
            now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + 1500, now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + 7200, needs, 21 - (9 * number));
        var result = new PlanResult(
            new PlannedDay(412, 187.4, 1, 3), new PlannedDay(341, 150.2, 0, 1), [Move(1, "Luis", 2, 3), Move(2, "Luis"), Move(3, "Dana Kowalski-Fernández")],
            [new PlannedCollision("CS-2026-000009", "Dana Kowalski-Fernández", now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + 7200, ["Dana Kowalski-Fernández does not work that day.", "Luis has no room for it beside CS-2026-000002 and Install."])]);
        return [Of(25, DayPlanState.Running, null), Of(26, DayPlanState.Ready, result), Of(27, DayPlanState.Ready, result with { Collisions = [] }), Of(28, DayPlanState.Failed, null)];
    }
}
