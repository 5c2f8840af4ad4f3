using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Recorders;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class VendorModel(SheetQuery sheets, MethodsQuery methods, AskVendor ask, IValidator<VendorInput> validator) : PageModel
{
    [BindProperty]
    public VendorInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    /// <summary>What can be asked for; nothing where the seller comes first.</summary>
    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return this.OnlyWhen(Sheet.May(JobAction.AskVendor) && Recorder is { IsLinked: true, Outcome: null }, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await ask.RunAsync(id, User.Actor(), recorder, Input, ct), id, "Recorded. Do not reboot or unplug the recorder until the answer is there.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        Methods = Recorder is null ? [] : [.. (await methods.RunAsync(Recorder.Brand, ct)).Where(method => method.AsksVendor)];
        return Recorder is not null;
    }
}
