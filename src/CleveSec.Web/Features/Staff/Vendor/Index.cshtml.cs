using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>Open vendor cases, what came for them, and how the mailbox does.</summary>
internal sealed class IndexModel(VendorCasesQuery query, AnswerByTelephone answer, OfficeJobs office, IOptions<VendorMailSettings> mail) : PageModel
{
    public VendorCasesView Cases { get; private set; } = null!;

    public bool ReadsMail => mail.Value.IsOn;

    public async Task OnGetAsync(CancellationToken ct) => Cases = await query.RunAsync(ct);

    /// <summary>The answer of a vendor who was asked by telephone or app is there. No such case: 404; it is over: 409.</summary>
    public async Task<IActionResult> OnPostCameAsync(Guid vendorCase, CancellationToken ct)
    {
        switch (await answer.RunAsync(office.VisibleTo(User), vendorCase, User.Actor(), ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                await OnGetAsync(ct);
                return this.Conflicted("", refused.Reason);
            default:
                this.Say("The answer is noted. From now on it is good for as long as this vendor’s answers are.");
                return Redirect(Links.VendorCases);
        }
    }
}
