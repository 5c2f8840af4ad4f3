using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
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

    public static SiteView[] Staff(Dictionary<CommentState, Guid> questions) =>
    [
        new("questions", Viewer.Dispatcher, "/staff/comments"),
        new("questions-published", Viewer.Dispatcher, "/staff/comments?state=published"),
        new("questions-votes", Viewer.Dispatcher, "/staff/comments/helpful"),
        new("question", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Waiting]}"),
        new("question-errors", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Waiting]}", "Publish with this answer"),
        new("question-published", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Published]}"),
        new("question-spam", Viewer.Dispatcher, $"/staff/comments/{questions[CommentState.Spam]}"),
        new("settings", Viewer.Admin, "/staff/settings"),
        new("settings-area", Viewer.Admin, "/staff/settings/area"),
    ];

    /// <summary>A question in every state, votes, and somebody who asked for a call.</summary>
    public static Task<Dictionary<CommentState, Guid>> AddAsync(CleveSecApp app) => app.DbAsync(async db =>
    {
        var now = app.Clock.Now;
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
}
