using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The answer to a tap, the same on every step of the sheet.</summary>
internal static class SheetPages
{
    /// <summary>Made and repeated: back to the sheet with a sentence. Refused: the same page, 409, everything typed kept. Foreign: 404.</summary>
    public static IActionResult Answer(this PageModel page, VisitChange change, Guid visitId, string said) =>
        page.Answer(change, Links.JobSheet(visitId), said);

    public static IActionResult Answer(this PageModel page, VisitChange change, string next, string said)
    {
        switch (change)
        {
            case VisitChange.Made:
                page.Say(said);
                return new LocalRedirectResult(next);
            case VisitChange.Already already:
                page.Say($"That was saved before. The job is {JobWords.Of(already.Status)}.");
                return new LocalRedirectResult(next);
            case VisitChange.Refused refused:
                return page.Conflicted("", refused.Reason);
            default:
                return page.NotFound();
        }
    }

    /// <summary>A step that is not open now leads back to the sheet, which says why.</summary>
    public static IActionResult OnlyWhen(this PageModel page, bool open, Guid visitId) => open ? page.Page() : new LocalRedirectResult(Links.JobSheet(visitId));
}
