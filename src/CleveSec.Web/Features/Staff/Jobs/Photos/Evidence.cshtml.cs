using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Photos;

/// <summary>All evidence of a job as one file. Only by its button: each time is written to the audit. Foreign: 404.</summary>
internal sealed class EvidenceModel(OfficeJobs office, ExportEvidence export) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct) =>
        await export.RunAsync(office.ByNumber(User, number), User, Response, ct) ? new EmptyResult() : NotFound();
}
