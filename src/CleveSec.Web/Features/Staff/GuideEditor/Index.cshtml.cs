using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>All pages of the guide, and how they stand. A page that is right as it is can be said to be so here; a draft that waits makes that 409.</summary>
internal sealed class IndexModel(GuideListQuery query, CheckToday check) : PageModel
{
    public GuideList Guide { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Guide = await query.RunAsync(ct);

    public async Task<IActionResult> OnPostCheckedAsync(string? subject, CancellationToken ct)
    {
        var outcome = Subject.Parse(subject) is { } page ? await check.RunAsync(page, User, ct) : new CheckOutcome.NotFound();
        switch (outcome)
        {
            case CheckOutcome.NotFound:
                return NotFound();
            case CheckOutcome.DraftWaits waits:
                Guide = await query.RunAsync(ct);
                return this.Conflicted("", CheckWords.Of(waits));
            default:
                this.Say(CheckWords.Of(outcome));
                return Redirect(Links.GuideEditor);
        }
    }
}

/// <summary>What an editor is told after "checked today".</summary>
internal static class CheckWords
{
    public static string Of(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Checked page => $"“{page.Heading}” is marked as checked today; readers see the new date.",
        CheckOutcome.AlreadyChecked page => $"“{page.Heading}” was marked as checked today already.",
        CheckOutcome.DraftWaits page => $"“{page.Heading}” has a draft by {page.Draft.ByName}. Publish it, or set the date in it.",
        _ => "There is no such page.",
    };
}
