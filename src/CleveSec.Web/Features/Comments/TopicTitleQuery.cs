using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Comments;

/// <summary>What a topic of the guide is called in the language of the request; null: there is none.</summary>
internal sealed class TopicTitleQuery(CleveSecDb db)
{
    public Task<string?> RunAsync(string slug, CancellationToken ct)
    {
        var language = Languages.Current;
        return db.GuideTopics.AsNoTracking().Where(topic => topic.Slug == slug && topic.Language == language).Select(topic => topic.Title).FirstOrDefaultAsync(ct);
    }
}
