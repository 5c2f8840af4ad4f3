using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Vendors;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.Vendor;

/// <summary>A file of the vendor's answer, as an attachment. A foreign visit: 404; not readable now, or gone: back to the sheet, which says why.</summary>
internal sealed class AnswerFileModel(OwnVisit own, ReadAnswerFile read) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid answer, int part, CancellationToken ct) =>
        await read.RunAsync(id, answer, part, User, Response, ct)
        ?? (await own.JobOf(id, User.StaffId()).AnyAsync(ct) ? this.OnlyWhen(false, id) : NotFound());
}
