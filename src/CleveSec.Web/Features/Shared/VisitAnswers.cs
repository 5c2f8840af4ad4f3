using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Shared;

/// <summary>What a technician's tap is answered with, on the day list and on the sheet.</summary>
internal static class VisitAnswers
{
    /// <summary>Made and repeated: on to the next page with a sentence. Refused: the same page, 409, everything typed kept. Foreign: 404.</summary>
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
}
