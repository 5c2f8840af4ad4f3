using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class OwnershipModel(SheetQuery sheets, VerifyOwnership verify, IValidator<OwnershipInput> validator) : PageModel
{
    [BindProperty]
    public OwnershipInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    /// <summary>The fields in the order of the form.</summary>
    public string Fields => string.Join(',', new[] { "PersonName", "Kind", "LastFour", "NameMatches", "Authority" }
        .Concat(Input.Recorders.SelectMany((_, i) => new[] { $"Recorders[{i}].Link", $"Recorders[{i}].Model", $"Recorders[{i}].Serial" })));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input.Recorders = [.. Sheet.Recorders.Select(recorder => new RecorderEvidenceInput { Id = recorder.Id, Model = recorder.Model, Serial = recorder.Serial })];
        return this.OnlyWhen(Sheet.May(JobAction.Verify), id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await verify.RunAsync(id, User.Actor(), Input, ct), id, "Ownership is verified. You may start.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!) is not null;
}
