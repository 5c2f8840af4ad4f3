using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.OnCall;

/// <summary>Who is told of what nobody has seen, and after how long. Somebody who does not work here: 422.</summary>
internal sealed class IndexModel(OnCallQuery query, IValidator<OnCallInput> validator, SaveOnCall save) : PageModel
{
    [BindProperty]
    public OnCallInput Input { get; set; } = new();

    public OnCallView View { get; private set; } = null!;

    public string? PersonError => ModelState.TryGetValue("Input.Person", out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        View = await query.RunAsync(ct);
        Input = OnCallInput.Of(View);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return await InvalidAsync(ct);
        }

        switch (await save.RunAsync(Input, User, ct))
        {
            case SettingsOutcome.Saved saved:
                this.Say(saved.Said);
                return Redirect(Links.SettingsOnCall);
            case SettingsOutcome.Refused refused:
                ModelState.AddModelError("Input.Person", refused.Reason);
                return await InvalidAsync(ct);
            default:
                return await InvalidAsync(ct);
        }
    }

    private async Task<IActionResult> InvalidAsync(CancellationToken ct)
    {
        View = await query.RunAsync(ct);
        return this.Invalid();
    }
}
