using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling.Calendars;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>The calendars whose busy times are taken over. No https address: 422.</summary>
internal sealed class CalendarsModel(CalendarsQuery query, OtherWorkQuery work, IValidator<CalendarInput> validator, ChangeBusyFeeds feeds) : PageModel
{
    [BindProperty]
    public CalendarInput Input { get; set; } = new();

    public IReadOnlyList<CalendarLine> Calendars { get; private set; } = [];
    public IReadOnlyList<TechnicianChoice> Technicians { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (!await feeds.AddAsync(Input.Technician!.Value, Input.Url!, User.Actor(), ct))
        {
            ModelState.AddModelError("Input.Technician", "Choose whose calendar it is.");
            return this.Invalid();
        }

        this.Say("The calendar is added. It is read within a minute.");
        return Redirect(Links.Calendars);
    }

    public async Task<IActionResult> OnPostReadAsync(Guid id, CancellationToken ct)
    {
        await feeds.ReadSoonAsync(id, ct);
        this.Say("It is read within a minute.");
        return Redirect(Links.Calendars);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct)
    {
        await feeds.RemoveAsync(id, User.Actor(), ct);
        this.Say("The calendar is removed, and its busy times are free again.");
        return Redirect(Links.Calendars);
    }

    private async Task LoadAsync(CancellationToken ct) => (Calendars, Technicians) = (await query.RunAsync(ct), await work.TechniciansAsync(ct));
}
