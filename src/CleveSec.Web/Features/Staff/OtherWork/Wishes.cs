using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling.Beside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>From the form to the use case and back.</summary>
internal static class Wishes
{
    /// <summary>Only after validation. Whoever is no technician (any more) cannot be chosen: a form that was made up chooses nobody.</summary>
    public static OtherWorkWish Of(OtherWorkInput input, IReadOnlyList<TechnicianChoice> technicians, Actor by) => new(
        input.Kind!.Value, input.Title!, input.Street, input.Zip!.Trim(), input.Spans, [.. technicians.Select(technician => technician.Id).Where(input.Technicians.Contains)], by);

    /// <summary>Of a long repetition nobody reads more.</summary>
    private const int MostReasons = 10;

    public static IActionResult Answer(PageModel page, OtherWorkOutcome outcome, string address, string said)
    {
        switch (outcome)
        {
            case OtherWorkOutcome.Saved saved:
                page.Say(saved.LeftOut.Count == 0 ? said : $"{said} Left out: {string.Join(" ", First(saved.LeftOut))}");
                return new RedirectResult(address);
            case OtherWorkOutcome.Busy busy:
                foreach (var reason in First(busy.Reasons).Skip(1))
                {
                    page.ModelState.AddModelError("", reason);
                }

                return page.Conflicted("", busy.Reasons[0]);
            case OtherWorkOutcome.LostRace:
                return page.Conflicted("", "Somebody else changed this work while you were typing. Compare with what is saved now, then save again.");
            default:
                return page.NotFound();
        }
    }

    private static IEnumerable<string> First(IReadOnlyList<string> reasons) => reasons.Count <= MostReasons ? reasons : [.. reasons.Take(MostReasons), $"And {reasons.Count - MostReasons} more."];
}
