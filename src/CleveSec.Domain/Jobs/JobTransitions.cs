using static CleveSec.Domain.Jobs.JobAction;
using static CleveSec.Domain.Jobs.JobStatus;

namespace CleveSec.Domain.Jobs;

/// <summary>The legal moves of a job, as one table. Buttons, use cases, the printed table in docs/life-of-a-job.md and the tests all read it.</summary>
public static class JobTransitions
{
    private const ActorRole H = ActorRole.Homeowner;
    private const ActorRole D = ActorRole.Dispatcher;
    private const ActorRole T = ActorRole.Technician;
    private const ActorRole A = ActorRole.Admin;

    /// <summary>Every legal move, one row for each status it may start from.</summary>
    public static IReadOnlyList<JobTransition> All { get; } =
    [
        Row(null, Report, Reported, H | D | A),
        Row(Reported, Schedule, Scheduled, H | D | A, JobCondition.HomeownerBeforeCutOff),
        Row(AwaitingVendor, Schedule, Scheduled, D | A, JobCondition.NoOpenVisit),
        Row(Scheduled, Reschedule, Scheduled, H | D | A, JobCondition.HomeownerBeforeCutOff),
        Row(Scheduled, Reassign, Scheduled, D | A),
        Row(Scheduled, Unschedule, JobTargetRule.Queue, D | A, JobCondition.Reason),
        Row(Scheduled, NoAccess, JobTargetRule.Queue, T | D | A, JobCondition.Reason),
        Row(Scheduled, Arrive, JobTargetRule.Milestone, T),
        Row(OnSite, Verify, OwnershipVerified, T),
        Row(OnSite, Override, OwnershipVerified, D | A, JobCondition.SecondPerson | JobCondition.Reason),
        Row(OwnershipVerified, WithdrawVerification, OnSite, T | D | A, JobCondition.Reason),
        Row(Reported, Refuse, Refused, D | A, JobCondition.Reason),
        Row(Scheduled, Refuse, Refused, D | A, JobCondition.Reason),
        Row(OnSite, Refuse, Refused, T | D | A, JobCondition.Reason),
        Row(Refused, Reconsider, Reported, D | A, JobCondition.Reason),
        Row(OwnershipVerified, AskVendor, AwaitingVendor, T | D | A),
        Row(AwaitingVendor, EndVendorCase, JobTargetRule.AfterVendor, T | D | A),
        Row(OwnershipVerified, Reinitialize, Reinitialized, T, JobCondition.EveryRecorderHasOutcome),
        Row(OnSite, EndVisitPartlyDone, JobTargetRule.Queue, T | D | A, JobCondition.Reason),
        Row(OwnershipVerified, EndVisitPartlyDone, JobTargetRule.Queue, T | D | A, JobCondition.Reason),
        Row(AwaitingVendor, EndVisitPartlyDone, JobTargetRule.Queue, T | D | A, JobCondition.Reason),
        Row(Reinitialized, EndVisitPartlyDone, JobTargetRule.Queue, T | D | A, JobCondition.Reason),
        Row(Reported, GiveUp, NotRecovered, T | D | A, JobCondition.VerifiedNotReinitialized | JobCondition.Reason),
        Row(Scheduled, GiveUp, NotRecovered, T | D | A, JobCondition.VerifiedNotReinitialized | JobCondition.Reason),
        Row(OwnershipVerified, GiveUp, NotRecovered, T | D | A, JobCondition.Reason),
        Row(AwaitingVendor, GiveUp, NotRecovered, T | D | A, JobCondition.Reason),
        Row(NotRecovered, Resume, Reported, D | A, JobCondition.Reason),
        Row(Reinitialized, Close, Closed, T | D | A),
        Row(NotRecovered, Close, Closed, T | D | A),
        Row(Refused, Close, Closed, T | D | A),
        Row(Reported, Close, Closed, T | D | A, JobCondition.AlreadyReinitialized),
        Row(Reported, Cancel, Cancelled, H | D | A, JobCondition.HomeownerBeforeCutOff | JobCondition.NothingTried),
        Row(Scheduled, Cancel, Cancelled, H | D | A, JobCondition.HomeownerBeforeCutOff | JobCondition.NothingTried),
        Row(OnSite, Cancel, Cancelled, D | A, JobCondition.NothingTried | JobCondition.Reason),
        Row(OwnershipVerified, Cancel, Cancelled, D | A, JobCondition.NothingTried | JobCondition.Reason),
        Row(Closed, Reopen, Reported, D | A, JobCondition.WithinWarranty | JobCondition.Reason),
    ];

    private static readonly Dictionary<(JobStatus?, JobAction), JobTransition> ByMove = All.ToDictionary(row => ((JobStatus?)row.From, row.Action));

    /// <summary>The row for a move, or null when there is none. <paramref name="from"/> is null before the job exists.</summary>
    public static JobTransition? Find(JobStatus? from, JobAction action) => ByMove.GetValueOrDefault((from, action));

    private static JobTransition Row(JobStatus? from, JobAction action, JobStatus to, ActorRole who, JobCondition conditions = JobCondition.None) =>
        new(from, action, JobTargetRule.Fixed, [to], who, conditions);

    private static JobTransition Row(JobStatus? from, JobAction action, JobTargetRule rule, ActorRole who, JobCondition conditions = JobCondition.None) =>
        new(from, action, rule, Targets(rule), who, conditions);

    private static JobStatus[] Targets(JobTargetRule rule) => rule switch
    {
        JobTargetRule.Queue => [Reported, AwaitingVendor],
        JobTargetRule.Milestone => [OnSite, OwnershipVerified, AwaitingVendor, Reinitialized],
        JobTargetRule.AfterVendor => [OwnershipVerified, Reported],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A fixed target is given by its status."),
    };
}
