using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>One question: answer and publish it, reject it, take that back, or say that it is no spam. Unknown or unconfirmed: 404. Decided by somebody else meanwhile: 409 with everything typed.</summary>
internal sealed class CommentModel(
    CommentQuery query,
    IValidator<AnswerInput> answerValidator,
    IValidator<RejectInput> rejectValidator,
    PublishComment publish,
    RejectComment reject,
    TakeBackComment takeBack,
    ReleaseComment release) : PageModel
{
    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    [BindProperty]
    public RejectInput Reject { get; set; } = new();

    public CommentView Comment { get; private set; } = null!;

    /// <summary>What the forms are held against: what was seen, until a lost race has shown what stands now.</summary>
    public string? Version { get; private set; }

    /// <summary>Shows what stands now beside what was typed.</summary>
    public bool RaceLost { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input = new AnswerInput { Answer = Comment.Answer };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(answerValidator, Input, ct))
        {
            Version = Input.Version;
            return this.Invalid();
        }

        var (state, mailGoes) = (Comment.State, Comment.MailGoes);
        var said = state == Data.CommentState.Published ? "The answer is changed." : mailGoes ? "The question is published, and a mail to whoever asked is on its way." : "The question is published.";
        return await AnswerAsync(id, await publish.RunAsync(id, Input, User, ct), said, Links.StaffComment(id), ct);
    }

    public async Task<IActionResult> OnPostRejectAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(rejectValidator, Reject, ct, nameof(Reject)))
        {
            Version = Reject.Version;
            return this.Invalid();
        }

        return await AnswerAsync(id, await reject.RunAsync(id, Reject, User, ct), "The question is rejected.", Links.StaffComment(id), ct);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, string? version, CancellationToken ct) =>
        await AnswerAsync(id, await takeBack.RunAsync(id, version, User, ct), "The question waits again.", Links.StaffComment(id), ct);

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, string? version, CancellationToken ct) =>
        await AnswerAsync(id, await release.RunAsync(id, version, User, ct), "A mail asks the address to confirm the question. After that it waits here.", Links.StaffComments("spam"), ct);

    private async Task<IActionResult> AnswerAsync(Guid id, CommentOutcome outcome, string said, string next, CancellationToken ct)
    {
        if (outcome is CommentOutcome.Saved)
        {
            this.Say(said);
            return Redirect(next);
        }

        if (outcome is CommentOutcome.NotFound || !await LoadAsync(id, ct))
        {
            return NotFound();
        }

        RaceLost = outcome is CommentOutcome.LostRace;
        return this.Conflicted("", (outcome as CommentOutcome.Refused)?.Reason ?? "Somebody else decided on this question meanwhile. Look at what stands now before you go on; nothing was overwritten.");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Comment = (await query.RunAsync(id, ct))!;
        Version = Comment?.Version;
        return Comment is not null;
    }
}
