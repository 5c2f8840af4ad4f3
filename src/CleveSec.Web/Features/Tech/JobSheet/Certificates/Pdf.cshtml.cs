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

/// <summary>The certificate as a PDF. A foreign visit, or no Chromium configured: 404; no certificate yet: to the sheet; none could be printed now: to the page.</summary>
internal sealed class PdfModel(OwnVisit own, ViewCertificate view, CertificatePdf pdf, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var which = own.JobOf(id, User.StaffId());
        if (await view.RunAsync(which, null, User, ct) is not { } found)
        {
            return await which.AnyAsync(ct) ? Redirect(Links.JobSheet(id)) : NotFound();
        }

        if (!pdf.IsOffered)
        {
            return NotFound();
        }

        if (await pdf.PrintAsync(PageContext, CertificatePaper.Of(found, site), ct) is { } bytes)
        {
            return File(bytes, CertificatePdf.ContentType, $"{found.Number}.pdf");
        }

        this.Say(CertificatePdf.NotNow);
        return Redirect(Links.JobSheetStep(id, "certificate"));
    }
}
