using CleveSec.Domain.Customers;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.GuideEditor.Topics;

/// <summary>Editing a topic in one language. Saving adds a draft. Unknown topic: 404. Somebody else saved meanwhile: 409 with everything typed.</summary>
internal sealed class TopicModel(GuidePages pages, IValidator<TopicInput> validator, SaveVersion save, GuideMarkdown markdown) : PageModel
{
    [BindProperty]
    public TopicInput Input { get; set; } = new();

    public EditedTopic Edited { get; private set; } = null!;

    public Conflict? Conflict { get; private set; }

    /// <summary>What readers would see of the text in the form; null where it cannot be shown.</summary>
    public GuideText? Preview => Typed.Text(Input.Body) is { Length: <= Data.GuideTopic.BodyMaxLength } body ? markdown.TryRender(body, Edited.Language) : null;

    public async Task<IActionResult> OnGetAsync(string slug, string language, CancellationToken ct)
    {
        if (!await LoadAsync(slug, language, ct))
        {
            return NotFound();
        }

        Input = TopicInput.Of((TopicContent)Edited.Latest, Edited.Number);
        return Page();
    }

    /// <summary>The text as readers would see it: for a program that asked for it alone, and for a browser without JavaScript on the page, with everything typed.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(string slug, string language, CancellationToken ct)
    {
        if (!await LoadAsync(slug, language, ct))
        {
            return NotFound();
        }

        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Preview", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string language, CancellationToken ct)
    {
        if (!await LoadAsync(slug, language, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var typed = Input.ToContent(slug);
        switch (await save.RunAsync(new SaveRequest(Edited.Subject, typed, Input.From, Typed.LineOrNull(Input.Note)), User, ct))
        {
            case SaveOutcome.Overtaken overtaken:
                return Overtaken(Conflict.Of(Edited, overtaken.Other, typed));
            case var saved:
                this.Say(SavedWords.Of(saved));
                return Redirect(Links.GuideVersions(Edited.Subject.Key));
        }
    }

    /// <summary>Saved again it counts, because it was decided knowing what the other one saved.</summary>
    private PageResult Overtaken(Conflict conflict)
    {
        ModelState.Remove("Input.From");
        (Input.From, Conflict) = (conflict.Other.Number, conflict);
        return this.Conflicted("", conflict.Sentence);
    }

    private async Task<bool> LoadAsync(string slug, string language, CancellationToken ct) =>
        Subject.Topic.LanguageOf(language) is { } known && await pages.FindAsync(new Subject.Topic(slug, known), toChange: false, ct) is EditedTopic found && (Edited = found) is not null;
}
