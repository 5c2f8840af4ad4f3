using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Jobs;

/// <summary>What an earlier person, visit or outcome leaves behind opens nothing later.</summary>
public sealed class SecondVisitTests
{
    [Fact]
    public void Reinitialize_OldSuccessBeforeWithdrawal_IsNotEnough()
    {
        var job = JobBuilder.OnSite();
        var recorder = job.Recorders[0].Id;
        Verify(job, 0);
        job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, At(1));
        job.WithdrawVerification("Another person.", At(2));
        Verify(job, 3);

        Assert.Throws<IllegalTransition>(() => job.ReinitializeRecorder(recorder, null, true, At(4)));

        job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, At(5));
        job.ReinitializeRecorder(recorder, null, true, At(6));
        Assert.Equal(JobStatus.Reinitialized, job.Status);
    }

    [Fact]
    public void Arrive_AnotherPersonWhileVendorAsked_EndsTheCaseSoThatTheJobGoesOn()
    {
        var job = JobBuilder.OnSite();
        Verify(job, 0);
        job.AskVendor(job.Recorders[0].Id, "Dahua", JobBuilder.Vendor, At(1));
        job.EndVisitPartlyDone("The answer takes a day.", At(2));
        job.Schedule(JobBuilder.Placement(JobBuilder.Ahead), JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher));

        job.Arrive(samePersonSeen: false, At(3));
        Verify(job, 4);

        Assert.Null(job.PendingVendorCase);
        job.RecordAttempt(job.Recorders[0].Id, JobBuilder.Gentle, AttemptOutcome.Failed, null, At(5));
    }

    [Fact]
    public void SettledRecorder_ActedOnFromAnOldTab_KeepsItsOutcome()
    {
        var job = JobBuilder.OnSite(recorders: 2);
        var recorder = job.Recorders[0];
        Verify(job, 0);
        job.RecordAttempt(recorder.Id, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, At(1));
        job.ReinitializeRecorder(recorder.Id, null, true, At(2));

        Assert.Throws<IllegalTransition>(() => job.LeaveRecorder(recorder.Id, "Old tab.", At(3)));
        Assert.Throws<IllegalTransition>(() => job.ReinitializeRecorder(recorder.Id, null, true, At(3)));
        Assert.Throws<IllegalTransition>(() => job.RecordAttempt(recorder.Id, JobBuilder.Gentle, AttemptOutcome.Failed, null, At(3)));
        Assert.Throws<IllegalTransition>(() => job.AskVendor(recorder.Id, "Dahua", JobBuilder.Vendor, At(3)));

        Assert.Equal(RecorderOutcome.Reinitialized, recorder.Outcome);
    }

    [Fact]
    public void AskVendor_MethodOfAnotherBrand_IsRefused()
    {
        var job = JobBuilder.OnSite();
        Verify(job, 0);

        Assert.Throws<IllegalTransition>(() => job.AskVendor(job.Recorders[0].Id, "Lorex", ResetMethod.Find("lorex-support")!, At(1)));
    }

    [Fact]
    public void EndVisitPartlyDone_NoVisitOpen_IsRefusedAndNotOffered()
    {
        var job = JobBuilder.OnSite();
        Verify(job, 0);
        job.AskVendor(job.Recorders[0].Id, "Dahua", JobBuilder.Vendor, At(1));
        job.EndVisitPartlyDone("The answer takes a day.", At(2));

        Assert.Equal(JobStatus.AwaitingVendor, job.Status);
        Assert.DoesNotContain(JobAction.EndVisitPartlyDone, job.AllowedActions(ActorRole.Dispatcher));
        Assert.Throws<IllegalTransition>(() => job.EndVisitPartlyDone("Again.", JobBuilder.By(ActorRole.Dispatcher)));
    }

    private static void Verify(Job job, int minute) => job.Verify(JobBuilder.Seen(job), JobBuilder.Signed, At(minute));

    /// <summary>The visit's technician, minutes into the visit.</summary>
    private static Step At(int minute)
    {
        var step = JobBuilder.ByTechnician();
        return step with { At = step.At + NodaTime.Duration.FromMinutes(minute + 1) };
    }
}
