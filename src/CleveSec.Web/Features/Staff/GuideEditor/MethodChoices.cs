using CleveSec.Web.Features.Shared;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>What a method's facts may be. The guide, the diagnosis and the job sheet have words of their own for these codes.</summary>
internal static class MethodChoices
{
    public static IReadOnlyList<Choice> Networks { get; } =
    [
        new("none", "None"),
        new("phone", "A phone with internet"),
        new("lan and mail", "The local network and e-mail"),
        new("lan and phone", "The local network and a phone"),
        new("phone call", "A phone call"),
        new("mail or phone call", "E-mail or a phone call"),
    ];

    public static IReadOnlyList<Choice> Settings { get; } =
    [
        new("Kept", "Kept"),
        new("KeptExpected", "Kept, as we expect"),
        new("Lost", "Lost"),
        new("MayBeLost", "May be lost"),
        new("NotStated", "Not stated by the maker"),
    ];

    public static IReadOnlyList<Choice> Footage { get; } =
    [
        new("Kept", "Kept"),
        new("KeptExpected", "Kept, as we expect"),
        new("OnDiskUntilFormatted", "Stays on the disk until it is formatted"),
        new("NotStated", "Not stated by the maker"),
    ];

    public static IReadOnlyList<Choice> Unproven { get; } =
    [
        new("needs", "What you need"),
        new("minutes", "Time"),
        new("settings", "Settings"),
        new("footage", "Footage"),
        new("cost", "Cost"),
        new("risk", "Risk"),
        new("limits", "Limits"),
        new("steps", "Steps"),
        new("whenToStop", "When to stop"),
    ];

    public static bool Has(IReadOnlyList<Choice> choices, string? code) => choices.Any(choice => choice.Code == code);

    public static string Words(IReadOnlyList<Choice> choices, string code) => choices.FirstOrDefault(choice => choice.Code == code)?.Words ?? code;
}
