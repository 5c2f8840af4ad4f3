using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tracking.Certificates;

/// <summary>The customer's own certificate, after a fresh code; name, address and signature stand on it. None yet: back to the visit.</summary>
[CustomerPage(Changes = true)]
internal sealed class CertificateModel(CertificateQuery query, CleveSecDb db, CertificatePdf pdf, SiteAddress site) : PageModel
{
    public bool OffersPdf => pdf.IsOffered;

    public CertificatePaper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var jobId = CustomerPageAttribute.Of(HttpContext).JobId;
        if (await query.FindAsync(db.Jobs.Where(job => job.Id == jobId), null, ct) is not { } found)
        {
            return Redirect(Links.Visit);
        }

        Paper = CertificatePaper.Of(found, site);
        return Page();
    }
}
