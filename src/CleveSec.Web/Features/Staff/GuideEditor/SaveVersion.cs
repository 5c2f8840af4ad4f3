using System.Security.Claims;
using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <param name="From">The number the editor started from.</param>
/// <param name="Note">What changed, in the editor's words.</param>
internal sealed record SaveRequest(Subject Subject, GuideContent Content, int From, string? Note);

internal abstract record SaveOutcome
{
    internal sealed record Saved(int Number) : SaveOutcome;

    /// <summary>The newest version says just this; nothing was added.</summary>
    internal sealed record AlreadySo(int Number) : SaveOutcome;

    /// <summary>Somebody else saved since; nothing was added.</summary>
    internal sealed record Overtaken(GuideVersion Other) : SaveOutcome;

    internal sealed record NotFound : SaveOutcome;
}

/// <summary>Adds what an editor typed as a new version, a draft. It never replaces another one, and never follows one that the editor has not seen.</summary>
internal sealed class SaveVersion(GuideChanges changes)
{
    public async Task<SaveOutcome> RunAsync(SaveRequest request, ClaimsPrincipal by, CancellationToken ct) =>
        await changes.RunAsync<SaveOutcome>(request.Subject, page => Task.FromResult(Save(page, request, by)), ct) ?? new SaveOutcome.NotFound();

    private SaveOutcome Save(EditedPage page, SaveRequest request, ClaimsPrincipal by)
    {
        if (page.Latest.SaysTheSameAs(request.Content))
        {
            return new SaveOutcome.AlreadySo(page.Number);
        }

        return page.Newest is { } newest && newest.Number != request.From
            ? new SaveOutcome.Overtaken(newest)
            : new SaveOutcome.Saved(changes.Add(page, request.Content, request.Note, by).Number);
    }
}
