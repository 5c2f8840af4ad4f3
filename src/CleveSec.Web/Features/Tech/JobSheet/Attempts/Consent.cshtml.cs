using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Recorders;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class ConsentModel(SheetQuery sheets, MethodsQuery methods, RecordConsent consent, IValidator<ConsentForm> validator) : PageModel
{
    [BindProperty]
    public ConsentInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    /// <summary>The form to be signed: what was shown, else the newest.</summary>
    public ConsentText Text => ConsentText.Find(Input.TextVersion) ?? ConsentText.Current;

    /// <summary>In which the form is shown.</summary>
    public Language Language => Input.Language is { } shown && Enum.IsDefined(shown) ? shown : Sheet.Place.Language;

    /// <summary>What the signature is for.</summary>
    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return this.OnlyWhen(Recorder is { MayWork: true, IsLinked: true, Outcome: null } && Methods.Count > 0 && !Sheet.Preserves, id);
    }

    /// <param name="method">The method that the signature is wanted for, where one was chosen already.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, string? method, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, new ConsentForm(Input, Sheet), ct)
            ? this.Answer(await consent.RunAsync(id, User.Actor(), recorder, Input.Signed(), ct), Methods.Any(known => known.Id == method) ? Links.JobSheetStart(id, recorder, method!) : Links.JobSheetStep(id, "attempt", recorder), "The owner has signed. You may try the method now.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        Methods = Recorder is null ? [] : [.. (await methods.RunAsync(Recorder.Brand, ct)).Where(method => method.Destructive)];
        return Recorder is not null;
    }
}
