using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>What of a timeline is shown, as the query string says it; what it cannot mean is left out.</summary>
internal sealed record TimelineFilter(IReadOnlyList<TimelineKind> Kinds, bool OldestFirst)
{
    public const string Oldest = "oldest";

    public static TimelineFilter Of(IEnumerable<string?> kinds, string? order) => new(
        [.. kinds.Select(name => Enum.TryParse<TimelineKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(name![0]) ? kind : (TimelineKind?)null).OfType<TimelineKind>().Distinct().Order()],
        order == Oldest);

    public string Page(string number, int page = 1) => Links.JobTimeline(number, Names, OldestFirst ? Oldest : null, page);

    public string File(string number) => Links.JobTimelineFile(number, Names, OldestFirst ? Oldest : null);

    public IEnumerable<string> Names => Kinds.Select(NameOf);

    public static string NameOf(TimelineKind kind) => kind.ToString().ToLowerInvariant();

    /// <param name="entries">The oldest first.</param>
    public IEnumerable<TimelineEntry> Ordered(IReadOnlyList<TimelineEntry> entries) => OldestFirst ? entries : entries.Reverse();
}
