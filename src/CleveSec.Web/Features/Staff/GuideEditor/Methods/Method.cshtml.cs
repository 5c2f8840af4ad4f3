using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.GuideEditor.Methods;

/// <summary>Editing a reset method in both languages. Saving adds a draft. Unknown method: 404. Somebody else saved meanwhile: 409 with everything typed.</summary>
internal sealed class MethodModel(GuidePages pages, MethodFormQuery form, IValidator<MethodInput> validator, SaveVersion save) : PageModel
{
    [BindProperty]
    public MethodInput Input { get; set; } = new();

    public EditedMethod Edited { get; private set; } = null!;

    public Conflict? Conflict { get; private set; }

    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    public IReadOnlyList<Choice> Next => MethodFormQuery.Next(Edited.Id);

    /// <summary>Rules hang on it, so it is no content.</summary>
    public bool Destructive => ResetMethod.Find(Edited.Id) is { Destructive: true };

    public async Task<IActionResult> OnGetAsync(string method, CancellationToken ct)
    {
        if (!await LoadAsync(method, ct))
        {
            return NotFound();
        }

        Input = MethodInput.Of((MethodContent)Edited.Latest, Edited.Id, Edited.Number);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string method, CancellationToken ct)
    {
        if (!await LoadAsync(method, ct))
        {
            return NotFound();
        }

        Input.Id = Edited.Id;
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var typed = Input.ToContent();
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

    private async Task<bool> LoadAsync(string method, CancellationToken ct)
    {
        Topics = await form.TopicsAsync(ct);
        return await pages.FindAsync(new Subject.Method(method), toChange: false, ct) is EditedMethod found && (Edited = found) is not null;
    }
}
