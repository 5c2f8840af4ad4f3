using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Comments;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Comments;

/// <summary>
/// Keeps a question until the address it was asked with confirms it. What looks like a program's work, and what would be one mail too many to an address, is held as spam;
/// whoever asks is told the same after the same time. The same form sent twice asks once.
/// </summary>
internal sealed class AskQuestion(CleveSecDb db, CommentConfirmation confirmation, RateLimits limits, IClock clock)
{
    public Task RunAsync(string slug, string title, AskInput input, CancellationToken ct) => AnswerFloor.KeepAsync(async () =>
    {
        var comment = Comment(slug, input);
        if (await db.GuideComments.AnyAsync(other => other.Id == comment.Id, ct))
        {
            return comment.Id;
        }

        var spam = input.Website is { Length: > 0 } || SpamSigns.Any(comment.Name, comment.Text);
        if (spam || !(await limits.CountAsync(RateLimit.QuestionMails, comment.Email!.ToLowerInvariant(), ct)).Allowed)
        {
            comment.State = CommentState.Spam;
        }

        await SaveAsync(comment, title, ct);
        return comment.Id;
    }, ct);

    private async Task SaveAsync(GuideComment comment, string title, CancellationToken ct)
    {
        db.GuideComments.Add(comment);
        if (comment.State == CommentState.Unconfirmed)
        {
            confirmation.Ask(comment, title);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.CommentKey))
        {
            // The same form a moment earlier.
        }
    }

    private GuideComment Comment(string slug, AskInput input) => new()
    {
        Id = Keys.IdOf("question", input.Made, slug, input.CleanName, input.CleanEmail, input.CleanText),
        Slug = slug,
        Language = Languages.Current,
        Name = input.CleanName,
        Email = input.CleanEmail,
        Text = input.CleanText,
        State = CommentState.Unconfirmed,
        At = clock.GetCurrentInstant(),
    };
}
