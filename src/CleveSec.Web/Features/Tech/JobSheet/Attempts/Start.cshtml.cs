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

/// <summary>The method that comes next, what it needs and does, and its first button; the other methods are links.</summary>
internal sealed class StartModel(SheetQuery sheets, MethodsQuery methods, PassportQuery passports, OwnVisit own, StartResetAttempt start, IValidator<StartInput> validator) : PageModel
{
    [BindProperty]
    public StartInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    /// <summary>What is started; null when nothing is left to propose and nothing was chosen.</summary>
    public MethodChoice? Method => Methods.FirstOrDefault(method => method.Id == Input.Method);

    /// <summary>The owner signs before this method.</summary>
    public bool NeedsConsent => Method is { Destructive: true } && Recorder.ConsentBy is null;

    public bool IsForbidden => Method is { Destructive: true } && Sheet.Preserves;

    public IReadOnlyList<string> ReasonsFor => [.. Recorder.Work.Ladder.Steps.Where(step => step.Method.Id == Input.Method).SelectMany(step => step.Reasons).Select(LadderWords.Of)];

    /// <param name="method">Chosen instead of the one proposed.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, string? method, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Input.Key = Guid.CreateVersion7();
        Input.Method = Methods.Any(known => known.Id == method) ? method : Recorder.Work.Ladder.Next?.Method.Id;
        return this.OnlyWhen(Recorder is { MayWork: true, IsLinked: true, Outcome: null, Work.UnderWay: null }, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await start.RunAsync(id, User.Actor(), recorder, Input, ct), id, $"Started: {ResetMethod.Find(Input.Method)?.Name}.")
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
