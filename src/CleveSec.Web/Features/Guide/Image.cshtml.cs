using CleveSec.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Guide;

/// <summary>A picture of the guide, the same for everybody and for good: a new picture has a new address. Unknown, or with other measures than its own: 404.</summary>
internal sealed class ImageModel(GuideImageQuery images) : PageModel
{
    private const string ForAYear = "public, max-age=31536000, immutable";

    public async Task<IActionResult> OnGetAsync(Guid id, int width, int height, CancellationToken ct)
    {
        if (await images.FindAsync(id, width, height, ct) is not { } webp)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = ForAYear;
        return File(webp, "image/webp");
    }
}

internal sealed class GuideImageQuery(CleveSecDb db)
{
    public Task<byte[]?> FindAsync(Guid id, int width, int height, CancellationToken ct) =>
        db.GuideImages.AsNoTracking().Where(image => image.Id == id && image.Width == width && image.Height == height).Select(image => image.Bytes).FirstOrDefaultAsync(ct);
}
