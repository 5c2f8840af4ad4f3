using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared.OwnerByLink;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.OwnerByLink;

/// <summary>The technician at the door asks the absent owner to sign by link. Names that cannot be asked for: 422; not now, or nowhere to send it: 409; a foreign visit: 404.</summary>
internal sealed class OwnerByLinkModel(SheetQuery sheets, OwnVisit own, OwnerAskingQuery query, AskOwner ask, RevokeOwnerSignature revoke, IValidator<AskOwnerInput> validator) : PageModel
{
    [BindProperty]
    public AskOwnerInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;
    public OwnerAskingState State { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input = AskOwnerInput.Of(State);
        return this.OnlyWhen(Sheet.Visit is { IsLive: true, IsCurrent: true } && Sheet.Check is null, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await ask.RunAsync(own.JobOf(id, User.StaffId()), User.Actor(), Input.Asked(), Input.After, Input.AfterSigned, ct))
        {
            case OwnerAsking.NotFound:
                return NotFound();
            case OwnerAsking.Unfit unfit:
                ModelState.AddModelError("Input.RepresentativeName", unfit.Reason);
                return this.Invalid();
            case OwnerAsking.Refused refused:
                await LoadAsync(id, ct);
                return this.Conflicted("", refused.Reason);
            default:
                this.Say("The link is on its way to the owner. What they answer stands on the sheet.");
                return Redirect(Links.JobSheet(id));
        }
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, Guid signature, CancellationToken ct)
    {
        var change = await revoke.RunAsync(own.JobOf(id, User.StaffId()), User.Actor(), signature, ct);
        if (change is JobChange.NotFound || !await LoadAsync(id, ct))
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
        return Redirect(Links.JobSheet(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        State = (await query.FindAsync(own.JobOf(id, User.StaffId()), ct))!;
        return Sheet is not null && State is not null;
    }
}
