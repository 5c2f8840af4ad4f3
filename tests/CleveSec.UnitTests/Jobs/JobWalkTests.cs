using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>
/// Random people do random things to a job. Whatever they do: nothing exists behind the gate that was not verified at that moment, and a refused move changes nothing.
/// A failure prints CsCheck's seed; set CsCheck_Seed to it to see the same walk again.
/// </summary>
public sealed class JobWalkTests(ITestOutputHelper output)
{
    private const int Walked = 5000;
    private const int WalkedInSoak = 100 * Walked;
    private static readonly ActorRole[] Roles = [ActorRole.Homeowner, ActorRole.Dispatcher, ActorRole.Dispatcher, ActorRole.Admin, .. Enumerable.Repeat(ActorRole.Technician, 6)];
    private static readonly JobStatus[] BehindTheGate = [JobStatus.OwnershipVerified, JobStatus.AwaitingVendor, JobStatus.Reinitialized, JobStatus.NotRecovered];

    private static readonly (string Name, Action<Job, Step, int> Act)[] Acts =
    [
        ("schedule", (job, step, n) => job.Schedule(Placement(step, n), JobBuilder.Rules, step)),
        ("reschedule", (job, step, n) => job.Reschedule(Placement(step, n), JobBuilder.Rules, step)),
        ("reassign", (job, step, n) => job.Reassign(Placement(step, n), step)),
        ("accept", (job, step, _) => job.AcceptVisit(step)),
        ("acknowledge", (job, step, _) => job.AcknowledgeVisit(step)),
        ("depart", (job, step, _) => job.Depart(step)),
        ("arrive", (job, step, n) => job.Arrive(samePersonSeen: n % 2 == 0, step)),
        ("arrive again", (job, step, n) => job.Arrive(samePersonSeen: n % 2 == 0, step)),
        ("unschedule", (job, step, _) => job.Unschedule("Reason.", step)),
        ("no access", (job, step, _) => job.NoAccess("Reason.", step)),
        ("verify", (job, step, n) => job.Verify(JobBuilder.Seen(job, RecorderOf(job, n)), JobBuilder.Signed, step)),
        ("verify all", (job, step, _) => job.Verify(JobBuilder.Seen(job), JobBuilder.Signed, step)),
        ("ask second person", (job, step, n) => job.AskSecondPerson(
            JobBuilder.Seen(job) with { Situation = OwnershipSituation.SeparatedCouple, Authority = AuthorityKind.CourtOrder }, JobBuilder.Signed, "Note.", n % 3 == 0 ? JobBuilder.By(ActorRole.Dispatcher).By : null, step)),
        ("approve", (job, step, _) => job.ApproveOwnership(job.PendingSecondPerson?.Id ?? Guid.Empty, step)),
        ("decline", (job, step, _) => job.DeclineOwnership(job.PendingSecondPerson?.Id ?? Guid.Empty, "Reason.", step)),
        ("take back", (job, step, _) => job.TakeBackSecondPerson(step)),
        ("verify approved", (job, step, _) => job.VerifyApproved(step)),
        ("ask owner", (job, step, _) => job.AskOwner(new OwnerAsked("Casey Morgan", "Ana Neighbor", Language.English), byText: false, step)),
        ("owner signs", (job, step, _) => job.SignByOwner(job.LatestOwnerSignature?.Id ?? Guid.Empty, new OwnerSigned(OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Language.English, "Casey Morgan"), step)),
        ("owner declines", (job, step, _) => job.DeclineByOwner(job.LatestOwnerSignature?.Id ?? Guid.Empty, null, step)),
        ("revoke owner's link", (job, step, _) => job.RevokeOwnerSignature(job.LatestOwnerSignature?.Id ?? Guid.Empty, "Not them.", step)),
        ("ask by link", (job, step, n) => job.AskSecondPerson(JobBuilder.Seen(job) with { Authority = AuthorityKind.OwnerSignedByLink, Identity = JobBuilder.Identity with { PersonName = n % 5 == 0 ? "Ben Stranger" : "NEIGHBOR, ANA" } }, JobBuilder.SignedBy(n % 5 == 0 ? "Ben Stranger" : "Ana Neighbor"), "Note.", null, step)),
        ("override", (job, step, _) => job.Override("Reason.", step)),
        ("withdraw", (job, step, _) => job.WithdrawVerification("Reason.", step)),
        ("link", (job, step, n) => job.LinkRecorder(RecorderOf(job, n), LinkKind.LiveAppAccount, step)),
        ("identify", (job, step, n) => job.IdentifyRecorder(RecorderOf(job, n), "NVR", $"S{n}", step)),
        ("consent", (job, step, n) => job.RecordConsent(RecorderOf(job, n), JobBuilder.Consent, step)),
        ("gentle attempt", (job, step, n) => job.RecordAttempt(RecorderOf(job, n), JobBuilder.Gentle, (AttemptOutcome)(n % 3), null, step)),
        ("gentle attempt that works", (job, step, n) => job.RecordAttempt(RecorderOf(job, n), JobBuilder.Gentle, AttemptOutcome.Succeeded, null, step)),
        ("destructive attempt", (job, step, n) => job.RecordAttempt(RecorderOf(job, n), JobBuilder.Destructive, (AttemptOutcome)(n % 2), null, step)),
        ("start attempt", (job, step, n) => job.StartAttempt(Guid.CreateVersion7(), RecorderOf(job, n), JobBuilder.Gentle, JobBuilder.TermsOf(JobBuilder.Gentle), step)),
        ("end attempt", (job, step, n) => job.EndAttempt(job.UnderWay(RecorderOf(job, n))?.Id ?? Guid.Empty, n % 2 == 0 ? AttemptOutcome.Succeeded : AttemptOutcome.Failed, AttemptReason.SomethingElse, null, step)),
        ("re-initialize", (job, step, n) => job.ReinitializeRecorder(RecorderOf(job, n), null, playbackChecked: true, step)),
        ("leave recorder", (job, step, n) => job.LeaveRecorder(RecorderOf(job, n), "Reason.", step)),
        ("harden", (job, step, n) => job.Harden(RecorderOf(job, n), "item", HardeningState.Done, step)),
        ("ask vendor", (job, step, n) => job.AskVendor(RecorderOf(job, n), "Dahua", JobBuilder.Vendor, step)),
        ("draft letter", (job, step, n) => job.DraftVendorLetter(RecorderOf(job, n), JobBuilder.Vendor, new VendorLetterFacts("Dahua", VendorNeeds.Device | VendorNeeds.Date, "7J03", new LocalDate(2026, 11, 23), HasFile: false, $"TOKEN{step.At.ToUnixTimeTicks()}", ValidityHours: 24), step)),
        ("send letter", (job, step, n) => job.SendVendorLetter(CaseOf(job, n), "support@vendor.example", Guid.CreateVersion7(), step.At + Duration.FromDays(1), step)),
        ("accept answer", (job, step, n) => job.AcceptVendorAnswer(CaseOf(job, n), step.At - Duration.FromHours(n), step)),
        ("expire answer", (job, step, n) => job.ExpireVendorAnswer(CaseOf(job, n), step with { At = step.At + Duration.FromHours(20) })),
        ("precheck", (job, step, n) => job.Precheck(OwnershipSituation.OwnerOccupier, AuthorityKind.LeaseDeedOrUtilityBill, new Dictionary<Guid, LinkKind> { [RecorderOf(job, n)] = LinkKind.Receipt }, null, step)),
        ("see lockout", (job, step, n) => job.SeeLockout(RecorderOf(job, n), step)),
        ("clip", (job, step, n) => job.RecordClip(Guid.CreateVersion7(), RecorderOf(job, n), new ClipSpan(1, new LocalDateTime(2026, 11, 20, 21, 0), new LocalDateTime(2026, 11, 20, 21, 10), 0, PlaybackChecked: true, "Casey Morgan"), step)),
        ("end vendor case", (job, step, n) => job.EndVendorCase(n % 2 == 0, step)),
        ("partly done", (job, step, _) => job.EndVisitPartlyDone("Reason.", step)),
        ("refuse", (job, step, _) => job.Refuse("Reason.", step)),
        ("reconsider", (job, step, _) => job.Reconsider("Reason.", step)),
        ("give up", (job, step, _) => job.GiveUp("Reason.", step)),
        ("resume", (job, step, _) => job.Resume("Reason.", step)),
        ("close", (job, step, _) => job.Close("Summary.", step)),
        ("cancel", (job, step, _) => job.Cancel("Reason.", JobBuilder.Rules, step)),
        ("reopen", (job, step, _) => job.Reopen("Reason.", JobBuilder.Rules, step)),
    ];

    /// <summary>What ends a job or a visit is rarer, so that walks get far.</summary>
    private static readonly string[] Rare = ["owner declines", "revoke owner's link", "cancel", "refuse", "give up", "no access", "unschedule", "withdraw", "partly done", "close"];

    private static readonly int[] Choices = [.. Acts.SelectMany((act, i) => Enumerable.Repeat(i, Rare.Contains(act.Name) ? 1 : 5))];

    private static readonly Gen<(int Act, int Role, int N)[]> Walks = Gen.Select(Gen.Int[0, Choices.Length - 1].Select(i => Choices[i]), Gen.Int[0, Roles.Length - 1], Gen.Int[0, SomebodyElse]).Array[150];
    private const int SomebodyElse = 9;
    private const string BesideWaiting = "work beside a recorder that waits";

    [Fact]
    public void Walk_AnybodyDoesAnything_TheGateHolds() => WalkMany(Walked);

    [Fact]
    [Trait("Category", "Soak")]
    public void Walk_AnybodyDoesAnythingALongTime_TheGateHolds() => WalkMany(WalkedInSoak);

    private void WalkMany(int walks)
    {
        var reached = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();

        Walks.Sample(walk => Walk(walk, reached), iter: walks, print: Story, writeLine: output.WriteLine);

        // A walk that reaches nothing proves nothing.
        output.WriteLine(string.Join(", ", reached.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Contains(BesideWaiting, reached.Keys);
        Assert.All(Acts, act => Assert.True(reached.ContainsKey(act.Name), $"No walk ever managed: {act.Name}"));
        Assert.All(Enum.GetNames<JobStatus>(), status => Assert.True(reached.ContainsKey(status), $"No walk ever reached {status}"));
    }

    private static void Walk((int Act, int Role, int N)[] walk, System.Collections.Concurrent.ConcurrentDictionary<string, int> reached)
    {
        var job = JobBuilder.Reported(recorders: 2);
        var now = JobBuilder.Now;
        foreach (var (act, role, n) in walk)
        {
            now += Duration.FromMinutes(7);

            // A visit is made on its day: now and then that day comes.
            now = n % 2 == 0 && job.LiveVisit is { ArrivedAt: null } visit ? Instant.Max(now, visit.WindowStart) : now;
            var step = n == SomebodyElse ? JobBuilder.ByOtherTechnician() with { At = now } : JobBuilder.By(Roles[role], now);
            var before = Facts.Of(job);
            if (Try(job, step, Acts[act].Act, n))
            {
                reached.AddOrUpdate(Acts[act].Name, 1, (_, count) => count + 1);
                reached.AddOrUpdate(job.Status.ToString(), 1, (_, count) => count + 1);
                before.MustAllow(job, step, eventless: Acts[act].Name == "harden");
                if (before.Status == JobStatus.AwaitingVendor && (job.Attempts.Count > before.Attempts || job.Recorders.Any(recorder => recorder.ReinitializedAt is not null && !before.Reinitialized.Contains(recorder.Id))))
                {
                    reached.AddOrUpdate(BesideWaiting, 1, (_, count) => count + 1);
                }
            }

            AlwaysTrue(job);
        }
    }

    /// <summary>False when the domain refused, which must leave everything as it was. Any other exception fails the test.</summary>
    private static bool Try(Job job, Step step, Action<Job, Step, int> act, int n)
    {
        var before = JobSnapshot.Of(job);
        try
        {
            act(job, step, n);
            return true;
        }
        catch (IllegalTransition refused)
        {
            Assert.NotEmpty(refused.Message);
            Assert.Equal(before, JobSnapshot.Of(job));
            return false;
        }
    }

    private static void AlwaysTrue(Job job)
    {
        Assert.True(job.Checks.Count(check => check.Stands) <= 1, "two checks stand");
        Assert.True(job.StandingCheck is not null || !BehindTheGate.Contains(job.Status), $"{job.Status} without a standing check");
        Assert.True(job.Visits.Count(visit => visit.IsLive) <= 1, "two live visits");
        Assert.Equal(job.Status is JobStatus.Reported or JobStatus.AwaitingVendor && job.LiveVisit is null, job.QueuedAt is not null);
        Assert.True(job.LiveVisit is null || job.Status is not (JobStatus.Refused or JobStatus.NotRecovered or JobStatus.Cancelled or JobStatus.Closed or JobStatus.Reported), $"{job.Status} with a live visit");
        Assert.True(job.LiveVisit is not null || job.Status is not (JobStatus.Scheduled or JobStatus.OnSite or JobStatus.OwnershipVerified or JobStatus.Reinitialized), $"{job.Status} without a live visit");
        Assert.True(job.PendingVendorCase is null || job.Status is not (JobStatus.OwnershipVerified or JobStatus.Reinitialized or JobStatus.Refused or JobStatus.NotRecovered or JobStatus.Cancelled), $"{job.Status} with an answer pending");
        Assert.True(job.SecondPersonRequests.Where(request => request.IsWaiting).GroupBy(request => request.VisitId).All(visit => visit.Count() == 1), "two second persons are asked");
        Assert.True(job.Status != JobStatus.Closed || !job.SecondPersonRequests.Any(request => request.IsWaiting), "closed while an approval waits to be confirmed");
        Assert.All(job.Checks.Where(check => check.Situation is { } situation && OwnershipSituations.Of(situation).SecondPerson), check => Assert.True(
            check.ApprovedById is { } second && second != check.ById && job.SecondPersonRequests.Any(request => request.State == SecondPersonState.Used && request.DecidedById == second && (request.PhoneById ?? second) == second),
            "verified without the second person"));
        Assert.All(job.Recorders, recorder => Assert.True(!job.MayWorkOn(recorder.Id) || (job.StandingCheck is not null && job.LiveVisit is { Status: VisitStatus.OnSite } && !job.VendorCases.Any(one => one.IsPending && one.JobRecorderId == recorder.Id)), "a recorder may be worked on that waits, or that nobody stands at"));
        Assert.All(job.VendorCases, one => Assert.True(
            job.WhyNotReadAnswer(one.Id, JobBuilder.TechnicianId) is not null || (job.StandingCheck is not null && job.Recorders.Single(recorder => recorder.Id == one.JobRecorderId).IsLinked), "an answer can be read without a standing check"));
        Assert.True(job.OwnerSignatures.Count(signature => signature.IsOpen) <= 1, "two owners' links are open");
        Assert.All(job.Checks.Where(check => check.AuthorityKind == AuthorityKind.OwnerSignedByLink), check => Assert.True(
            job.OwnerSignatures.Any(signature => signature.Id == check.OwnerSignatureId && check.ApprovedById != check.ById && check.ApprovedById is not null && signature.SignedAt <= check.At && PersonName.AreSame(signature.RepresentativeName, check.PersonName) && (!check.Stands || signature.State != OwnerSignatureState.Revoked)),
            "verified without what the owner signed"));
        Assert.All(job.Recorders.Where(recorder => recorder.IsLinked), recorder => Assert.True(job.StandingCheck is { } check && recorder.LinkSeenAt >= check.At, "a link older than the check"));
    }

    private static Placement Placement(Step step, int n) => JobBuilder.Placement(step.At - JobBuilder.Now + Duration.FromHours(24 + n), n == 4 ? JobBuilder.OtherTechnicianId : null);

    private static Guid RecorderOf(Job job, int n) => job.Recorders[n % job.Recorders.Count].Id;

    private static Guid CaseOf(Job job, int n) => job.VendorCases.Count == 0 ? Guid.Empty : job.VendorCases[^(1 + (n % 2 == 0 || job.VendorCases.Count == 1 ? 0 : 1))].Id;

    private static string Story((int Act, int Role, int N)[] walk) => string.Join("; ", walk.Select(step => $"{Roles[step.Role]} {Acts[step.Act].Name} {step.N}"));

    /// <summary>What the gate looked like before a step.</summary>
    private sealed record Facts(JobStatus Status, OwnershipCheck? Check, HashSet<Guid> Linked, HashSet<Guid> Waiting, HashSet<Guid> Consented, int Attempts, int Starts, int Cases, int Sent, int Clips, HashSet<Guid> Reinitialized, bool Overridden, int Events, Guid? Technician)
    {
        public static Facts Of(Job job) => new(
            job.Status,
            job.StandingCheck,
            [.. job.Recorders.Where(recorder => recorder.IsLinked).Select(recorder => recorder.Id)],
            [.. job.VendorCases.Where(one => one.IsPending).Select(one => one.JobRecorderId)],
            [.. job.Recorders.Where(recorder => recorder.ConsentAt is not null).Select(recorder => recorder.Id)],
            job.Attempts.Count,
            job.AttemptStarts.Count,
            job.VendorCases.Count,
            job.VendorCases.Count(one => one.SentAt is not null),
            job.Clips.Count,
            [.. job.Recorders.Where(recorder => recorder.ReinitializedAt is not null).Select(recorder => recorder.Id)],
            job.OwnershipOverridden,
            job.Events.Count,
            job.LiveVisit?.TechnicianId);

        /// <param name="eventless">The checklist's items say themselves who set them and when.</param>
        public void MustAllow(Job job, Step step, bool eventless)
        {
            Assert.True(eventless || job.Events.Count > Events, "a move without an event");
            Assert.True(job.OwnershipOverridden || !Overridden, "the mark of an override went away");
            foreach (var attempt in job.Attempts.Skip(Attempts))
            {
                Open(attempt.JobRecorderId);
                Assert.True(step.By.Role == ActorRole.Technician && step.By.Id == Technician, "an attempt by somebody who is not there");
                Assert.True(!attempt.Destructive || attempt.Outcome == AttemptOutcome.NotPossible || Consented.Contains(attempt.JobRecorderId), "a destructive attempt without consent");
            }

            foreach (var start in job.AttemptStarts.Skip(Starts))
            {
                Open(start.JobRecorderId);
                Assert.True(!start.Destructive || Consented.Contains(start.JobRecorderId), "a destructive attempt begun without consent");
            }

            Assert.True(Status != JobStatus.AwaitingVendor || job.Clips.Count == Clips || !Waiting.Contains(job.Clips[^1].JobRecorderId), "a clip of a recorder that waits for its vendor");
            Assert.True(job.VendorCases.Count(one => one.SentAt is not null) == Sent || Check is not null, "a letter left without a standing check");
            Assert.True(job.Clips.Count == Clips || (Check is not null && Linked.Contains(job.Clips[^1].JobRecorderId)), "a clip of a recorder that was not opened");
            foreach (var vendorCase in job.VendorCases.Skip(Cases))
            {
                Open(vendorCase.JobRecorderId);
                Assert.Equal(JobStatus.OwnershipVerified, Status);
            }

            foreach (var recorder in job.Recorders.Where(recorder => recorder.ReinitializedAt is not null && !Reinitialized.Contains(recorder.Id)))
            {
                Open(recorder.Id);
            }

            Assert.True(job.StandingCheck is null || Check is not null || step.By.Role != ActorRole.Homeowner, "a homeowner verified themselves");
        }

        private void Open(Guid recorder)
        {
            Assert.True(Status == JobStatus.OwnershipVerified || (Status == JobStatus.AwaitingVendor && !Waiting.Contains(recorder)), $"behind the gate from {Status}");
            Assert.True(Check is not null, "behind the gate without a standing check");
            Assert.True(Linked.Contains(recorder), "behind the gate without a link");
        }
    }
}
