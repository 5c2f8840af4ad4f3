using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.Certificates;

/// <summary>The newest certificate of the job of an own visit. A foreign visit: 404; none yet: back to the sheet.</summary>
internal sealed class CertificateModel(OwnVisit own, ViewCertificate view, CertificatePdf pdf, SiteAddress site) : PageModel
{
    public bool OffersPdf => pdf.IsOffered;

    public Guid VisitId { get; private set; }
    public CertificatePaper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var which = own.JobOf(id, User.StaffId());
        if (await view.RunAsync(which, null, User, ct) is not { } found)
        {
            return await which.AnyAsync(ct) ? Redirect(Links.JobSheet(id)) : NotFound();
        }

        (VisitId, Paper) = (id, CertificatePaper.Of(found, site));
        return Page();
    }
}
