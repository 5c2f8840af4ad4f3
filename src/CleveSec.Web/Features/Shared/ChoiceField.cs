namespace CleveSec.Web.Features.Shared;

internal sealed record Choice(string Code, string Words);

/// <summary>A list to choose one from. Drawn by _Choice.</summary>
/// <param name="Name">The property of the input.</param>
/// <param name="None">What stands for nothing chosen; null: something has to be.</param>
internal sealed record ChoiceField(string Name, string Label, IReadOnlyList<Choice> Choices, string? Chosen, string? None, string? Error)
{
    /// <summary>What was chosen stays to be seen, also where it is no choice (any more).</summary>
    public IEnumerable<Choice> Shown => string.IsNullOrEmpty(Chosen) || Choices.Any(choice => choice.Code == Chosen) ? Choices : [.. Choices, new Choice(Chosen, Chosen)];
}
