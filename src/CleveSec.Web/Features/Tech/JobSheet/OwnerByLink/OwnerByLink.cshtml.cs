using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared.OwnerByLink;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.OwnerByLink;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CleveSec.Web.Features.Tech.JobSheet.OwnerByLink;

/// <summary>The technician at the door asks.</summary>
internal sealed class OwnerByLinkModel(
    SheetQuery sheets, OwnVisit own, OwnerAskingQuery query, AskOwner ask, RevokeOwnerSignature revoke, IValidator<AskOwnerInput> asks, IValidator<TakeBackInput> takesBack)
    : OwnerByLinkPage(query, ask, revoke, asks, takesBack)
{
    [FromRoute]
    public Guid Id { get; set; }

    public Sheet Sheet { get; private set; } = null!;

    protected override IQueryable<Job> Which => own.JobOf(Id, User.StaffId());

    protected override string Next => Links.JobSheet(Id);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = AskOwnerInput.Of(State);
        return this.OnlyWhen(Sheet.Visit is { IsLive: true, IsCurrent: true } && Sheet.Check is null, Id);
    }

    protected override async Task<bool> LoadAsync(CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(Id, User.StaffId(), ct))!;
        return Sheet is not null && await base.LoadAsync(ct);
    }
}
