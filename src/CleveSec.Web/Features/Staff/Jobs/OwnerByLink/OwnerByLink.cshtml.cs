using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared.OwnerByLink;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.OwnerByLink;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CleveSec.Web.Features.Staff.Jobs.OwnerByLink;

/// <summary>The office asks.</summary>
internal sealed class OwnerByLinkModel(OfficeJobs office, OwnerAskingQuery query, AskOwner ask, RevokeOwnerSignature revoke, IValidator<AskOwnerInput> asks, IValidator<TakeBackInput> takesBack)
    : OwnerByLinkPage(query, ask, revoke, asks, takesBack)
{
    [FromRoute]
    public string Number { get; set; } = "";

    protected override IQueryable<Job> Which => office.ByNumber(User, Number);

    protected override string Next => Links.Job(State.Number);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = AskOwnerInput.Of(State);
        return Page();
    }
}
