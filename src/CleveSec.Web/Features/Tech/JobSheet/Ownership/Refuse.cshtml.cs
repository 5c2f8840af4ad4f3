using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class RefuseModel(SheetQuery sheets, RefuseJob refuse, IValidator<RefuseInput> validator) : PageModel
{
    [BindProperty]
    public RefuseInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? this.OnlyWhen(Sheet.May(JobAction.Refuse), id) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await refuse.RunAsync(id, User.Actor(), Input.Words, ct), id, "The job is refused. Write the summary for the customer, then leave.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!) is not null;
}
