using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Reach;

/// <summary>Language, text messages and quiet hours of the customer of this job.</summary>
[CustomerPage(Changes = true)]
internal sealed class ReachModel(ReachQuery query, ChangeReach change, IValidator<ReachInput> validator, IStringLocalizer<ReachModel> t) : PageModel
{
    [BindProperty]
    public ReachInput Input { get; set; } = new();

    public Reach Now { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(Links.VisitLookUp);
        }

        ModelState.Clear();
        Input = new ReachInput { Language = Now.Language, Texts = Now.Texts, OwnHours = Now.QuietFrom is not null, QuietFrom = (Now.QuietFrom ?? Now.UsualFrom).Hour, QuietUntil = (Now.QuietUntil ?? Now.UsualUntil).Hour };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(Links.VisitLookUp);
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        await change.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, Input, ct);
        this.Say(t["Saved. From now on we reach you this way."]);
        return Redirect(Links.Visit);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { } reach)
        {
            return false;
        }

        Now = reach;
        return true;
    }
}
