using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Comments;

/// <summary>The form for a question under a topic. Unknown topic: 404. Refused fields, or sent faster than a person can: 422 with everything typed. Too many from one network: 429.</summary>
internal sealed class AskModel(TopicTitleQuery titles, IValidator<AskInput> validator, AskQuestion ask, RateLimits limits, FormAge age, IStringLocalizer<AskModel> t) : PageModel
{
    [BindProperty]
    public AskInput Input { get; set; } = new();

    public string Slug { get; private set; } = "";
    public string Title { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct)
    {
        ModelState.Clear();
        Input = new AskInput { Made = age.Now() };
        return await LoadAsync(topic, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string topic, CancellationToken ct)
    {
        if (!await LoadAsync(topic, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await RefuseAsync(ct) is { } refused)
        {
            return refused;
        }

        await ask.RunAsync(Slug, Title, Input, ct);
        return Redirect(Links.GuideAsked(Slug));
    }

    private async Task<PageResult?> RefuseAsync(CancellationToken ct)
    {
        if (!age.IsHuman(Input.Made))
        {
            ModelState.AddModelError("", t["We could not take this. Please wait a few seconds and send it again."]);
            return this.Invalid();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.QuestionsByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        return allowed ? null : this.TooMany(retryAfter, t["Too many questions came from your connection. Please try again in an hour, or call {0}.", Office.PhoneShown]);
    }

    private async Task<bool> LoadAsync(string topic, CancellationToken ct)
    {
        Slug = topic;
        Title = await titles.RunAsync(topic, ct) ?? "";
        return Title.Length > 0;
    }
}
