using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class AttemptModel(SheetQuery sheets, MethodsQuery methods, PassportQuery passports, OwnVisit own, RecordResetAttempt record, IValidator<AttemptInput> validator) : PageModel
{
    [BindProperty]
    public AttemptInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Input.Key = Guid.CreateVersion7();
        return this.OnlyWhen(Recorder is { MayWork: true, IsLinked: true, Outcome: null }, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await record.RunAsync(id, User.Actor(), recorder, Input, ct), id, Input.Outcome == AttemptOutcome.Succeeded ? "Recorded. Next the owner sets a new password." : "Recorded.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        if (Sheet is not null)
        {
            Sheet = Sheet with { Before = await passports.BeforeAsync(own.JobOf(id, User.StaffId()), ct) };
        }

        Recorder = Sheet?.Recorder(recorder)!;
        Methods = Recorder is null ? [] : await methods.RunAsync(Recorder.Brand, ct);
        return Recorder is not null;
    }
}
