using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Shared.OwnerByLink;

/// <summary>
/// A member of staff asks an absent owner to sign by link, and takes that back with a reason. Names that cannot be asked for, or no reason: 422; not now, or nowhere to send it: 409; somebody
/// else's job: 404.
/// </summary>
internal abstract class OwnerByLinkPage(OwnerAskingQuery query, AskOwner ask, RevokeOwnerSignature revoke, IValidator<AskOwnerInput> asks, IValidator<TakeBackInput> takesBack) : PageModel
{
    [BindProperty]
    public AskOwnerInput Input { get; set; } = new();

    [BindProperty]
    public TakeBackInput TakeBack { get; set; } = new();

    public OwnerAskingState State { get; private set; } = null!;

    /// <summary>The job of this page, where it is this person's.</summary>
    protected abstract IQueryable<Job> Which { get; }

    /// <summary>Where it goes on.</summary>
    protected abstract string Next { get; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(asks, Input, ct))
        {
            return this.Invalid();
        }

        switch (await ask.RunAsync(Which, User.Actor(), Input.Asked(), Input.After, Input.AfterSigned, ct))
        {
            case OwnerAsking.NotFound:
                return NotFound();
            case OwnerAsking.Unfit unfit:
                ModelState.AddModelError("Input.RepresentativeName", unfit.Reason);
                return this.Invalid();
            case OwnerAsking.Refused refused:
                await LoadAsync(ct);
                return this.Conflicted("", refused.Reason);
            default:
                this.Say("The link is on its way to the owner. What they answer stands here at once.");
                return Redirect(Next);
        }
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = AskOwnerInput.Of(State);
        if (!await this.ValidateAsync(takesBack, TakeBack, ct, nameof(TakeBack)))
        {
            return this.Invalid();
        }

        var change = await revoke.RunAsync(Which, User.Actor(), TakeBack.Signature, TakeBack.Reason!, ct);
        if (change is JobChange.NotFound || !await LoadAsync(ct))
        {
            return NotFound();
        }

        if (change is JobChange.Refused refused)
        {
            return this.Conflicted("", refused.Reason);
        }

        this.Say("Taken back. The link does not work any more.");
        return Redirect(Next);
    }

    /// <summary>False: no such job, or not this person's.</summary>
    protected virtual async Task<bool> LoadAsync(CancellationToken ct) => (State = (await query.FindAsync(Which, ct))!) is not null;
}
