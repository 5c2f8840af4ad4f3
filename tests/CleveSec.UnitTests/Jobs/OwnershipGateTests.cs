using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>No attempt, vendor case or re-initialization without a standing ownership check and a link to the recorder.</summary>
public sealed class OwnershipGateTests
{
    public static TheoryData<string> BeforeTheGate => ["reported", "scheduled", "on site", "withdrawn", "refused", "cancelled", "reopened", "other person"];

    [Theory]
    [MemberData(nameof(BeforeTheGate))]
    public void Act_OwnershipNotVerified_NothingIsTried(string state)
    {
        var job = NotVerified(state);
        var recorder = job.Recorders[0].Id;
        var before = JobSnapshot.Of(job);
        Action<Step>[] acts =
        [
            step => job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, step),
            step => job.StartAttempt(Guid.CreateVersion7(), recorder, JobBuilder.Gentle, JobBuilder.TermsOf(JobBuilder.Gentle), step),
            step => job.SeeLockout(recorder, step),
            step => job.RecordClip(Guid.CreateVersion7(), recorder, RecoveryLogTests.Clip, step),
            step => job.ReinitializeRecorder(recorder, null, playbackChecked: true, step),
            step => job.LeaveRecorder(recorder, "Reason.", step),
            step => job.AskVendor(recorder, "Dahua", JobBuilder.Vendor, step),
            step => job.RecordConsent(recorder, JobBuilder.Consent, step),
            step => job.LinkRecorder(recorder, LinkKind.Receipt, step),
            step => job.Harden(recorder, "new-password", HardeningState.Done, step),
        ];

        foreach (var role in new[] { ActorRole.Homeowner, ActorRole.Dispatcher, ActorRole.Technician, ActorRole.Admin })
        {
            Assert.All(acts, act => Assert.Throws<IllegalTransition>(() => act(JobBuilder.By(role))));
        }

        Assert.Equal(before, JobSnapshot.Of(job));
    }

    [Fact]
    public void Act_VerifiedButThisRecorderNotLinked_NothingIsTriedOnIt()
    {
        var job = JobBuilder.OnSite(recorders: 2);
        var (linked, other) = (job.Recorders[0].Id, job.Recorders[1].Id);
        job.Verify(JobBuilder.Seen(job, linked), JobBuilder.Signed, JobBuilder.ByTechnician());

        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(other, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician()));
        Assert.Throws<IllegalTransition>(() => job.ReinitializeRecorder(other, null, true, JobBuilder.ByTechnician()));
        Assert.Throws<IllegalTransition>(() => job.AskVendor(other, "Dahua", JobBuilder.Vendor, JobBuilder.ByTechnician()));
        Assert.Throws<IllegalTransition>(() => job.RecordConsent(other, JobBuilder.Consent, JobBuilder.ByTechnician()));

        job.LinkRecorder(other, LinkKind.WarrantyCard, JobBuilder.ByTechnician());
        job.RecordAttempt(other, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());
        Assert.Single(job.Attempts);
    }

    [Fact]
    public void Verify_NoLink_IsRefused()
    {
        var job = JobBuilder.OnSite();

        Assert.Throws<IllegalTransition>(() => job.Verify(JobBuilder.Seen(job) with { Links = new Dictionary<Guid, LinkKind>() }, JobBuilder.Signed, JobBuilder.ByTechnician()));

        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void Verify_RecorderOfAnotherJob_IsRefused()
    {
        var job = JobBuilder.OnSite();

        Assert.Throws<IllegalTransition>(() => job.Verify(JobBuilder.Seen(job, Guid.NewGuid()), JobBuilder.Signed, JobBuilder.ByTechnician()));

        Assert.Null(job.StandingCheck);
    }

    [Fact]
    public void WithdrawVerification_OpenGate_ClosesItAndKeepsTheHistory()
    {
        var job = JobBuilder.Verified();
        var check = job.StandingCheck!;

        job.WithdrawVerification("The licence was expired.", JobBuilder.ByTechnician());

        Assert.Equal(JobStatus.OnSite, job.Status);
        Assert.Null(job.StandingCheck);
        Assert.Same(check, Assert.Single(job.Checks));
        Assert.Equal(("The licence was expired.", "Terry Miles"), (check.WithdrawnReason, check.WithdrawnByName));
        Assert.All(job.Recorders, recorder => Assert.False(recorder.IsLinked));
    }

    [Fact]
    public void WithdrawVerification_RecorderWithAnOutcome_NeedsALinkAnew()
    {
        var job = JobBuilder.Verified(recorders: 2);
        var (done, other) = (job.Recorders[0].Id, job.Recorders[1].Id);
        job.RecordAttempt(done, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
        job.ReinitializeRecorder(done, null, true, JobBuilder.ByTechnician());
        job.WithdrawVerification("A mistake.", JobBuilder.ByTechnician());

        job.Verify(JobBuilder.Seen(job, other) with { Authority = AuthorityKind.OwnersLetter }, JobBuilder.Signed, JobBuilder.ByTechnician());

        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(done, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void WithdrawVerification_ConsentSigned_ConsentFallsToo()
    {
        var job = JobBuilder.Verified();
        var recorder = job.Recorders[0].Id;
        job.RecordConsent(recorder, JobBuilder.Consent, JobBuilder.ByTechnician());
        job.WithdrawVerification("They are not the owner.", JobBuilder.ByTechnician());
        JobBuilder.Verify(job);

        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void RecordAttempt_DestructiveWithoutConsent_IsRefusedUnlessNotPossible()
    {
        var job = JobBuilder.Verified();
        var recorder = job.Recorders[0].Id;

        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician()));
        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.Failed, null, JobBuilder.ByTechnician()));
        Assert.Throws<IllegalTransition>(() => job.RecordConsent(recorder, JobBuilder.Consent with { Name = "  " }, JobBuilder.ByTechnician()));

        job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.NotPossible, null, JobBuilder.ByTechnician());
        job.RecordConsent(recorder, JobBuilder.Consent, JobBuilder.ByTechnician());
        job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
        Assert.Equal(2, job.Attempts.Count);
    }

    [Fact]
    public void RecordAttempt_MethodOfAnotherBrand_IsRefused()
    {
        var job = JobBuilder.Verified();

        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(job.Recorders[0].Id, ResetMethod.Find("hik-email")!, AttemptOutcome.Failed, null, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void ReinitializeRecorder_NoAttemptSucceeded_IsRefused()
    {
        var job = JobBuilder.Verified();
        var recorder = job.Recorders[0].Id;
        job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());

        Assert.Throws<IllegalTransition>(() => job.ReinitializeRecorder(recorder, null, true, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void LeaveRecorder_NoReason_IsRefused()
    {
        var job = JobBuilder.Verified(recorders: 2);

        Assert.Throws<IllegalTransition>(() => job.LeaveRecorder(job.Recorders[0].Id, " ", JobBuilder.ByTechnician()));
    }

    [Fact]
    public void LeaveRecorder_TheLastOne_AsksToGiveUpInstead()
    {
        var job = JobBuilder.Verified(recorders: 2);
        job.LeaveRecorder(job.Recorders[0].Id, "Broken board.", JobBuilder.ByTechnician());

        Assert.Throws<IllegalTransition>(() => job.LeaveRecorder(job.Recorders[1].Id, "Broken too.", JobBuilder.ByTechnician()));

        Assert.Equal(JobStatus.OwnershipVerified, job.Status);
    }

    [Fact]
    public void Override_OnSite_OpensTheGateAndSaysBy()
    {
        var job = JobBuilder.OnSite(recorders: 2);

        job.Override("We installed both recorders for this owner.", JobBuilder.By(ActorRole.Dispatcher));

        Assert.True(job.OwnershipOverridden);
        Assert.Equal((OwnershipOutcome.Overridden, "Dana Office"), (job.StandingCheck!.Outcome, job.StandingCheck.ByName));
        Assert.All(job.Recorders, recorder => Assert.True(recorder is { IsLinked: true, LinkKind: null }));
        job.RecordAttempt(job.Recorders[1].Id, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());
    }

    [Fact]
    public void Arrive_SamePersonSeenButNobodyVerifiedYet_IsOnSite()
    {
        var job = JobBuilder.Scheduled();

        job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());

        Assert.Equal(JobStatus.OnSite, job.Status);
    }

    [Fact]
    public void Verify_Event_SaysWhatWasSeenButNotMore()
    {
        var job = JobBuilder.Verified();

        var detail = Assert.Single(job.Events, happened => happened.Kind == nameof(JobAction.Verify)).Detail;

        Assert.Equal(["authority", "identity", "last_four", "links", "situation"], detail.Keys.Order());
        Assert.Equal("1234", detail["last_four"]);
    }

    private static Job NotVerified(string state)
    {
        var job = state switch
        {
            "reported" => JobBuilder.Reported(),
            "scheduled" => JobBuilder.Scheduled(),
            "on site" => JobBuilder.OnSite(),
            "withdrawn" => JobBuilder.Verified(),
            "refused" => JobBuilder.Refused(),
            "cancelled" => JobBuilder.Cancelled(),
            "reopened" => JobBuilder.Closed(),
            _ => JobBuilder.Then(JobBuilder.Verified(), it => it.EndVisitPartlyDone("Later.", JobBuilder.ByTechnician())),
        };
        switch (state)
        {
            case "withdrawn":
                job.WithdrawVerification("The paper was another's.", JobBuilder.ByTechnician());
                break;
            case "reopened":
                job.Reopen("Locked again.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher));
                JobBuilder.Schedule(job);
                job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());
                break;
            case "other person":
                JobBuilder.Schedule(job);
                job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician());
                break;
        }

        return job;
    }
}
