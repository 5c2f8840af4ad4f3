using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Tech.Day;

internal sealed class DayModel(DayQuery days, AcknowledgeVisit acknowledge, IClock clock) : PageModel
{
    /// <summary>The first of the two days, "2026-11-24"; anything else means today.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Date { get; set; }

    public Instant Now => clock.GetCurrentInstant();

    public TwoDays Days { get; private set; } = null!;

    private LocalDate? First => LocalDatePattern.Iso.Parse(Date ?? "") is { Success: true } date ? date.Value : null;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid visit, CancellationToken ct)
    {
        var change = await acknowledge.RunAsync(visit, User.Actor(), ct);
        await LoadAsync(ct);
        return this.Answer(change, First is { } date ? Links.TechDayOf(date) : Links.TechDay, "The office knows that you have seen it.");
    }

    private async Task LoadAsync(CancellationToken ct) => Days = await days.RunAsync(User.StaffId(), First, ct);
}
