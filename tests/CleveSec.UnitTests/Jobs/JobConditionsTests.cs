using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>What must also be true for a move: reasons, second person, nothing tried, cut-off, warranty; and what a move does beside the status.</summary>
public sealed class JobConditionsTests
{
    private static readonly Instant WindowStart = JobBuilder.Now + JobBuilder.Ahead;

    public static TheoryData<string, Func<Job>, Action<Job, string>> Reasons => new()
    {
        { "unschedule", () => JobBuilder.Scheduled(), (job, reason) => job.Unschedule(reason, JobBuilder.By(ActorRole.Dispatcher)) },
        { "no access", () => JobBuilder.Scheduled(), (job, reason) => job.NoAccess(reason, JobBuilder.ByTechnician()) },
        { "override", () => JobBuilder.OnSite(), (job, reason) => job.Override(reason, JobBuilder.By(ActorRole.Admin)) },
        { "withdraw", () => JobBuilder.Verified(), (job, reason) => job.WithdrawVerification(reason, JobBuilder.ByTechnician()) },
        { "refuse", () => JobBuilder.OnSite(), (job, reason) => job.Refuse(reason, JobBuilder.ByTechnician()) },
        { "reconsider", JobBuilder.Refused, (job, reason) => job.Reconsider(reason, JobBuilder.By(ActorRole.Dispatcher)) },
        { "partly done", () => JobBuilder.Verified(), (job, reason) => job.EndVisitPartlyDone(reason, JobBuilder.ByTechnician()) },
        { "give up", () => JobBuilder.Verified(), (job, reason) => job.GiveUp(reason, JobBuilder.ByTechnician()) },
        { "resume", JobBuilder.NotRecovered, (job, reason) => job.Resume(reason, JobBuilder.By(ActorRole.Dispatcher)) },
        { "cancel on site", () => JobBuilder.OnSite(), (job, reason) => job.Cancel(reason, JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher)) },
        { "reopen", JobBuilder.Closed, (job, reason) => job.Reopen(reason, JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher)) },
        { "close (summary)", JobBuilder.Reinitialized, (job, reason) => job.Close(reason, JobBuilder.ByTechnician()) },
    };

    [Theory]
    [MemberData(nameof(Reasons), DisableDiscoveryEnumeration = true)]
    public void Act_ReasonMissing_IsRefused(string what, Func<Job> start, Action<Job, string> act)
    {
        foreach (var reason in new[] { "", "  ", null! })
        {
            var job = start();
            var before = JobSnapshot.Of(job);

            Assert.Throws<IllegalTransition>(() => act(job, reason));

            Assert.Equal(before, JobSnapshot.Of(job));
        }

        var given = start();
        act(given, "  Because.  ");
        Assert.True(what == "close (summary)" ? given.Summary == "Because." : given.Events[^1].Detail["reason"] == "Because.", what);
    }

    [Fact]
    public void Override_TechnicianOfTheVisit_IsRefusedWhateverTheRole()
    {
        var job = JobBuilder.OnSite();
        var himself = new Step(new Actor(ActorRole.Admin, JobBuilder.TechnicianId, "Terry Miles"), JobBuilder.Now);

        Assert.Throws<IllegalTransition>(() => job.Override("I know them.", himself));

        Assert.False(job.OwnershipOverridden);
        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void Override_ThenEverythingElse_StaysMarkedForGood()
    {
        var job = JobBuilder.Then(JobBuilder.OnSite(), it => it.Override("Known to us for years.", JobBuilder.By(ActorRole.Dispatcher)));

        job.WithdrawVerification("A mistake.", JobBuilder.ByTechnician());
        JobBuilder.Verify(job);
        JobBuilder.Reinitialize(job);
        job.Close("Done.", JobBuilder.ByTechnician());
        job.Reopen("Locked again.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher));

        Assert.True(job.OwnershipOverridden);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Reschedule_HomeownerAroundTheCutOff_OnlyBefore(int secondsAfterCutOff, bool allowed)
    {
        var job = JobBuilder.Scheduled();
        var step = JobBuilder.By(ActorRole.Homeowner, WindowStart - JobBuilder.Rules.CutOff + Duration.FromSeconds(secondsAfterCutOff));

        var refused = Record.Exception(() => job.Reschedule(JobBuilder.Placement(Duration.FromDays(3)), JobBuilder.Rules, step));

        Assert.Equal(allowed, refused is null);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Cancel_HomeownerAroundTheCutOff_OnlyBefore(int secondsAfterCutOff, bool allowed)
    {
        var job = JobBuilder.Scheduled();
        var step = JobBuilder.By(ActorRole.Homeowner, WindowStart - JobBuilder.Rules.CutOff + Duration.FromSeconds(secondsAfterCutOff));

        var refused = Record.Exception(() => job.Cancel(null, JobBuilder.Rules, step));

        Assert.Equal(allowed, refused is null);
    }

    [Fact]
    public void Cancel_DispatcherAfterTheCutOff_IsAllowed()
    {
        var job = JobBuilder.Scheduled();

        job.Cancel("They called.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher, WindowStart));

        Assert.Equal(JobStatus.Cancelled, job.Status);
    }

    [Fact]
    public void Cancel_AfterAnAttemptOrAVendorCase_IsRefused()
    {
        var tried = JobBuilder.Then(JobBuilder.Verified(), job => job.RecordAttempt(job.Recorders[0].Id, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician()));
        var asked = JobBuilder.Then(JobBuilder.AwaitingVendor(), job => job.EndVendorCase(answered: false, JobBuilder.ByTechnician()));

        foreach (var job in new[] { tried, asked })
        {
            Assert.Throws<IllegalTransition>(() => job.Cancel("Called off.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher)));
            Assert.DoesNotContain(JobAction.Cancel, job.AllowedActions(ActorRole.Dispatcher));
            Assert.Contains(JobAction.GiveUp, job.AllowedActions(ActorRole.Dispatcher));
        }
    }

    [Fact]
    public void GiveUp_NeverVerified_IsRefused()
    {
        foreach (var job in new[] { JobBuilder.Reported(), JobBuilder.Scheduled(), JobBuilder.OnSite() })
        {
            Assert.Throws<IllegalTransition>(() => job.GiveUp("No method fits.", JobBuilder.By(ActorRole.Dispatcher)));
        }
    }

    [Fact]
    public void GiveUp_ReinitializedEarlier_IsRefused()
    {
        var job = JobBuilder.Then(JobBuilder.Reinitialized(), it => it.EndVisitPartlyDone("No time for the checklist.", JobBuilder.ByTechnician()));

        Assert.Throws<IllegalTransition>(() => job.GiveUp("No method fits.", JobBuilder.By(ActorRole.Dispatcher)));
    }

    [Fact]
    public void Close_ReportedAndNotReinitialized_IsRefused()
    {
        var verified = JobBuilder.Then(JobBuilder.Verified(), it => it.EndVisitPartlyDone("Later.", JobBuilder.ByTechnician()));

        Assert.Throws<IllegalTransition>(() => JobBuilder.Reported().Close("Done.", JobBuilder.By(ActorRole.Dispatcher)));
        Assert.Throws<IllegalTransition>(() => verified.Close("Done.", JobBuilder.By(ActorRole.Dispatcher)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Reopen_AroundTheEndOfTheWarranty_OnlyWithin(int secondsAfterEnd, bool allowed)
    {
        var job = JobBuilder.Closed();
        var at = JobBuilder.Now + JobBuilder.Rules.Warranty + Duration.FromSeconds(secondsAfterEnd);

        var refused = Record.Exception(() => job.Reopen("Locked again.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher, at)));

        Assert.Equal(allowed, refused is null);
    }

    [Fact]
    public void Reopen_ClosedJob_ForgetsOwnershipLinksAndOutcomes()
    {
        var job = JobBuilder.Closed();

        job.Reopen("Locked again.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher));

        Assert.Null(job.StandingCheck);
        Assert.Null(job.ClosedAt);
        Assert.All(job.Recorders, recorder => Assert.False(recorder.IsLinked));
        Assert.All(job.Recorders, recorder => Assert.Null(recorder.Outcome));
    }

    [Fact]
    public void Close_JobWithAGateCode_ForgetsItAndEndsTheVisit()
    {
        var job = JobBuilder.Reinitialized();
        var visit = job.LiveVisit!;

        job.Close("It works again.", JobBuilder.ByTechnician());

        Assert.Null(job.Site.GateCode);
        Assert.Equal(VisitStatus.Done, visit.Status);
        Assert.Equal(JobBuilder.Now, job.ClosedAt);
    }

    [Fact]
    public void EndVisit_Queued_SaysSinceWhenAndWhy()
    {
        var job = JobBuilder.Scheduled();
        Assert.Null(job.QueuedAt);

        job.NoAccess("Nobody opened.", JobBuilder.ByTechnician());

        Assert.Equal((JobBuilder.Now, "Nobody opened.", VisitStatus.NoAccess), (job.QueuedAt, job.QueueReason, job.Visits[0].Status));
    }

    [Theory]
    [InlineData(VisitStatus.Cancelled, "refuse")]
    [InlineData(VisitStatus.Done, "give up")]
    [InlineData(VisitStatus.Cancelled, "cancel")]
    public void EndOfAJob_OpenVisit_IsEnded(VisitStatus expected, string how)
    {
        var job = how == "give up" ? JobBuilder.Verified() : JobBuilder.OnSite();
        var office = JobBuilder.By(ActorRole.Dispatcher);
        Action end = how switch
        {
            "refuse" => () => job.Refuse("No papers.", office),
            "give up" => () => job.GiveUp("Nothing works.", office),
            _ => () => job.Cancel("Called off.", JobBuilder.Rules, office),
        };

        end();

        Assert.Null(job.LiveVisit);
        Assert.Equal(expected, job.Visits[0].Status);
    }

    [Fact]
    public void GiveUp_AnswerPending_EndsTheVendorCase()
    {
        var job = JobBuilder.AwaitingVendor();

        job.GiveUp("The vendor does not answer.", JobBuilder.ByTechnician());

        Assert.Null(job.PendingVendorCase);
    }

    [Fact]
    public void EndVisitPartlyDone_AnswerPendingButAnotherPersonWasThere_GoesToReported()
    {
        var job = JobBuilder.Then(JobBuilder.AwaitingVendor(), it => it.EndVisitPartlyDone("The vendor has to answer.", JobBuilder.ByTechnician()));
        JobBuilder.Schedule(job);
        job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician());
        Assert.Equal(JobStatus.OnSite, job.Status);

        job.EndVisitPartlyDone("No papers with them.", JobBuilder.ByTechnician());

        // Awaiting a vendor stands behind the gate: the database refuses it without a standing check.
        Assert.Equal(JobStatus.Reported, job.Status);
    }

    [Fact]
    public void Refuse_VerifiedEarlier_WithdrawsTheCheck()
    {
        var job = JobBuilder.Then(JobBuilder.Verified(), it => it.EndVisitPartlyDone("Later.", JobBuilder.ByTechnician()));

        job.Refuse("The owner called: that was not them.", JobBuilder.By(ActorRole.Dispatcher));

        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void Act_TechnicianOfAnotherVisit_IsRefused()
    {
        var foreign = JobBuilder.ByOtherTechnician();
        var verified = JobBuilder.Verified();
        var recorder = verified.Recorders[0].Id;
        Action[] acts =
        [
            () => JobBuilder.Scheduled().Arrive(false, foreign),
            () => JobBuilder.Scheduled().Depart(foreign),
            () => JobBuilder.Scheduled().AcknowledgeVisit(foreign),
            () => JobBuilder.Scheduled().NoAccess("Nobody.", foreign),
            () => JobBuilder.OnSite().Refuse("No papers.", foreign),
            () => verified.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Failed, null, foreign),
            () => verified.ReinitializeRecorder(recorder, null, true, foreign),
            () => verified.AskVendor(recorder, "Dahua", JobBuilder.Vendor, foreign),
            () => verified.WithdrawVerification("No.", foreign),
            () => JobBuilder.Reinitialized().Close("Done.", foreign),
        ];

        Assert.All(acts, act => Assert.Throws<IllegalTransition>(act));
    }

    [Fact]
    public void Reinitialize_OneOfTwoRecordersLeft_NeedsBothOutcomes()
    {
        var job = JobBuilder.Verified(recorders: 2);
        var (first, second) = (job.Recorders[0].Id, job.Recorders[1].Id);
        job.RecordAttempt(first, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());

        job.ReinitializeRecorder(first, null, true, JobBuilder.ByTechnician());
        Assert.Equal(JobStatus.OwnershipVerified, job.Status);

        job.LeaveRecorder(second, "Its board is broken.", JobBuilder.ByTechnician());
        Assert.Equal(JobStatus.Reinitialized, job.Status);
    }
}
