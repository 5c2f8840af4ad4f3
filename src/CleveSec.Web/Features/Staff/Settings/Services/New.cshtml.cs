using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <summary>One more service. A name that is taken: 422.</summary>
internal sealed class NewModel(ServicesQuery query, IValidator<ServiceInput> validator, SaveService save) : PageModel
{
    [BindProperty]
    public ServiceInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var services = await query.AllAsync(ct);
        Input = ServiceInput.New(services.Select(service => service.Row.Position).DefaultIfEmpty(0).Max() + 1);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await save.RunAsync(null, Input, User, ct) is SettingsOutcome.Saved saved)
        {
            this.Say(saved.Said);
            return Redirect(Links.SettingsServices);
        }

        ModelState.AddModelError("Input.NameEnglish", "There is a service of this name already.");
        return this.Invalid();
    }
}
