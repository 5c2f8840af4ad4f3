using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>A letter to a vendor, before it leaves. Unknown: 404. Not possible now: 409 with the reason.</summary>
internal sealed class LetterModel(OfficeJobs office, SendVendorLetter send) : PageModel
{
    public LetterPreview Letter { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid vendorCase, CancellationToken ct) => await LoadAsync(vendorCase, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(vendorCase, ct))
        {
            return NotFound();
        }

        if ((await send.RunAsync(office.VisibleTo(User), vendorCase, User.Actor(), ct)).Problem is { } problem)
        {
            return this.Conflicted("", problem);
        }

        this.Say("The letter is in the outbox. You find it in the mailbox too.");
        return Redirect(Links.VendorCases);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Letter = (await send.PreviewAsync(office.VisibleTo(User), id, ct))!) is not null;
}
