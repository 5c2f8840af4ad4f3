using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <summary>One service. Unknown id: 404. What may not be switched off: 422. Lost race: 409 with everything typed.</summary>
internal sealed class ServiceModel(ServicesQuery query, IValidator<ServiceInput> validator, SaveService save) : PageModel
{
    [BindProperty]
    public ServiceInput Input { get; set; } = new();

    public ServiceRow Row { get; private set; } = null!;

    /// <summary>What is saved now, after a lost race.</summary>
    public IReadOnlyList<Fact>? SavedNow { get; private set; }

    public async Task<IActionResult> OnGetAsync(string service, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(service, ct))
        {
            return NotFound();
        }

        Input = ServiceInput.Of(Row);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string service, CancellationToken ct)
    {
        if (!await LoadAsync(service, ct))
        {
            return NotFound();
        }

        if (SaveService.WhyNot(Row.Id, Input) is { } not)
        {
            ModelState.AddModelError($"Input.{not.Field}", not.Reason);
        }

        return await this.ValidateAsync(validator, Input, ct) ? await AnswerAsync(await save.RunAsync(Row.Id, Input, User, ct), ct) : this.Invalid();
    }

    private async Task<IActionResult> AnswerAsync(SettingsOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case SettingsOutcome.Saved saved:
                this.Say(saved.Said);
                return Redirect(Links.SettingsServices);
            default:
                await LoadAsync(Row.Id, ct);
                SavedNow = ServicesQuery.FactsOf(Row);
                ModelState.Remove("Input.Version");
                Input.Version = Facts.VersionOf(SavedNow);
                return this.Conflicted("", "Somebody else saved this service while you were typing. Compare with what is saved now, then save again.");
        }
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct) => await query.OneAsync(id, ct) is { } row && (Row = row) is not null;
}
