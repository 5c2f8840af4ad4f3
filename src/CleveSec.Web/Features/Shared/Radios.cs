namespace CleveSec.Web.Features.Shared;

/// <summary>One question with radio cards, drawn by _Radios.cshtml.</summary>
/// <param name="Name">The field's full name, "Input.Kind".</param>
internal sealed record Radios(string Name, string Legend, string? Hint, IReadOnlyList<RadioChoice> Choices, string? Selected)
{
    public static IReadOnlyList<RadioChoice> Of<T>(Func<T, string> words) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new RadioChoice(value.ToString(), words(value)))];
}

internal sealed record RadioChoice(string Value, string Title, params IReadOnlyList<string> Lines);
