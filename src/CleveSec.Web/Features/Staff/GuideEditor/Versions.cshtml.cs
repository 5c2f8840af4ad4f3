using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>
/// Every version of a page: comparing two, publishing the newest, restoring an old one as a new draft. Unknown page or version: 404. A version that appeared since the page was
/// opened: 409, nothing done.
/// </summary>
internal sealed class VersionsModel(VersionsQuery query, PublishVersion publish, RestoreVersion restore, CheckToday check) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? FromText { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? ToText { get; set; }

    public VersionsView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string subject, CancellationToken ct) => ShowAsync(Subject.Parse(subject), Page, ct);

    public async Task<IActionResult> OnPostPublishAsync(string subject, int number, CancellationToken ct)
    {
        if (Subject.Parse(subject) is not { } page)
        {
            return NotFound();
        }

        return await publish.RunAsync(page, number, User, ct) switch
        {
            PublishOutcome.Published => Done(page, $"Version {number} is published: readers see it now."),
            PublishOutcome.AlreadyPublished => Done(page, $"Version {number} was published already, so nothing was done."),
            PublishOutcome.Overtaken overtaken => await ShowAsync(page, () => Overtaken(overtaken.Newest, "publish"), ct),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostRestoreAsync(string subject, int number, int newest, CancellationToken ct)
    {
        if (Subject.Parse(subject) is not { } page)
        {
            return NotFound();
        }

        return await restore.RunAsync(page, number, newest, User, ct) switch
        {
            SaveOutcome.Saved saved => Done(page, $"Version {number} is restored as version {saved.Number}, a draft. Readers see it when you publish it."),
            SaveOutcome.AlreadySo => Done(page, $"The newest version says just what version {number} says, so nothing was added."),
            SaveOutcome.Overtaken overtaken => await ShowAsync(page, () => Overtaken(overtaken.Other, "restore"), ct),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostCheckedAsync(string subject, CancellationToken ct)
    {
        if (Subject.Parse(subject) is not { } page)
        {
            return NotFound();
        }

        return await check.RunAsync(page, User, ct) switch
        {
            CheckOutcome.NotFound => NotFound(),
            CheckOutcome.DraftWaits waits => await ShowAsync(page, () => this.Conflicted("", CheckWords.Of(waits)), ct),
            var outcome => Done(page, CheckWords.Of(outcome)),
        };
    }

    private async Task<IActionResult> ShowAsync(Subject? subject, Func<IActionResult> answer, CancellationToken ct)
    {
        if (subject is null || await query.RunAsync(subject, Number(FromText), Number(ToText), ct) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return answer();
    }

    private RedirectResult Done(Subject subject, string said)
    {
        this.Say(said);
        return Redirect(Links.GuideVersions(subject.Key));
    }

    private PageResult Overtaken(Data.GuideVersion newest, string what) =>
        this.Conflicted("", $"{newest.ByName} saved version {newest.Number}, {LocalTime.DayAndTime(newest.At)}, after you opened this page. Nothing was done: look at it below, then {what} again.");

    private static int? Number(string? typed) => int.TryParse(typed, out var number) ? number : null;
}
