using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.UseCases.Comments;

/// <summary>Asks by mail whether a question is really from the owner of its address. Part of the caller's unit of work.</summary>
internal sealed class CommentConfirmation(SecretLinks links, Outbox outbox, CommentConfirmationMail mail, IClock clock)
{
    public static readonly Duration LinkLife = Duration.FromDays(7);

    /// <param name="title">Of the topic, in the language of the question.</param>
    public void Ask(GuideComment comment, string title)
    {
        var now = clock.GetCurrentInstant();
        var token = links.Issue(LinkPurpose.CommentConfirmation, comment.Id, now, now + LinkLife);
        using (Languages.Use(comment.Language))
        {
            outbox.Add(comment.Email!, "", mail.Write(title, token));
        }
    }
}
