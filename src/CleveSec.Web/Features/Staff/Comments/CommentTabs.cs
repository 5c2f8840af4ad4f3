using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>The tabs over the questions.</summary>
/// <param name="Here">Null: the votes.</param>
internal sealed record CommentTabs(CommentState? Here, CommentList? Counts)
{
    public static readonly IReadOnlyList<CommentState> All = [CommentState.Waiting, CommentState.Published, CommentState.Spam, CommentState.Rejected];
}
