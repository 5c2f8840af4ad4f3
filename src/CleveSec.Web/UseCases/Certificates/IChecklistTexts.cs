namespace CleveSec.Web.UseCases.Certificates;

/// <summary>The texts of the hardening checklist, for the paper that says what was done about them.</summary>
internal interface IChecklistTexts
{
    /// <summary>In the order of the checklist, in English.</summary>
    IReadOnlyList<(string Id, string Text)> Texts { get; }
}
