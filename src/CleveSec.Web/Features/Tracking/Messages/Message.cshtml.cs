using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Messages;

/// <summary>Write to the office about this job. Refused text: 422 with everything typed; too many a day: 429.</summary>
[CustomerPage]
internal sealed class MessageModel(TrackedVisitQuery query, IValidator<NoteInput> validator, WriteNote write, IStringLocalizer<MessageModel> t) : PageModel
{
    [BindProperty]
    public NoteInput Input { get; set; } = new();

    public TrackedVisit Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Input = new NoteInput { Key = Guid.NewGuid() };
        return await LoadAsync(ct) ? Page() : Redirect(Links.VisitLookUp);
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

        if (await write.RunAsync(Visit.State.JobId, Input.Key, Input.CleanText, ct) is NoteOutcome.TooMany tooMany)
        {
            return this.TooMany(tooMany.RetryAfter, t["You have written a lot today. Please call {0}.", Office.PhoneShown]);
        }

        this.Say(t["Thank you. The office has your message and answers by e-mail or telephone."]);
        return Redirect(Links.Visit);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { } visit)
        {
            return false;
        }

        Visit = visit;
        return true;
    }
}
