using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <summary>
/// One lockout report with 1..n recorders at one site. Every move goes through <see cref="Apply"/>, which reads <see cref="JobTransitions"/>, checks the row's
/// conditions and appends the event. The moves are in Job.Moves.cs, the ownership check in Job.Ownership.cs, the work behind its gate in Job.Recovery.cs.
/// </summary>
public sealed partial class Job
{
    public const int NotesMaxLength = 2000;
    public const int SummaryMaxLength = 4000;
    public const int ReasonMaxLength = 500;
    public const int DiagnosisMaxLength = 400;

    private readonly List<JobRecorder> recorders = [];
    private readonly List<Visit> visits = [];
    private readonly List<OwnershipCheck> checks = [];
    private readonly List<SecondPersonRequest> secondPersonRequests = [];
    private readonly List<Authorization> authorizations = [];
    private readonly List<ResetAttempt> attempts = [];
    private readonly List<AttemptStart> attemptStarts = [];
    private readonly List<ClipExport> clips = [];
    private readonly List<VendorCase> vendorCases = [];
    private readonly List<JobEvent> events = [];

    private Job() { }

    public Guid Id { get; private set; }
    public string Number { get; private set; } = "";
    public JobStatus Status { get; private set; }
    public Guid CustomerId { get; private set; }
    public Customer Customer { get; private set; } = null!;
    public Guid SiteId { get; private set; }
    public Site Site { get; private set; } = null!;
    public Trouble Trouble { get; private set; }
    public string? Notes { get; private set; }

    /// <summary>What the customer answered to "Which reset works for me?", as the query of its result page; null when they did not come that way.</summary>
    public string? Diagnosis { get; private set; }

    /// <summary>What the visit is for: the id of a <see cref="Service"/>.</summary>
    public string ServiceId { get; private set; } = Service.RecoveryId;

    /// <summary>Whose recorder it is, as was said when reporting; null: not asked.</summary>
    public OwnerSituation? Situation { get; private set; }
    public FootageNeed? Footage { get; private set; }

    /// <summary>An adult who is there instead of the customer, who then signs by link.</summary>
    public string? ContactName { get; private set; }

    /// <summary>E.164.</summary>
    public string? ContactPhone { get; private set; }

    /// <summary>When the customer said that a photo ID will be ready.</summary>
    public Instant? IdPromisedAt { get; private set; }

    /// <summary>Why we talk with the customer before anybody comes; null when nothing stands against a visit. The office's scheduling ends it.</summary>
    public CallBackReason? CallBack { get; private set; }

    /// <summary>The window a customer wished whom we call first.</summary>
    public Instant? WantedWindowStart { get; private set; }
    public Instant? WantedWindowEnd { get; private set; }

    /// <summary>A booking rule was once overridden by the office, with a reason in the history. Never cleared.</summary>
    public bool RulesOverridden { get; private set; }
    public Instant ReportedAt { get; private set; }

    /// <summary>Since when the job stands in the dispatcher's queue; null while it does not.</summary>
    public Instant? QueuedAt { get; private set; }
    public string? QueueReason { get; private set; }

    /// <summary>Ownership was once overridden by a second person. Never cleared.</summary>
    public bool OwnershipOverridden { get; private set; }
    public string? Summary { get; private set; }
    public Instant? ClosedAt { get; private set; }
    public uint Version { get; private set; }

    public IReadOnlyList<JobRecorder> Recorders => recorders;
    public IReadOnlyList<Visit> Visits => visits;
    public IReadOnlyList<OwnershipCheck> Checks => checks;
    public IReadOnlyList<SecondPersonRequest> SecondPersonRequests => secondPersonRequests;
    /// <summary>The forms signed in this unit of work; read with the job only where they are asked for.</summary>
    public IReadOnlyList<Authorization> Authorizations => authorizations;
    public IReadOnlyList<ResetAttempt> Attempts => attempts;
    public IReadOnlyList<AttemptStart> AttemptStarts => attemptStarts;
    public IReadOnlyList<ClipExport> Clips => clips;
    public IReadOnlyList<VendorCase> VendorCases => vendorCases;
    public IReadOnlyList<JobEvent> Events => events;

    /// <summary>The check that stands, or null: identity and authority have not been verified.</summary>
    public OwnershipCheck? StandingCheck => checks.Find(check => check.Stands);
    public Visit? LiveVisit => visits.Find(visit => visit.IsLive);
    public VendorCase? PendingVendorCase => vendorCases.Find(vendorCase => vendorCase.IsPending);

    /// <summary>A code or file is pending for a recorder of this job, or came and is not used yet: a restart may make it worthless. Facts 1.8, 2, 3.</summary>
    public bool MustStayOn => !Status.IsOver() && (vendorCases.Exists(vendorCase => vendorCase.IsOpen) || attemptStarts.Exists(start => start.IsUnderWay && ResetMethod.Find(start.MethodId) is { AwaitsAnswer: true }));

    /// <summary>A visit's change number over the whole job: a later visit's first is higher than an earlier one's last, because calendars know the job by one id.</summary>
    public int CalendarSequence(Visit visit) => visit.Sequence + visits
        .Where(earlier => earlier.Id != visit.Id && (earlier.CreatedAt, earlier.Id).CompareTo((visit.CreatedAt, visit.Id)) < 0)
        .Sum(earlier => earlier.Sequence + 1);

    public bool EveryRecorderHasOutcome => recorders.TrueForAll(recorder => recorder.Outcome is not null);
    public bool AnyRecorderReinitialized => recorders.Exists(recorder => recorder.Outcome == RecorderOutcome.Reinitialized);
    private bool IsReinitialized => EveryRecorderHasOutcome && AnyRecorderReinitialized;

    /// <summary>A new report. The visit, if any, is scheduled next.</summary>
    /// <exception cref="ArgumentException">No recorder.</exception>
    public static Job Report(string number, Customer customer, Site site, IReadOnlyCollection<Recorder> recorders, Trouble trouble, string? notes, Step step, JobIntake? intake = null)
    {
        if (recorders.Count == 0)
        {
            throw new ArgumentException("A job has at least one recorder.", nameof(recorders));
        }

        intake ??= new JobIntake();
        var job = new Job
        {
            Id = Guid.CreateVersion7(),
            Number = number,
            Customer = customer,
            CustomerId = customer.Id,
            Site = site,
            SiteId = site.Id,
            Trouble = trouble,
            Notes = string.IsNullOrWhiteSpace(notes) ? null : notes.Trim(),
            Diagnosis = string.IsNullOrEmpty(intake.Diagnosis) ? null : intake.Diagnosis,
            ServiceId = intake.ServiceId,
            Situation = intake.Situation,
            Footage = intake.Footage,
            ContactName = string.IsNullOrWhiteSpace(intake.ContactName) ? null : intake.ContactName.Trim(),
            ContactPhone = intake.ContactPhone,
            IdPromisedAt = intake.IdWillBeReady ? step.At : null,
            CallBack = intake.CallBack,
            WantedWindowStart = intake.WantedWindow?.Start,
            WantedWindowEnd = intake.WantedWindow?.End,
            ReportedAt = step.At,
        };
        job.recorders.AddRange(recorders.Select(recorder => JobRecorder.Of(job.Id, recorder)));
        var row = JobTransitions.Find(null, JobAction.Report)!;
        RefuseWrongRole(row, step);
        job.Enter(null, row, JobStatus.Reported, step, intake.CallBack is { } why ? OwnerSituations.Words(why) : null, new Dictionary<string, string> { ["trouble"] = trouble.ToString() });
        return job;
    }

    /// <summary>The actions this role may take now, as far as the table and the job's facts tell. The technician's visit and the homeowner's cut-off are checked when acting.</summary>
    public IReadOnlyList<JobAction> AllowedActions(ActorRole role) =>
        [.. JobTransitions.All
            .Where(row => row.From == Status && (row.Who & role) != 0 && WhyNot(row, null) is null)
            .Select(row => row.Action)];

    /// <summary>The one way to change the status. Throws <see cref="IllegalTransition"/> with a sentence that says why not.</summary>
    private void Apply(JobAction action, Step step, string? reason = null, IReadOnlyDictionary<string, string>? detail = null)
    {
        var row = Legal(action, step, reason);
        Enter(Status, row, TargetOf(row), step, reason, detail);
    }

    /// <summary>The row of a move that may be made now. Throws what <see cref="Apply"/> throws, and changes nothing: for moves that do something else first.</summary>
    private JobTransition Legal(JobAction action, Step step, string? reason = null)
    {
        var row = JobTransitions.Find(Status, action)
            ?? throw new IllegalTransition(Status, action, $"This job is {JobWords.Of(Status)}, so “{JobWords.Of(action)}” is not possible now.");
        RefuseWrongRole(row, step);
        if (row.Conditions.HasFlag(JobCondition.Reason) && string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, action, "Give a reason.");
        }

        if (WhyNot(row, step) is { } why)
        {
            throw new IllegalTransition(Status, action, why);
        }

        return row;
    }

    private void Enter(JobStatus? from, JobTransition row, JobStatus to, Step step, string? reason, IReadOnlyDictionary<string, string>? detail)
    {
        Status = to;
        var inQueue = to is JobStatus.Reported or JobStatus.AwaitingVendor && LiveVisit is null;
        if (!inQueue)
        {
            (QueuedAt, QueueReason) = (null, null);
        }
        else if (from != to || QueuedAt is null)
        {
            (QueuedAt, QueueReason) = (step.At, reason);
        }

        var words = new Dictionary<string, string>(detail ?? new Dictionary<string, string>());
        if (!string.IsNullOrWhiteSpace(reason))
        {
            words["reason"] = reason.Trim();
        }

        events.Add(JobEvent.Of(events.Count, Id, row.Action.ToString(), from, to, step, words));
        if (to is not (JobStatus.OwnershipVerified or JobStatus.AwaitingVendor))
        {
            BreakOffAttempts(step);
        }
    }

    /// <summary>Adds what happened beside the table to the history.</summary>
    private void Note(string kind, Step step, IReadOnlyDictionary<string, string>? detail = null) =>
        events.Add(JobEvent.Of(events.Count, Id, kind, Status, Status, step, detail ?? new Dictionary<string, string>()));

    private static void RefuseWrongRole(JobTransition row, Step step)
    {
        if ((row.Who & step.By.Role) == 0)
        {
            throw new IllegalTransition(row.From, row.Action, $"“{JobWords.Of(row.Action)}” is not for {JobWords.Of(step.By.Role)}.");
        }
    }

    /// <summary>Why a condition of the row does not hold; null when all do. Without a step only what does not depend on the person is checked.</summary>
    private string? WhyNot(JobTransition row, Step? step)
    {
        var conditions = row.Conditions;
        if (conditions.HasFlag(JobCondition.VerifiedNotReinitialized) && (StandingCheck is null || IsReinitialized))
        {
            return "Giving up needs verified ownership and a recorder without an outcome. Before that, cancel or refuse.";
        }

        if (conditions.HasFlag(JobCondition.AlreadyReinitialized) && !IsReinitialized)
        {
            return "Only a job that was re-initialized can be closed from here.";
        }

        if (conditions.HasFlag(JobCondition.EveryRecorderHasOutcome) && !IsReinitialized)
        {
            return "Each recorder needs an outcome first, and at least one must be re-initialized.";
        }

        if (conditions.HasFlag(JobCondition.NothingTried) && (attempts.Count > 0 || attemptStarts.Count > 0 || vendorCases.Count > 0))
        {
            return "Something was already tried, so the job cannot be cancelled any more. It can be given up.";
        }

        if (conditions.HasFlag(JobCondition.NoOpenVisit) && LiveVisit is not null)
        {
            return "The technician is still on site. End that visit first.";
        }

        if (row.Action == JobAction.EndVisitPartlyDone && LiveVisit is null)
        {
            return "There is no open visit on this job.";
        }

        return step is not null && conditions.HasFlag(JobCondition.SecondPerson) && visits.Exists(visit => visit.IsLive && visit.TechnicianId == step.By.Id)
            ? "The override takes a second person: not the technician of this visit."
            : null;
    }

    private JobStatus TargetOf(JobTransition row) => row.Rule switch
    {
        // A vendor's answer is awaited behind the gate: when the check no longer stands, the job is only reported.
        JobTargetRule.Queue => PendingVendorCase is null || StandingCheck is null ? JobStatus.Reported : JobStatus.AwaitingVendor,
        JobTargetRule.Milestone => StandingCheck is null ? JobStatus.OnSite
            : PendingVendorCase is not null ? JobStatus.AwaitingVendor
            : IsReinitialized ? JobStatus.Reinitialized : JobStatus.OwnershipVerified,
        JobTargetRule.AfterVendor => visits.Exists(visit => visit.Status == VisitStatus.OnSite) ? JobStatus.OwnershipVerified : JobStatus.Reported,
        _ => row.To[0],
    };
}
