using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Comments;

internal abstract record CommentOutcome
{
    internal sealed record Saved : CommentOutcome;

    internal sealed record NotFound : CommentOutcome;

    /// <summary>Somebody else decided since the form was opened.</summary>
    internal sealed record LostRace : CommentOutcome;

    /// <summary>Not possible in the state it is in; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : CommentOutcome;
}

/// <summary>The one way staff change a question: locked, held against what they saw, and saved with its mail, its trace and the news for the pages in one transaction.</summary>
internal sealed class CommentChanges(CleveSecDb db)
{
    public static string SubjectOf(Guid id) => $"comment {id}";

    /// <summary>Changes with every decision.</summary>
    public static string VersionOf(GuideComment comment) =>
        Keys.IdOf(comment.State.ToString(), comment.DecidedAt?.ToUnixTimeTicks().ToString(System.Globalization.CultureInfo.InvariantCulture), comment.AnsweredByName, comment.Answer).ToString("N");

    /// <param name="change">Changes the question and adds what goes with it; another outcome than Saved undoes all.</param>
    public Task<CommentOutcome> RunAsync(Guid id, string? version, Func<GuideComment, Task<CommentOutcome>> change, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.GuideComments.FromSql($"select * from guide_comments where id = {id} for update").SingleOrDefaultAsync(ct) is not { State: not CommentState.Unconfirmed } comment)
        {
            return new CommentOutcome.NotFound();
        }

        if (VersionOf(comment) != version)
        {
            return new CommentOutcome.LostRace();
        }

        var outcome = await change(comment);
        if (outcome is CommentOutcome.Saved)
        {
            await db.SaveChangesAsync(ct);
            await GuidePublished.NotifyAsync(db, ct);
            await transaction.CommitAsync(ct);
        }

        return outcome;
    });
}
