using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Holidays;

/// <summary>Days on which nobody comes. A day that is there already: 422.</summary>
internal sealed class IndexModel(HolidaysQuery query, IValidator<HolidayInput> validator, ChangeHolidays change) : PageModel
{
    [BindProperty]
    public HolidayInput Input { get; set; } = new();

    public HolidaysView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        View = await query.RunAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await this.ValidateAsync(validator, Input, ct)
        ? await AnswerAsync(await change.AddAsync(TypedTime.ParseDate(Input.Date)!.Value, Input.Name!, User, ct), "Input.Date", ct)
        : await InvalidAsync(ct);

    public async Task<IActionResult> OnPostRemoveAsync(string? date, CancellationToken ct) => await AnswerAsync(await change.RemoveAsync(date, User, ct), "", ct);

    public async Task<IActionResult> OnPostFederalAsync(int year, CancellationToken ct)
    {
        ModelState.Clear();
        return await AnswerAsync(await change.AddFederalAsync(year, User, ct), "", ct);
    }

    private async Task<IActionResult> AnswerAsync(SettingsOutcome outcome, string field, CancellationToken ct)
    {
        switch (outcome)
        {
            case SettingsOutcome.Saved saved:
                this.Say(saved.Said);
                return Redirect(Links.SettingsHolidays);
            case SettingsOutcome.Refused refused:
                ModelState.AddModelError(field, refused.Reason);
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
