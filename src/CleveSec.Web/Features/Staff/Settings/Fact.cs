using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>One setting in words. A page's settings as facts are what a lost race shows, what the audit compares, and what a form was opened with.</summary>
internal sealed record Fact(string Name, string Value);

internal static class Facts
{
    /// <summary>Another one than the form carries: somebody saved meanwhile.</summary>
    public static string VersionOf(IReadOnlyList<Fact> facts) => Keys.IdOf([.. facts.SelectMany(fact => new[] { fact.Name, fact.Value })]).ToString("N");

    /// <summary>What differs, by name; both lists are of one page and so have the same names.</summary>
    public static IReadOnlyList<Fact> Changes(IReadOnlyList<Fact> before, IReadOnlyList<Fact> after) =>
        [.. before.Zip(after).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => new Fact(pair.First.Name, $"{pair.First.Value} → {pair.Second.Value}"))];

    /// <summary>For the admin, after saving. Cut where it would not fit the cookie it travels in.</summary>
    public static string Said(IReadOnlyList<Fact> changes)
    {
        const int Most = 6;
        return changes.Count == 0 ? "Nothing was changed." : $"Saved. {string.Join(". ", changes.Take(Most).Select(change => $"{change.Name}: {change.Value}"))}{(changes.Count > Most ? $", and {changes.Count - Most} more" : "")}.";
    }
}
