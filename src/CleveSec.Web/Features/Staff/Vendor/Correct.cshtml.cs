using System.Globalization;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>Puts a letter right that has not left. Unknown: 404. Sent meanwhile: to the letter, which says so. Corrected meanwhile: 409 with what it says now and everything typed.</summary>
[BodyLimit(SafeXml.MaxBytes * 2)]
internal sealed class CorrectModel(OfficeJobs office, CorrectVendorLetter correct, LetterForm form) : PageModel
{
    [BindProperty]
    public LetterInput Input { get; set; } = new();

    public LetterDraft Letter { get; private set; } = null!;

    /// <summary>Somebody else was quicker: what the letter says now is shown beside what was typed.</summary>
    public bool Overtaken { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(vendorCase, ct))
        {
            return NotFound();
        }

        Input.DeviceId = Letter.DeviceId;
        Input.DateOnScreen = Letter.DateOnScreen?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return Letter.State == VendorCaseState.Drafted ? Page() : Redirect(Links.VendorLetter(vendorCase));
    }

    public async Task<IActionResult> OnPostAsync(Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(vendorCase, ct))
        {
            return NotFound();
        }

        Input.Method = Letter.MethodId;
        if (await form.ReadAsync(this, Input, Letter.FileName is not null, ct) is not { } asked)
        {
            return this.Invalid();
        }

        switch (await correct.RunAsync(office.VisibleTo(User), vendorCase, User.Actor(), asked, Input.Version, ct))
        {
            case JobChange.Made:
                this.Say("The letter is saved. Look at it and send it.");
                return Redirect(Links.VendorLetter(vendorCase));
            case JobChange.Refused refused:
                Overtaken = await LoadAsync(vendorCase, ct);
                return this.Conflicted("", refused.Reason);
            default:
                return NotFound();
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Letter = (await correct.FindAsync(office.VisibleTo(User), id, ct))!) is not null;
}
