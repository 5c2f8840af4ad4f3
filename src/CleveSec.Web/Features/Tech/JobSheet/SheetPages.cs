using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The answer to a tap, the same on every step of the sheet.</summary>
internal static class SheetPages
{
    public static IActionResult Answer(this PageModel page, VisitChange change, Guid visitId, string said) =>
        page.Answer(change, Links.JobSheet(visitId), said);

    /// <summary>A step that is not open now leads back to the sheet, which says why.</summary>
    public static IActionResult OnlyWhen(this PageModel page, bool open, Guid visitId) => open ? page.Page() : new LocalRedirectResult(Links.JobSheet(visitId));
}
