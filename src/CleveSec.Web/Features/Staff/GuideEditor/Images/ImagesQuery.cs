using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor.Images;

internal sealed record ImageLine(Guid Id, string Name, int Width, int Height, string ByName, Instant At)
{
    public string Address => Links.GuideImage(Id, Width, Height);

    /// <summary>To paste into the text of a page.</summary>
    public string Markdown => $"![{Name}]({Address})";
}

/// <summary>The guide's pictures, newest first.</summary>
internal sealed class ImagesQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<ImageLine>> RunAsync(CancellationToken ct) => await db.GuideImages.AsNoTracking().OrderByDescending(image => image.At).ThenByDescending(image => image.Id)
        .Select(image => new ImageLine(image.Id, image.Name, image.Width, image.Height, image.ByName, image.At)).ToListAsync(ct);
}
