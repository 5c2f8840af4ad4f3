using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class WithdrawModel(SheetQuery sheets, WithdrawVerification withdraw, IValidator<WithdrawInput> validator) : PageModel
{
    [BindProperty]
    public WithdrawInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? this.OnlyWhen(Sheet.May(JobAction.WithdrawVerification), id) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await withdraw.RunAsync(id, User.Actor(), Input.Reason!, ct), id, "The verification is withdrawn. Nothing may be tried until ownership is checked anew.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!) is not null;
}
