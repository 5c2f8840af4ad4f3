using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Photos;

/// <summary>One picture, for the technician of the visit. Anybody else, or a picture of another job: 404.</summary>
internal sealed class PhotoModel(OwnVisit own, ViewPhoto view) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid photo, CancellationToken ct) =>
        await view.RunAsync(own.JobOf(id, User.StaffId()), photo, User, Response, ct) ?? NotFound();
}
