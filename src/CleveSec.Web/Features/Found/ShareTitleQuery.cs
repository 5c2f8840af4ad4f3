using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Found;

/// <summary>What stands on the picture of this name, in the language of the request; null: there is no such picture. Only titles we wrote or published.</summary>
internal sealed class ShareTitleQuery(CleveSecDb db, IStringLocalizer<ShareTitleQuery> t)
{
    public async Task<string?> RunAsync(string name, CancellationToken ct)
    {
        var language = Languages.Current;
        return name switch
        {
            SharePictures.Home => t["Locked out of your recorder?"],
            SharePictures.WhichReset => t["Which reset works for me?"],
            _ => await db.GuideTopics.AsNoTracking().Where(topic => topic.Slug == name && topic.Language == language).Select(topic => topic.Title).FirstOrDefaultAsync(ct),
        };
    }
}
