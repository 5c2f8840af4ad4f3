using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

internal sealed class CloseModel(SheetQuery sheets, SummaryDraft draft, CloseJob close, MasterKey master, IValidator<CloseInput> validator) : PageModel
{
    [BindProperty]
    public CloseInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    /// <summary>What the proposed summary says, in English; null where the customer reads English.</summary>
    public string? InEnglish { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input.Summary = await draft.WriteAsync(Sheet, Sheet.Place.Language, ct);
        return this.OnlyWhen(Sheet.May(JobAction.Close) && Sheet.MustsAnswered, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await close.RunAsync(id, User.Actor(), Input.Summary!, Input.Signature(master), ct), id, "The job is closed. The customer gets the summary.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        InEnglish = Sheet is { Place.Language: not Language.English } ? await draft.WriteAsync(Sheet, Language.English, ct) : null;
        return Sheet is not null;
    }
}
