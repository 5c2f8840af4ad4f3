using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Another arrival window, before the cut-off. The visit stays as it is until the new window is really ours.</summary>
[CustomerPage(Changes = true)]
internal sealed class ChangeModel(TrackedVisitQuery query, FreeWindowsQuery free, Schedules schedules, PlanVisit plan, Reasons reasons, IStringLocalizer<ChangeModel> t, CleveSecDb db) : PageModel
{
    private const int FirstShown = 6;

    public TrackedVisit Visit { get; private set; } = null!;
    public IReadOnlyList<Interval> Windows { get; private set; } = [];

    /// <summary>There are more free windows than are shown.</summary>
    public bool MoreDays { get; private set; }

    [BindProperty]
    public long? Window { get; set; }

    /// <summary>Every free window is wanted, not only the next ones.</summary>
    [BindProperty(SupportsGet = true)]
    public bool More { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : Redirect(Links.Visit);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(Links.Visit);
        }

        if (Window is not { } start)
        {
            ModelState.Remove(nameof(Window));
            ModelState.AddModelError(nameof(Window), t["Choose a new arrival window, or keep the one you have."]);
            return this.Invalid();
        }

        var jobId = Visit.State.JobId;
        switch (await plan.RunAsync(new VisitWish(db.Jobs.Where(job => job.Id == jobId), Actor.Homeowner(Visit.CustomerName), null, LocalTime.FromForm(start)), ct))
        {
            case VisitPlan.Planned planned:
                this.Say(t["Your visit is now {0}.", LocalTime.DayAndSpan(planned.Window)]);
                return Redirect(Links.Visit);
            case VisitPlan.WindowTaken taken:
                Windows = [.. taken.Nearest.Select(offer => offer.Window).Where(window => window != Visit.State.Window)];
                return this.Conflicted(nameof(Window), Windows.Count == 0
                    ? t["That window is not free any more. Your old one still stands."]
                    : t["That window is not free any more. Your old one still stands. These are free."]);
            case VisitPlan.Refused refused:
                return this.Conflicted("", reasons.Of(refused.Reason));
            default:
                return Redirect(Links.Visit);
        }
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { ChangeUntil: not null } visit)
        {
            return false;
        }

        Visit = visit;
        var current = visit.State.Window!.Value;
        var asked = (await VisitAsked.ReadAsync(db, db.Jobs.Where(job => job.Id == visit.State.JobId), await schedules.PlanAsync(ct), ct))!;
        var offers = await free.RunAsync(WindowWish.Of(asked.Request), ct);
        var others = offers.Select(offer => offer.Window).Where(window => window != current).ToList();
        Windows = More ? others : [.. others.Take(FirstShown)];
        MoreDays = others.Count > Windows.Count;
        return true;
    }
}
