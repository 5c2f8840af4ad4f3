using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Certificates;

/// <summary>The customer's own certificate as a PDF, after a fresh code. No Chromium configured: 404; no certificate yet: to the visit; none could be printed now: to the page.</summary>
[CustomerPage(Changes = true)]
internal sealed class PdfModel(CertificateQuery query, CertificatePdf pdf, CleveSecDb db, SiteAddress site, IStringLocalizer<PdfModel> t) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var jobId = CustomerPageAttribute.Of(HttpContext).JobId;
        if (await query.FindAsync(db.Jobs.Where(job => job.Id == jobId), null, ct) is not { } found)
        {
            return Redirect(Links.Visit);
        }

        if (!pdf.IsOffered)
        {
            return NotFound();
        }

        if (await pdf.PrintAsync(PageContext, CertificatePaper.Of(found, site), ct) is { } bytes)
        {
            return File(bytes, CertificatePdf.ContentType, $"{found.Number}.pdf");
        }

        this.Say(t["The PDF could not be made now. Print the page from the browser instead."]);
        return Redirect(Links.VisitCertificate);
    }
}
