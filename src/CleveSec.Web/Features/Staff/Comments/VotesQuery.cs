using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Whether a topic helped, in one language.</summary>
internal sealed record VoteRow(string Topic, Language Language, int Helped, int DidNot, int HelpedLately, int DidNotLately);

/// <summary>All votes by topic and language, in the order of the guide.</summary>
internal sealed class VotesQuery(CleveSecDb db, IClock clock)
{
    public const int LatelyDays = 30;

    public async Task<IReadOnlyList<VoteRow>> RunAsync(CancellationToken ct)
    {
        var since = LocalTime.Today(clock.GetCurrentInstant()).PlusDays(-LatelyDays);
        var sums = await db.GuideVotes.AsNoTracking().GroupBy(vote => new { vote.Slug, vote.Language }).Select(group => new
        {
            group.Key.Slug,
            group.Key.Language,
            Helped = group.Sum(vote => vote.Helped),
            DidNot = group.Sum(vote => vote.DidNot),
            HelpedLately = group.Sum(vote => vote.Day > since ? vote.Helped : 0),
            DidNotLately = group.Sum(vote => vote.Day > since ? vote.DidNot : 0),
        }).ToListAsync(ct);
        var topics = await db.GuideTopics.AsNoTracking().Where(topic => topic.Language == Language.English).Select(topic => new { topic.Slug, topic.Title, topic.Position }).ToDictionaryAsync(topic => topic.Slug, ct);
        return
        [
            .. sums.OrderBy(sum => topics.GetValueOrDefault(sum.Slug)?.Position ?? int.MaxValue).ThenBy(sum => sum.Slug, StringComparer.Ordinal).ThenBy(sum => sum.Language)
                .Select(sum => new VoteRow(topics.GetValueOrDefault(sum.Slug)?.Title ?? sum.Slug, sum.Language, sum.Helped, sum.DidNot, sum.HelpedLately, sum.DidNotLately)),
        ];
    }
}
