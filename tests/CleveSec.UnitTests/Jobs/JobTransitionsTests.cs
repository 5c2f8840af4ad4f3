using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;
using static CleveSec.Domain.Jobs.ActorRole;

namespace CleveSec.UnitTests.Jobs;

/// <summary>
/// Every status × action × role against the table of the product's description, copied out by hand below. Each cell is played on a real job in that status, brought there
/// so that the row's conditions hold; the conditions have tests of their own in <see cref="JobConditionsTests"/>.
/// </summary>
public sealed class JobTransitionsTests
{
    /// <summary>from | action | to | who. A job "verified earlier" or "re-initialized earlier" is one whose visit ended partly done after that.</summary>
    private const string Expected = """
        Reported                           | Schedule             | Scheduled         | H D A
        AwaitingVendor, visit ended        | Schedule             | Scheduled         | D A
        Scheduled                          | Reschedule           | Scheduled         | H D A
        Scheduled                          | Reassign             | Scheduled         | D A
        Scheduled                          | Unschedule           | Reported          | D A
        Scheduled, answer pending          | Unschedule           | AwaitingVendor    | D A
        Scheduled                          | NoAccess             | Reported          | T D A
        Scheduled, answer pending          | NoAccess             | AwaitingVendor    | T D A
        Scheduled                          | Arrive               | OnSite            | T
        Scheduled, verified earlier        | Arrive               | OwnershipVerified | T
        Scheduled, answer pending          | Arrive               | AwaitingVendor    | T
        Scheduled, re-initialized earlier  | Arrive               | Reinitialized     | T
        OnSite                             | Verify               | OwnershipVerified | T
        OnSite                             | Override             | OwnershipVerified | D A
        OwnershipVerified                  | WithdrawVerification | OnSite            | T D A
        Reported                           | Refuse               | Refused           | D A
        Scheduled                          | Refuse               | Refused           | D A
        OnSite                             | Refuse               | Refused           | T D A
        Refused                            | Reconsider           | Reported          | D A
        OwnershipVerified                  | AskVendor            | AwaitingVendor    | T D A
        AwaitingVendor                     | EndVendorCase        | OwnershipVerified | T D A
        AwaitingVendor, visit ended        | EndVendorCase        | Reported          | T D A
        OwnershipVerified                  | Reinitialize         | Reinitialized     | T
        OnSite                             | EndVisitPartlyDone   | Reported          | T D A
        OwnershipVerified                  | EndVisitPartlyDone   | Reported          | T D A
        AwaitingVendor                     | EndVisitPartlyDone   | AwaitingVendor    | T D A
        Reinitialized                      | EndVisitPartlyDone   | Reported          | T D A
        Reported, verified earlier         | GiveUp               | NotRecovered      | T D A
        Scheduled, verified earlier        | GiveUp               | NotRecovered      | T D A
        OwnershipVerified                  | GiveUp               | NotRecovered      | T D A
        AwaitingVendor                     | GiveUp               | NotRecovered      | T D A
        NotRecovered                       | Resume               | Reported          | D A
        Reinitialized                      | Close                | Closed            | T D A
        NotRecovered                       | Close                | Closed            | T D A
        Refused                            | Close                | Closed            | T D A
        Reported, re-initialized earlier   | Close                | Closed            | T D A
        Reported                           | Cancel               | Cancelled         | H D A
        Scheduled                          | Cancel               | Cancelled         | H D A
        OnSite                             | Cancel               | Cancelled         | D A
        OwnershipVerified                  | Cancel               | Cancelled         | D A
        Closed                             | Reopen               | Reported          | D A
        """;

    private static readonly Dictionary<string, Func<Job>> Starts = new()
    {
        ["Reported"] = () => JobBuilder.Reported(),
        ["Scheduled"] = () => JobBuilder.Scheduled(),
        ["OnSite"] = () => JobBuilder.OnSite(),
        ["OwnershipVerified"] = () => JobBuilder.Verified(),
        ["AwaitingVendor"] = () => JobBuilder.AwaitingVendor(),
        ["Reinitialized"] = JobBuilder.Reinitialized,
        ["Refused"] = JobBuilder.Refused,
        ["NotRecovered"] = JobBuilder.NotRecovered,
        ["Cancelled"] = JobBuilder.Cancelled,
        ["Closed"] = JobBuilder.Closed,
        ["Reported, verified earlier"] = () => PartlyDone(JobBuilder.Verified()),
        ["Reported, re-initialized earlier"] = () => PartlyDone(JobBuilder.Reinitialized()),
        ["AwaitingVendor, visit ended"] = () => PartlyDone(JobBuilder.AwaitingVendor()),
        ["Scheduled, verified earlier"] = () => JobBuilder.Then(PartlyDone(JobBuilder.Verified()), JobBuilder.Schedule),
        ["Scheduled, answer pending"] = () => JobBuilder.Then(PartlyDone(JobBuilder.AwaitingVendor()), JobBuilder.Schedule),
        ["Scheduled, re-initialized earlier"] = () => JobBuilder.Then(PartlyDone(JobBuilder.Reinitialized()), JobBuilder.Schedule),
    };

    private static readonly ActorRole[] Roles = [Homeowner, Dispatcher, Technician, ActorRole.Admin];
    private static readonly Dictionary<(string From, JobAction Action), (JobStatus To, ActorRole Who)> Table = Parse();

    public static TheoryData<string, JobAction, ActorRole> Cells()
    {
        var cells = new TheoryData<string, JobAction, ActorRole>();
        foreach (var status in Enum.GetNames<JobStatus>())
        {
            foreach (var action in Enum.GetValues<JobAction>().Where(action => action != JobAction.Report))
            {
                foreach (var role in Roles)
                {
                    cells.Add(status, action, role);
                }
            }
        }

        foreach (var (from, action) in Table.Keys.Where(key => key.From.Contains(',', StringComparison.Ordinal)))
        {
            foreach (var role in Roles)
            {
                cells.Add(from, action, role);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Act_EveryStatusActionAndRole_IsLegalExactlyAsDescribed(string from, JobAction action, ActorRole role)
    {
        var job = Starts[from]();
        if (job.Status == JobStatus.OwnershipVerified && action == JobAction.Reinitialize)
        {
            job.RecordAttempt(job.Recorders[0].Id, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
        }

        var before = (job.Status, Events: job.Events.Count, All: JobSnapshot.Of(job));
        var legal = Table.TryGetValue((from, action), out var row) && row.Who.HasFlag(role);

        var refused = Record.Exception(() => Play(job, action, JobBuilder.By(role)));

        if (legal)
        {
            Assert.Null(refused);
            Assert.Equal(row.To, job.Status);
            var moved = Assert.Single(job.Events.Skip(before.Events), happened => happened.Kind == action.ToString());
            Assert.Equal((before.Status, row.To, role), (moved.From, moved.To, moved.ActorRole));
        }
        else
        {
            Assert.NotEmpty(Assert.IsType<IllegalTransition>(refused).Message);
            Assert.Equal(before.All, JobSnapshot.Of(job));
        }
    }

    [Theory]
    [InlineData(Homeowner, true)]
    [InlineData(Dispatcher, true)]
    [InlineData(ActorRole.Admin, true)]
    [InlineData(Technician, false)]
    public void Report_Role_IsAllowedExactlyAsDescribed(ActorRole role, bool allowed)
    {
        var template = JobBuilder.Reported();
        Job? job = null;

        var refused = Record.Exception(() => job = Job.Report("CS-2026-00001", template.Customer, template.Site, [template.Recorders[0].Recorder], Trouble.SomethingElse, null, JobBuilder.By(role)));

        Assert.Equal(allowed, refused is null);
        Assert.Equal(allowed ? JobStatus.Reported : null, job?.Status);
        Assert.True(refused is null or IllegalTransition);
    }

    [Fact]
    public void All_Rows_AreThoseDescribedAndNoOthers()
    {
        var described = Table.Select(row => (From: row.Key.From.Split(',')[0], row.Key.Action, row.Value.Who)).Append(("", JobAction.Report, Homeowner | Dispatcher | ActorRole.Admin)).Distinct();
        var coded = JobTransitions.All.Select(row => (From: row.From?.ToString() ?? "", row.Action, row.Who));

        Assert.Equal(described.Order(), coded.Order());
    }

    [Theory]
    [MemberData(nameof(StartNames))]
    public void AllowedActions_EveryStart_AreTheLegalMovesOfThatRole(string from)
    {
        var job = Starts[from]();
        foreach (var role in Roles)
        {
            // A variation of a status allows at least what its own rows say; a plain status exactly that.
            var allowed = job.AllowedActions(role).ToHashSet();
            var described = Table.Where(row => row.Key.From == from && row.Value.Who.HasFlag(role)).Select(row => row.Key.Action).ToHashSet();

            // Re-initialization is legal only with the last recorder's outcome: no button before that.
            described.Remove(JobAction.Reinitialize);
            Assert.True(from.Contains(',', StringComparison.Ordinal) ? described.IsSubsetOf(allowed) : described.SetEquals(allowed), $"{from}, {role}: {string.Join(", ", allowed)}");
        }
    }

    public static TheoryData<string> StartNames => [.. Starts.Keys];

    private static Job PartlyDone(Job job) => JobBuilder.Then(job, it => it.EndVisitPartlyDone("To be continued.", JobBuilder.ByTechnician()));

    private static void Play(Job job, JobAction action, Step step)
    {
        var later = JobBuilder.Placement(Duration.FromDays(2));
        var recorder = job.Recorders[0].Id;
        Action play = action switch
        {
            JobAction.Schedule => () => job.Schedule(later, JobBuilder.Rules, step),
            JobAction.Reschedule => () => job.Reschedule(later, JobBuilder.Rules, step),
            JobAction.Reassign => () => job.Reassign(JobBuilder.Placement(Duration.FromDays(1), JobBuilder.OtherTechnicianId), step),
            JobAction.Unschedule => () => job.Unschedule("Reason.", step),
            JobAction.NoAccess => () => job.NoAccess("Nobody there.", step),
            JobAction.Arrive => () => job.Arrive(samePersonSeen: true, step),
            JobAction.Verify => () => job.Verify(JobBuilder.Seen(job, recorder), JobBuilder.Signed, step),
            JobAction.Override => () => job.Override("The owner is known to us.", step),
            JobAction.WithdrawVerification => () => job.WithdrawVerification("The paper was another's.", step),
            JobAction.Refuse => () => job.Refuse("No identification.", step),
            JobAction.Reconsider => () => job.Reconsider("The papers came.", step),
            JobAction.AskVendor => () => job.AskVendor(recorder, "Dahua", JobBuilder.Vendor, step),
            JobAction.EndVendorCase => () => job.EndVendorCase(answered: true, step),
            JobAction.Reinitialize => () => job.ReinitializeRecorder(recorder, null, playbackChecked: true, step),
            JobAction.EndVisitPartlyDone => () => job.EndVisitPartlyDone("A part is missing.", step),
            JobAction.GiveUp => () => job.GiveUp("No method fits.", step),
            JobAction.Resume => () => job.Resume("A new method came out.", step),
            JobAction.Close => () => job.Close("It works again.", step),
            JobAction.Cancel => () => job.Cancel("Called off.", JobBuilder.Rules, step),
            JobAction.Reopen => () => job.Reopen("It is locked again.", JobBuilder.Rules, step),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
        play();
    }

    private static Dictionary<(string, JobAction), (JobStatus, ActorRole)> Parse() => Expected
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(
            cells => (cells[0], Enum.Parse<JobAction>(cells[1])),
            cells => (Enum.Parse<JobStatus>(cells[2]), cells[3].Split(' ').Select(Role).Aggregate((a, b) => a | b)));

    private static ActorRole Role(string letter) => letter switch
    {
        "H" => Homeowner,
        "D" => Dispatcher,
        "T" => Technician,
        "A" => ActorRole.Admin,
        _ => throw new FormatException(letter),
    };
}
