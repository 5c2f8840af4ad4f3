using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>
/// Who takes what, what is done, and views saved by name; the buttons of the inbox come here and go back there. What a colleague has: 409, the inbox as it is now, and nothing
/// changed. Nothing chosen, nobody chosen, no name: 422.
/// </summary>
internal sealed class MarksModel(InboxPageQuery query, MarkWaiting marks, SaveView saveView) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What was chosen.</summary>
    [BindProperty]
    public List<string> Key { get; set; } = [];

    public InboxPage Inbox { get; private set; } = null!;

    private IReadOnlyCollection<WaitingKey> Keys => [.. Key.Select(WaitingKey.TryParse).OfType<WaitingKey>()];

    public IActionResult OnGet() => Redirect(Links.InboxFor(View, Q));

    public Task<IActionResult> OnPostClaimAsync(CancellationToken ct) => RunAsync(keys => marks.ClaimAsync(keys, User.Actor(), ct), "yours", ct);

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken ct) => RunAsync(keys => marks.ReleaseAsync(keys, User.Actor(), ct), "free for everybody again", ct);

    public Task<IActionResult> OnPostDoneAsync(CancellationToken ct) => RunAsync(keys => marks.DoneAsync(keys, User.Actor(), ct), "done", ct);

    public Task<IActionResult> OnPostAssignAsync(Guid? to, CancellationToken ct) => RunAsync(keys => marks.AssignAsync(keys, to ?? Guid.Empty, User.Actor(), ct), "handed over", ct);

    public async Task<IActionResult> OnPostSaveViewAsync(string? name, CancellationToken ct)
    {
        ModelState.Clear();
        var (choice, clean) = (new InboxChoice(View, Q), name?.Trim() ?? "");
        if (clean.Length is 0 or > InboxSavedView.NameMaxLength || choice.Words?.Length > InboxSavedView.QueryMaxLength)
        {
            return await AgainAsync("name", $"Give the view a name of at most {InboxSavedView.NameMaxLength} letters.", () => this.Invalid(), ct);
        }

        if (!await saveView.RunAsync(User.StaffId(), clean, choice.TabName ?? "", choice.Words ?? "", ct))
        {
            return await AgainAsync("name", $"{InboxSavedView.MostPerPerson} views are saved already: remove one first.", () => this.Invalid(), ct);
        }

        this.Say($"The view “{clean}” is saved.");
        return Redirect(Links.InboxFor(View, Q));
    }

    public async Task<IActionResult> OnPostRemoveViewAsync(Guid id, CancellationToken ct)
    {
        await saveView.RemoveAsync(User.StaffId(), id, ct);
        this.Say("The view is removed.");
        return Redirect(Links.InboxFor(View, Q));
    }

    private async Task<IActionResult> RunAsync(Func<IReadOnlyCollection<WaitingKey>, Task<MarkOutcome>> run, string now, CancellationToken ct)
    {
        ModelState.Clear();
        if (Keys.Count is 0 or > InboxPage.RowsShown)
        {
            return await AgainAsync("", "Choose at least one row first.", () => this.Invalid(), ct);
        }

        switch (await run(Keys))
        {
            case MarkOutcome.Taken taken:
                return await AgainAsync("", $"{taken.Why}{(Keys.Count > 1 ? " Nothing was changed; choose without it." : "")}", () => this.Conflicted(), ct);
            case MarkOutcome.Marked { Count: var count }:
                this.Say(count == 1 ? $"It is {now}." : $"{count} are {now}.");
                return Redirect(Links.InboxFor(View, Q));
            default:
                return await AgainAsync("to", "Choose a colleague.", () => this.Invalid(), ct);
        }
    }

    private async Task<IActionResult> AgainAsync(string field, string why, Func<IActionResult> answer, CancellationToken ct)
    {
        ModelState.AddModelError(field, why);
        var typed = Request.Form;
        Inbox = (await query.RunAsync(new InboxChoice(View, Q), User.StaffId(), looks: true, ct)) with { Chosen = Key.ToHashSet(), To = typed["to"], Name = typed["name"] };
        return answer();
    }
}
