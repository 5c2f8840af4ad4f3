using CleveSec.Domain.Jobs;
using CleveSec.UnitTests.Rules;

namespace CleveSec.UnitTests.Jobs;

/// <summary>The table printed for people is the table the code reads.</summary>
public sealed class LifeOfAJobTests
{
    private const string Begin = "<!-- table: begin (CLEVESEC_WRITE_DOCS=1 dotnet run --project tests/CleveSec.UnitTests writes it) -->";
    private const string End = "<!-- table: end -->";
    private static readonly string Path = Checkout.PathOf("docs/life-of-a-job.md");

    [Fact]
    public void Document_Table_IsTheOneInTheCode()
    {
        var text = File.ReadAllText(Path);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start > Begin.Length && end > start, "The markers of the table are missing.");
        var table = $"\n{Table()}\n";
        if (Environment.GetEnvironmentVariable("CLEVESEC_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Path, text[..start] + table + text[end..]);
            return;
        }

        Assert.Equal(table, text[start..end]);
    }

    [Fact]
    public void Document_EveryStatus_IsExplained() =>
        Assert.All(Enum.GetValues<JobStatus>(), status => Assert.Contains($"**{JobWords.Of(status)}**", File.ReadAllText(Path), StringComparison.Ordinal));

    private static string Table() => string.Join('\n',
    [
        "| from | action | to | who | only if |",
        "|---|---|---|---|---|",
        .. JobTransitions.All.Select(row => $"| {(row.From is { } from ? JobWords.Of(from) : "(none)")} | {JobWords.Of(row.Action)} | {Target(row)} | {Who(row.Who)} | {Conditions(row.Conditions)} |"),
    ]);

    private static string Target(JobTransition row) => row.Rule switch
    {
        JobTargetRule.Fixed => JobWords.Of(row.To[0]),
        JobTargetRule.Queue => $"the queue: {Listed(row)}",
        JobTargetRule.Milestone => $"the milestone: {Listed(row)}",
        JobTargetRule.AfterVendor => $"after the vendor: {Listed(row)}",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Rule, null),
    };

    private static string Listed(JobTransition row) => string.Join(" / ", row.To.Select(JobWords.Of));

    private static string Who(ActorRole who) => string.Join(' ', new[] { (ActorRole.Homeowner, "H"), (ActorRole.Technician, "T"), (ActorRole.Dispatcher, "D"), (ActorRole.Admin, "A") }
        .Where(role => who.HasFlag(role.Item1)).Select(role => role.Item2));

    private static string Conditions(JobCondition conditions) => string.Join(", ", Enum.GetValues<JobCondition>().Where(condition => condition != JobCondition.None && conditions.HasFlag(condition)).Select(Words));

    private static string Words(JobCondition condition) => condition switch
    {
        JobCondition.HomeownerBeforeCutOff => "H: before the cut-off",
        JobCondition.SecondPerson => "a second person",
        JobCondition.EveryRecorderHasOutcome => "every recorder has an outcome",
        JobCondition.VerifiedNotReinitialized => "verified, not yet re-initialized",
        JobCondition.AlreadyReinitialized => "re-initialized on an earlier visit",
        JobCondition.NothingTried => "nothing was tried",
        JobCondition.WithinWarranty => "within the warranty",
        JobCondition.Reason => "a reason",
        JobCondition.NoOpenVisit => "no visit is open",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };
}
