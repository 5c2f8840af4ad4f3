using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <summary>The choices of the booking form in the office's words.</summary>
internal static class NewJobWords
{
    public static IReadOnlyList<Choice> Brands { get; } = Of<RecorderBrand>(brand => brand == RecorderBrand.Other ? "Another, or not sure" : brand.ToString());

    public static IReadOnlyList<Choice> Troubles { get; } = Of<Trouble>(RecoveryWords.Of);

    public static IReadOnlyList<Choice> Situations { get; } = Of<OwnerSituation>(OwnerSituations.Words);

    public static IReadOnlyList<Choice> Footages { get; } = Of<FootageNeed>(OwnerSituations.Words);

    public static IReadOnlyList<Choice> LanguageNames { get; } = Of<Language>(language => language.ToString());

    private static Choice[] Of<T>(Func<T, string> words)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice(value.ToString(), words(value)))];
}
