using CleveSec.Web.Features.Shared.OwnerByLink;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.OwnerByLink;

/// <summary>Asks an absent owner to sign by link, and takes that back. Names that cannot be asked for: 422; not now, or nowhere to send it: 409.</summary>
internal sealed class OwnerByLinkModel(OfficeJobs office, OwnerAskingQuery query, AskOwner ask, RevokeOwnerSignature revoke, IValidator<AskOwnerInput> validator) : PageModel
{
    [BindProperty]
    public AskOwnerInput Input { get; set; } = new();

    public OwnerAskingState State { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        Input = AskOwnerInput.Of(State);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await ask.RunAsync(office.ByNumber(User, number), User.Actor(), Input.Asked(), Input.After, Input.AfterSigned, ct))
        {
            case OwnerAsking.NotFound:
                return NotFound();
            case OwnerAsking.Unfit unfit:
                ModelState.AddModelError("Input.RepresentativeName", unfit.Reason);
                return this.Invalid();
            case OwnerAsking.Refused refused:
                await LoadAsync(number, ct);
                return this.Conflicted("", refused.Reason);
            default:
                this.Say("The link is on its way to the owner. What they answer stands here at once.");
                return Redirect(Links.Job(State.Number));
        }
    }

    public async Task<IActionResult> OnPostRevokeAsync(string number, Guid signature, CancellationToken ct)
    {
        var change = await revoke.RunAsync(office.ByNumber(User, number), User.Actor(), signature, ct);
        if (change is JobChange.NotFound || !await LoadAsync(number, ct))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input = AskOwnerInput.Of(State);
        if (change is JobChange.Refused refused)
        {
            return this.Conflicted("", refused.Reason);
        }

        this.Say("Taken back. The link does not work any more.");
        return Redirect(Links.Job(State.Number));
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct) => (State = (await query.FindAsync(office.ByNumber(User, number), ct))!) is not null;
}
