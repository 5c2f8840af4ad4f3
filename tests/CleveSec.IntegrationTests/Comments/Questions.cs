using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Comments;

/// <summary>Questions as readers ask them, and what becomes of them.</summary>
internal static class Questions
{
    public const string Form = "main form[method=post]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens the form and is then as slow as a person.</summary>
    public static async Task<SitePage> OpenAsync(CleveSecApp app, SiteClient client, string path = "/guide/qr-code/ask")
    {
        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
        app.Clock.Advance(Duration.FromSeconds(5));
        return page;
    }

    public static (string Name, string? Value)[] Filled(string text, string email = "ana@example.com", string name = "Ana O'Brien-Muñoz") =>
        [("Input.Name", name), ("Input.Email", email), ("Input.Text", text)];

    public static async Task<SitePage> AskAsync(CleveSecApp app, SiteClient client, string text, string email = "ana@example.com", string path = "/guide/qr-code/ask")
    {
        await OpenAsync(app, client, path);
        return await client.SubmitAsync(Form, Filled(text, email));
    }

    public static Task<GuideComment> FindAsync(CleveSecApp app, string text) => app.DbAsync(db => db.GuideComments.AsNoTracking().SingleAsync(comment => comment.Text == text, Ct));

    public static Task<int> CountAsync(CleveSecApp app, string text) => app.DbAsync(db => db.GuideComments.CountAsync(comment => comment.Text == text, Ct));

    public static Task<List<OutboxMail>> MailsAsync(CleveSecApp app, string email) =>
        app.DbAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.ToAddress == email).OrderBy(mail => mail.Id).ToListAsync(Ct));

    /// <summary>The address in the last mail to this person.</summary>
    public static async Task<string> LinkAsync(CleveSecApp app, string email, Language language = Language.English)
    {
        var mail = (await MailsAsync(app, email))[^1];
        return await app.WithAsync<SecretBox, string>(box => Task.FromResult(Languages.In(language, Links.ConfirmQuestion(box.OpenMail(mail.SealedSecrets)["question-link"]))));
    }

    /// <summary>A question in any state, as if it had come there.</summary>
    public static Task<GuideComment> AddAsync(CleveSecApp app, CommentState state, string text, Action<GuideComment>? more = null) => app.DbAsync(async db =>
    {
        var comment = new GuideComment
        {
            Id = Guid.CreateVersion7(),
            Slug = "qr-code",
            Name = "Ana",
            Email = "ana@example.com",
            Text = text,
            State = state,
            At = app.Clock.Now,
            ConfirmedAt = state is CommentState.Unconfirmed or CommentState.Spam ? null : app.Clock.Now,
            Answer = state == CommentState.Published ? $"Answer to {text}" : null,
            AnsweredByName = state == CommentState.Published ? "Robin Hale" : null,
            DecidedAt = state is CommentState.Published or CommentState.Rejected ? app.Clock.Now : null,
        };
        more?.Invoke(comment);
        db.GuideComments.Add(comment);
        await db.SaveChangesAsync(Ct);
        return comment;
    });
}
