using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Booking;

/// <summary>When customers may book and change, and when they are reminded. Lost race: 409 with everything typed beside what is saved now.</summary>
internal sealed class RulesModel(BookingRulesQuery query, IValidator<BookingInput> validator, SaveBookingRules save, NextWindowWords next) : PageModel
{
    [BindProperty]
    public BookingInput Input { get; set; } = new();

    /// <summary>What is saved now, after a lost race.</summary>
    public IReadOnlyList<Fact>? SavedNow { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Input = BookingRulesQuery.InputOf(await query.RunAsync(ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await save.RunAsync(Input, User, ct))
        {
            case SettingsOutcome.Saved saved:
                this.Say($"{saved.Said} {await next.RunAsync(ct)}");
                return Redirect(Links.SettingsBooking);
            default:
                SavedNow = BookingRulesQuery.FactsOf(await query.RunAsync(ct));
                ModelState.Remove("Input.Version");
                Input.Version = Facts.VersionOf(SavedNow);
                return this.Conflicted("", "Somebody else saved the booking rules while you were typing. Compare with what is saved now, then save again.");
        }
    }
}
