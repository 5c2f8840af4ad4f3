using System.Security.Claims;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>Makes an old version's content the newest draft. The old version and all since stay.</summary>
internal sealed class RestoreVersion(GuidePages pages, SaveVersion save)
{
    /// <param name="from">The newest version the editor saw.</param>
    public async Task<SaveOutcome> RunAsync(Subject subject, int number, int from, ClaimsPrincipal by, CancellationToken ct) => await pages.VersionAsync(subject, number, ct) is { } old
        ? await save.RunAsync(new SaveRequest(subject, GuideContent.Parse(subject, old.Content), from, $"Version {number} restored."), by, ct)
        : new SaveOutcome.NotFound();
}
