using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Photos;

/// <summary>One picture. Not on this job: 404.</summary>
internal sealed class PhotoModel(OfficeJobs office, ViewPhoto view) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string number, Guid photo, CancellationToken ct) =>
        await view.RunAsync(office.ByNumber(User, number), photo, User, Response, ct) ?? NotFound();
}
