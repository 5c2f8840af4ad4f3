using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Comments;

/// <summary>Counts whether a page helped: one vote for a network, page and day, and nothing else is kept of who voted.</summary>
internal sealed class CountVote(CleveSecDb db, RateLimits limits, IClock clock)
{
    public async Task RunAsync(string slug, bool helped, string network, CancellationToken ct)
    {
        var language = Languages.Current.ToString();
        if (!(await limits.CountAsync(RateLimit.Votes, $"{network}/{language}/{slug}", ct)).Allowed)
        {
            return;
        }

        var day = LocalTime.Today(clock.GetCurrentInstant());
        var (yes, no) = helped ? (1, 0) : (0, 1);
        await db.Database.ExecuteSqlAsync($"""
            insert into guide_votes (slug, language, day, helped, did_not) values ({slug}, {language}, {day}, {yes}, {no})
            on conflict (slug, language, day) do update set helped = guide_votes.helped + excluded.helped, did_not = guide_votes.did_not + excluded.did_not
            """, ct);
    }
}
