namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>What an editor is told after saving.</summary>
internal static class SavedWords
{
    public static string Of(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.Saved saved => $"Saved as version {saved.Number}, a draft. Readers see it when you publish it.",
        SaveOutcome.AlreadySo { Number: 0 } => "Nothing was changed, so there is nothing to save.",
        SaveOutcome.AlreadySo already => $"Version {already.Number} says just this already, so nothing was added.",
        _ => "There is no such page any more.",
    };
}
