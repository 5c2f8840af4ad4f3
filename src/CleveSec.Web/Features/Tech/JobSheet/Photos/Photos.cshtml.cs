using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Photos;

/// <summary>What the customer photographed. A foreign visit: 404.</summary>
internal sealed class PhotosModel(SheetQuery sheets, OwnVisit own, PhotosQuery query) : PageModel
{
    public Sheet Sheet { get; private set; } = null!;
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await sheets.FindAsync(id, User.StaffId(), ct) is not { } sheet)
        {
            return NotFound();
        }

        Sheet = sheet;
        Photos = await query.OfJobAsync(own.JobOf(id, User.StaffId()), ct);
        return Page();
    }
}
