using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Certificates;

/// <summary>The certificate as a PDF. A foreign job, or no Chromium configured: 404; no certificate yet, or none could be printed now: to the page.</summary>
internal sealed class PdfModel(OfficeJobs office, ViewCertificate view, CertificatePdf pdf, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string number, int? closing, CancellationToken ct)
    {
        var which = office.ByNumber(User, number);
        if (!await office.ExistsAsync(User, number, ct))
        {
            return NotFound();
        }

        var page = Links.JobCertificate(JobNumber.TryNormalize(number)!, closing);
        if (await view.RunAsync(which, closing, User, ct) is not { } found)
        {
            return Redirect(page);
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
        return Redirect(page);
    }
}
