using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Jobs;

/// <summary>Where the situation asks for a second person, the gate opens on two people's word and never on one's.</summary>
public sealed class SecondPersonTests
{
    private static readonly Actor Dispatcher = JobBuilder.By(ActorRole.Dispatcher).By;
    private static readonly Actor Manager = new(ActorRole.Admin, Guid.Parse("44444444-4444-4444-4444-444444444444"), "Morgan Owner");

    private static Step Office => JobBuilder.By(ActorRole.Dispatcher);

    public static TheoryData<OwnershipSituation> Asking => [.. OwnershipSituations.All.Where(rule => rule.SecondPerson).Select(rule => rule.Situation)];

    [Theory]
    [MemberData(nameof(Asking))]
    public void Verify_SituationNeedsASecondPerson_IsRefusedUntilOneApproved(OwnershipSituation situation)
    {
        var job = JobBuilder.OnSite();
        var seen = Seen(job, situation);

        Refused(job, () => job.Verify(seen, JobBuilder.Signed, JobBuilder.ByTechnician()));
        var request = job.AskSecondPerson(seen, JobBuilder.Signed, "Both signed here.", null, JobBuilder.ByTechnician());
        Refused(job, () => job.Verify(seen, JobBuilder.Signed, JobBuilder.ByTechnician()));
        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));
        job.ApproveOwnership(request.Id, Office);
        Assert.Null(job.StandingCheck);
        job.VerifyApproved(JobBuilder.ByTechnician());

        Assert.Equal((JobStatus.OwnershipVerified, situation, (Guid?)Dispatcher.Id, "Terry Miles"), (job.Status, job.StandingCheck!.Situation!.Value, job.StandingCheck.ApprovedById, job.StandingCheck.ByName));
        Assert.Equal(SecondPersonState.Used, request.State);
        Assert.False(job.OwnershipOverridden);
        job.RecordAttempt(job.Recorders[0].Id, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());
    }

    [Fact]
    public void VerifyApproved_UsedOnce_DoesNotOpenTheGateAgain()
    {
        var job = Approved();
        job.VerifyApproved(JobBuilder.ByTechnician());
        job.WithdrawVerification("One of them took it back.", JobBuilder.ByTechnician());

        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));
    }

    [Fact]
    public void VerifyApproved_OnALaterVisit_IsAskedAnew()
    {
        var job = Approved();
        job.EndVisitPartlyDone("Later.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(job);
        job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());

        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));
        Assert.Null(job.PendingSecondPerson);
    }

    [Fact]
    public void Ask_NotEnoughSeen_IsRefused()
    {
        var job = JobBuilder.OnSite();

        Refused(job, () => job.AskSecondPerson(Seen(job) with { Authority = AuthorityKind.IdShowsThisAddress }, JobBuilder.Signed, "Note.", null, JobBuilder.ByTechnician()));
        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, " ", null, JobBuilder.ByTechnician()));
        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Note.", null, JobBuilder.ByOtherTechnician()));
        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Note.", null, Office));
        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Note.", JobBuilder.ByTechnician().By, JobBuilder.ByTechnician()));
        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Note.", JobBuilder.ByOtherTechnician().By, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void Ask_Twice_IsRefusedUntilTakenBack()
    {
        var (job, _) = Asked();

        Refused(job, () => job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Again.", null, JobBuilder.ByTechnician()));
        job.TakeBackSecondPerson(JobBuilder.ByTechnician());
        job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Again.", null, JobBuilder.ByTechnician());

        Assert.Equal(["Waiting", "Withdrawn"], job.SecondPersonRequests.Select(request => request.State.ToString()).Order());
    }

    [Fact]
    public void Decide_OnlyTheOfficeAndOnce()
    {
        var (job, request) = Asked();

        Refused(job, () => job.ApproveOwnership(request.Id, JobBuilder.ByTechnician()));
        Refused(job, () => job.ApproveOwnership(request.Id, JobBuilder.ByOtherTechnician()));
        Refused(job, () => job.ApproveOwnership(request.Id, JobBuilder.By(ActorRole.Homeowner)));
        Refused(job, () => job.ApproveOwnership(Guid.NewGuid(), Office));
        Refused(job, () => job.DeclineOwnership(request.Id, " ", Office));
        job.DeclineOwnership(request.Id, "Only one of the two is there.", Office);
        Refused(job, () => job.ApproveOwnership(request.Id, Office));
        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));

        Assert.Equal("Only one of the two is there.", request.Reason);
    }

    [Fact]
    public void Decide_WhoAskedInAnotherRole_IsNoSecondPerson()
    {
        var (job, request) = Asked();

        Refused(job, () => job.ApproveOwnership(request.Id, Office with { By = new Actor(ActorRole.Dispatcher, JobBuilder.TechnicianId, "Terry Miles") }));
    }

    [Fact]
    public void Phone_ApprovedSoTheTechnicianSays_OnlyThatPersonConfirmsAndTheJobWaits()
    {
        var (job, request) = Asked(Manager);

        Refused(job, () => job.VerifyApproved(JobBuilder.ByTechnician()));
        Refused(job, () => job.TakeBackSecondPerson(JobBuilder.ByTechnician()));
        Refused(job, () => job.ApproveOwnership(request.Id, Office));
        job.Refuse("They began to quarrel.", JobBuilder.ByTechnician());
        Assert.Contains("Morgan Owner has not confirmed", Assert.Throws<IllegalTransition>(() => job.Close("Refused.", Office)).Message, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Refused, job.Status);

        job.ApproveOwnership(request.Id, Office with { By = Manager });
        job.Close("We could not open it.", Office);

        Assert.Equal(JobStatus.Closed, job.Status);
        Assert.Empty(job.Checks);
    }

    [Fact]
    public void Phone_DeclinedBySomebodyElse_CanBeClosed()
    {
        var (job, request) = Asked(Manager);
        job.Refuse("They began to quarrel.", JobBuilder.ByTechnician());

        job.DeclineOwnership(request.Id, "Morgan says they never spoke.", Office);
        job.Close("We could not open it.", Office);

        Assert.Equal(JobStatus.Closed, job.Status);
    }

    [Fact]
    public void EndVisit_NobodyDecidedYet_AsksNoMore()
    {
        var (job, request) = Asked();

        job.EndVisitPartlyDone("No time.", JobBuilder.ByTechnician());

        Assert.Equal(SecondPersonState.Withdrawn, request.State);
        Refused(job, () => job.ApproveOwnership(request.Id, Office));
    }

    [Fact]
    public void Override_WhileAsked_AsksNoMore()
    {
        var (job, request) = Asked();

        job.Override("We installed it for both.", Office);

        Assert.Equal(SecondPersonState.Withdrawn, request.State);
        Assert.True(job.OwnershipOverridden);
    }

    [Fact]
    public void Attempt_FootageOfAnIncident_NothingThatMayLoseItIsTried()
    {
        var job = JobBuilder.OnSite();
        job.Verify(JobBuilder.Seen(job) with { Situation = OwnershipSituation.IncidentFootage }, JobBuilder.Signed, JobBuilder.ByTechnician());
        var recorder = job.Recorders[0].Id;

        Refused(job, () => job.RecordConsent(recorder, JobBuilder.Consent, JobBuilder.ByTechnician()));
        Refused(job, () => job.RecordAttempt(recorder, JobBuilder.Destructive, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician()));
        job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
    }

    [Fact]
    public void Link_FurtherRecorder_NeedsWhatTheSituationNeeds()
    {
        var job = JobBuilder.OnSite(recorders: 2);
        var (first, second) = (job.Recorders[0].Id, job.Recorders[1].Id);
        var seen = JobBuilder.Seen(job, first) with { Situation = OwnershipSituation.SecondHand };
        Refused(job, () => job.Verify(seen, JobBuilder.Signed, JobBuilder.ByTechnician()));
        job.IdentifyRecorder(first, null, "7J03A", JobBuilder.ByTechnician());
        job.Verify(seen, JobBuilder.Signed, JobBuilder.ByTechnician());

        Refused(job, () => job.LinkRecorder(second, LinkKind.LiveAppAccount, JobBuilder.ByTechnician()));
        job.LinkRecorder(second, LinkKind.Receipt, JobBuilder.ByTechnician());
    }

    [Fact]
    public void Verify_AnotherSituationAfterSomebodyWasAsked_StillTakesTwo()
    {
        var (job, request) = Asked();
        Refused(job, () => job.Verify(JobBuilder.Seen(job), JobBuilder.Signed, JobBuilder.ByTechnician()));
        job.DeclineOwnership(request.Id, "Only one signed.", Office);

        Refused(job, () => job.Verify(JobBuilder.Seen(job), JobBuilder.Signed, JobBuilder.ByTechnician()));
        var again = job.AskSecondPerson(JobBuilder.Seen(job), JobBuilder.Signed, "It is hers alone, she says.", null, JobBuilder.ByTechnician());
        job.ApproveOwnership(again.Id, Office, "I called the other one.");
        job.VerifyApproved(JobBuilder.ByTechnician());

        Assert.Equal(Dispatcher.Id, job.StandingCheck!.ApprovedById);
        Assert.Contains(job.Events, happened => happened.Kind == "SecondPersonApproved" && happened.Detail["reason"] == "I called the other one.");
    }

    [Fact]
    public void Link_FurtherRecorderAfterAnApproval_WasNotApproved()
    {
        var job = JobBuilder.OnSite(recorders: 2);
        var (first, second) = (job.Recorders[0].Id, job.Recorders[1].Id);
        var seen = JobBuilder.Seen(job, first) with { Situation = OwnershipSituation.SeparatedCouple, Authority = AuthorityKind.CourtOrder };
        job.ApproveOwnership(job.AskSecondPerson(seen, JobBuilder.Signed, "Note.", null, JobBuilder.ByTechnician()).Id, Office);
        job.VerifyApproved(JobBuilder.ByTechnician());

        Refused(job, () => job.LinkRecorder(second, LinkKind.Receipt, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void Withdrawn_AfterAnApproval_KeepsWhoApproved()
    {
        var job = Approved();

        job.TakeBackSecondPerson(JobBuilder.ByTechnician());

        Assert.Equal((SecondPersonState.Withdrawn, "Dana Office"), (job.SecondPersonRequests[0].State, job.SecondPersonRequests[0].DecidedByName));
    }

    [Fact]
    public void Phone_ClaimOfAnEarlierVisit_KeepsTheJobOpenAndNotTheNextVisit()
    {
        var (job, _) = Asked(Manager);
        job.EndVisitPartlyDone("No time.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(job);
        job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician());

        Assert.Null(job.PendingSecondPerson);
        var request = job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Again.", null, JobBuilder.ByTechnician());
        job.ApproveOwnership(request.Id, Office);
        job.VerifyApproved(JobBuilder.ByTechnician());
        JobBuilder.Reinitialize(job);
        Assert.Throws<IllegalTransition>(() => job.Close("Done.", JobBuilder.ByTechnician()));
    }

    private static OwnershipSeen Seen(Job job, OwnershipSituation situation = OwnershipSituation.SeparatedCouple) =>
        JobBuilder.Seen(job) with { Situation = situation, Authority = OwnershipSituations.Of(situation).Authorities.First(kind => kind is AuthorityKind.CourtOrder or AuthorityKind.AgencyLetter) };

    private static (Job Job, SecondPersonRequest Request) Asked(Actor? phone = null)
    {
        var job = JobBuilder.OnSite();
        return (job, job.AskSecondPerson(Seen(job), JobBuilder.Signed, "Both signed here.", phone, JobBuilder.ByTechnician()));
    }

    private static Job Approved()
    {
        var (job, request) = Asked();
        job.ApproveOwnership(request.Id, Office);
        return job;
    }

    /// <summary>Refused, and nothing about the job is another than before.</summary>
    private static void Refused(Job job, Action act)
    {
        var before = JobSnapshot.Of(job);
        Assert.Throws<IllegalTransition>(act);
        Assert.Equal(before, JobSnapshot.Of(job));
    }
}
