using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Vendors;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Vendor;

/// <summary>The letter as it leaves. A foreign visit: 404; no letter on this job: back to the sheet; not possible now: 409 with the reason.</summary>
internal sealed class SendLetterModel(SheetQuery sheets, OwnVisit own, SendVendorLetter send) : PageModel
{
    /// <summary>The letter as it was on screen.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public Sheet Sheet { get; private set; } = null!;

    public LetterPreview Letter { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid vendorCase, CancellationToken ct) => await LoadAsync(id, vendorCase, ct) ? this.OnlyWhen(Letter is not null, id) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(id, vendorCase, ct))
        {
            return NotFound();
        }

        if (Letter is null)
        {
            return this.OnlyWhen(false, id);
        }

        if ((await send.RunAsync(own.JobOf(id, User.StaffId()), vendorCase, User.Actor(), Version, ct)).Problem is { } problem)
        {
            await LoadAsync(id, vendorCase, ct);
            return this.Conflicted("", problem);
        }

        this.Say("The letter is on its way. The answer comes to the office, and then to this sheet.");
        return LocalRedirect(Links.JobSheet(id));
    }

    private async Task<bool> LoadAsync(Guid id, Guid vendorCase, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Letter = Sheet is null ? null! : (await send.PreviewAsync(own.JobOf(id, User.StaffId()), vendorCase, ct))!;
        return Sheet is not null;
    }
}
