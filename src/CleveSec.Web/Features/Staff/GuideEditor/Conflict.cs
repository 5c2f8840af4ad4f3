using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.GuideEditor.Diff;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>Somebody else saved while an editor was typing: who, when, and what differs from what was typed.</summary>
internal sealed record Conflict(GuideVersion Other, DiffTable Diff)
{
    public static Conflict Of(EditedPage page, GuideVersion other, GuideContent typed) =>
        new(other, DiffTable.Of(($"version {other.Number} of {other.ByName}", GuideContent.Parse(page.Subject, other.Content)), ("what you typed", typed), page.Lang));

    public string Sentence => $"{Other.ByName} saved version {Other.Number} while you were typing. Nothing of yours is lost: it is all below, not yet saved.";
}
