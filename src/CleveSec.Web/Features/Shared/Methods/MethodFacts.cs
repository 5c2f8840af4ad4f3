using CleveSec.Domain.Recovery;

namespace CleveSec.Web.Features.Shared.Methods;

/// <summary>A fact of a method as shown. Expected: it rests on our inference, and no maker confirms it; the page says so beside it.</summary>
internal sealed record Fact(string Words, string? Note, bool Expected);

/// <summary>What our own closed jobs of the last twelve months say of a method.</summary>
/// <param name="Attempts">How often it was really tried; at least <see cref="MethodFactsQuery.LeastAttempts"/>.</param>
internal sealed record MeasuredRate(int Successes, int Attempts)
{
    public int Percent => (int)Math.Round(100.0 * Successes / Attempts, MidpointRounding.AwayFromZero);
}

/// <summary>A reset method in the words and the language of the page.</summary>
/// <param name="EstimatePercent">The business's own estimate, labelled as such; null where there is none.</param>
/// <param name="Measured">Null while there are too few attempts to say anything.</param>
internal sealed record MethodFacts(
    string Id,
    string Name,
    string Topic,
    RecorderBrand? Brand,
    bool Destructive,
    IReadOnlyList<string> Needs,
    Fact Minutes,
    Fact Settings,
    Fact Footage,
    Fact Offline,
    string Cost,
    string Risk,
    IReadOnlyList<string> Limits,
    IReadOnlyList<string> Steps,
    string WhenToStop,
    string? NextId,
    int? EstimatePercent,
    string? EstimateNote,
    MeasuredRate? Measured);
