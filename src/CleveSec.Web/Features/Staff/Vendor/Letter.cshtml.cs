using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>A letter to a vendor, before it leaves and after. Unknown: 404. Not possible now, or corrected meanwhile: 409 with the reason.</summary>
internal sealed class LetterModel(OfficeJobs office, SendVendorLetter send, RefuseCase refuse, IValidator<RefuseCaseInput> validator) : PageModel
{
    [BindProperty]
    public RefuseCaseInput Input { get; set; } = new();

    /// <summary>The letter as it was on screen.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public LetterPreview Letter { get; private set; } = null!;

    /// <summary>Something may still come of the case.</summary>
    public bool IsOpen => Letter.State is VendorCaseState.Drafted or VendorCaseState.Sent or VendorCaseState.Answered;

    public async Task<IActionResult> OnGetAsync(Guid vendorCase, CancellationToken ct) => await LoadAsync(vendorCase, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(vendorCase, ct))
        {
            return NotFound();
        }

        return await AnswerAsync(vendorCase, await send.RunAsync(office.VisibleTo(User), vendorCase, User.Actor(), Version, ct), "The letter is in the outbox. You find it in the mailbox too.", ct);
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid vendorCase, CancellationToken ct)
    {
        if (!await LoadAsync(vendorCase, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? await AnswerAsync(vendorCase, await refuse.RunAsync(office.VisibleTo(User), vendorCase, User.Actor(), Input, ct), "The vendor case is ended.", ct)
            : this.Invalid();
    }

    private async Task<IActionResult> AnswerAsync(Guid id, JobChange change, string said, CancellationToken ct)
    {
        if (change.Problem is { } problem)
        {
            await LoadAsync(id, ct);
            return this.Conflicted("", problem);
        }

        this.Say(said);
        return Redirect(Links.VendorCases);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Letter = (await send.PreviewAsync(office.VisibleTo(User), id, ct))!) is not null;
}
