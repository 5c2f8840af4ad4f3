using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Jobs.Certificates;

/// <summary>The certificate that was handed over, for printing. Each look is written to the audit. A foreign job or an unknown closing: 404; issuing one for a job that is not closed: 409.</summary>
internal sealed class CertificateModel(OfficeJobs office, CertificateQuery query, ViewCertificate view, IssueCertificate issue, CertificatePdf pdf, SiteAddress site) : PageModel
{
    public bool OffersPdf => pdf.IsOffered;

    [BindProperty(SupportsGet = true, Name = "closing")]
    public int? Closing { get; set; }

    public string Number { get; private set; } = "";
    public CertificatePaper? Paper { get; private set; }
    public IEnumerable<CertificateLine> Others { get; private set; } = [];

    /// <summary>The job's last closing has none.</summary>
    public bool MayIssue { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostIssueAsync(string number, CancellationToken ct)
    {
        switch (await issue.LaterAsync(office.ByNumber(User, number), User, ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                return await LoadAsync(number, ct) ? this.Conflicted("", refused.Reason) : NotFound();
            default:
                return Redirect(Links.JobCertificate(JobNumber.TryNormalize(number)!));
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        var which = office.ByNumber(User, number);
        if (await which.AsNoTracking().Select(job => new { job.Number, job.Status, job.ClosedAt }).FirstOrDefaultAsync(ct) is not { } job)
        {
            return false;
        }

        var all = await query.ListAsync(which, ct);
        var found = await view.RunAsync(which, Closing, User, ct);
        Number = job.Number;
        MayIssue = job.Status == JobStatus.Closed && all.All(line => line.ClosedAt != job.ClosedAt);
        Paper = found is null ? null : CertificatePaper.Of(found, site);
        Others = all.Where(line => line.Closing != found?.Closing);
        return found is not null || Closing is null;
    }
}
