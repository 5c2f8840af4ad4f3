using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>What the pages that put something right answer.</summary>
internal static class CorrectionAnswers
{
    /// <summary>Saved: on to the page of what was put right. Refused: 422 beside the field. Somebody was quicker: 409. Gone or merged: 404.</summary>
    public static IActionResult Answer(this PageModel page, CorrectionOutcome outcome, Corrected what, string saved)
    {
        switch (outcome)
        {
            case CorrectionOutcome.Saved:
                page.Say("Corrected.");
                return new RedirectResult(saved);
            case CorrectionOutcome.Refused refused:
                page.ModelState.AddModelError($"Input.{refused.Field}", refused.Reason);
                return page.Invalid();
            case CorrectionOutcome.LostRace:
                return page.Conflicted("", $"Somebody else changed this {what.ToString().ToLowerInvariant()} while you were typing. Compare with what is saved now, then save again.");
            default:
                return page.NotFound();
        }
    }
}
