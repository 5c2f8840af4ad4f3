using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>Attempts from their first button to their second, locks and clips.</summary>
public sealed class RecoveryLogTests
{
    internal static readonly ClipSpan Clip = new(3, new(2026, 11, 20, 22, 15), new(2026, 11, 20, 22, 40), -95, PlaybackChecked: true, "Casey Morgan");

    private static Step At(int minutes) => JobBuilder.ByTechnician(JobBuilder.Now + Duration.FromMinutes(minutes));

    private static Guid Start(Job job, ResetMethod? method = null, int minute = 1) =>
        job.StartAttempt(Guid.CreateVersion7(), job.Recorders[0].Id, method ?? JobBuilder.Gentle, JobBuilder.TermsOf(method ?? JobBuilder.Gentle), At(minute)).Id;

    [Fact]
    public void RecordAttempt_WhileOneIsUnderWay_IsRefusedUntilThatIsEnded()
    {
        var job = JobBuilder.Verified();
        var (recorder, id) = (job.Recorders[0].Id, Guid.NewGuid());
        job.StartAttempt(id, recorder, JobBuilder.Gentle, new AttemptTerms([.. AttemptPreconditions.Of(JobBuilder.Gentle).Select(needed => needed.Id)], EffectAcknowledged: true), JobBuilder.ByTechnician());

        Assert.Contains("is under way", Assert.Throws<IllegalTransition>(() => job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician())).Message, StringComparison.Ordinal);
        job.EndAttempt(id, AttemptOutcome.Succeeded, null, null, JobBuilder.ByTechnician());

        job.RecordAttempt(recorder, JobBuilder.Gentle, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());
    }

    [Fact]
    public void EndAttempt_AfterItsStart_KeepsBothTimesAndWhatWasTicked()
    {
        var job = JobBuilder.Verified();
        var id = Start(job);

        var attempt = job.EndAttempt(id, AttemptOutcome.Failed, AttemptReason.WrongAnswers, " Two of three. ", At(9));

        Assert.Equal((id, At(1).At, At(9).At), (attempt.Id, attempt.StartedAt!.Value, attempt.At));
        Assert.Equal((AttemptReason.WrongAnswers, "Two of three.", true), (attempt.Reason, attempt.Note, attempt.EffectAcknowledged));
        Assert.Equal(["owner-answers"], attempt.Preconditions);
        Assert.Null(job.UnderWay(job.Recorders[0].Id));
        Assert.False(job.HasWorked(job.Recorders[0].Id));
    }

    [Fact]
    public void EndAttempt_Worked_OpensReinitializationAndKeepsNoReason()
    {
        var job = JobBuilder.Verified();

        var attempt = job.EndAttempt(Start(job), AttemptOutcome.Succeeded, AttemptReason.NoCodeCame, null, At(3));
        job.ReinitializeRecorder(job.Recorders[0].Id, null, true, At(4));

        Assert.Null(attempt.Reason);
        Assert.Equal(JobStatus.Reinitialized, job.Status);
    }

    [Fact]
    public void StartAttempt_WhileOneIsUnderWay_IsRefused()
    {
        var job = JobBuilder.Verified();
        Start(job);
        var before = JobSnapshot.Of(job);

        Assert.Contains("under way", Assert.Throws<IllegalTransition>(() => Start(job, ResetMethod.Find("dahua-email"))).Message, StringComparison.Ordinal);
        Assert.Equal(before, JobSnapshot.Of(job));
    }

    [Fact]
    public void StartAttempt_NotEverythingTickedOrNobodyTold_IsRefused()
    {
        var job = JobBuilder.Verified();
        var recorder = job.Recorders[0].Id;
        var method = ResetMethod.Find("dahua-email")!;

        Assert.Throws<IllegalTransition>(() => job.StartAttempt(Guid.CreateVersion7(), recorder, method, new(["mailbox-open"], true), At(1)));
        Assert.Throws<IllegalTransition>(() => job.StartAttempt(Guid.CreateVersion7(), recorder, method, new(["mailbox-open", "phone-online"], false), At(1)));
        Assert.Equal(["mailbox-open", "phone-online"], job.StartAttempt(Guid.CreateVersion7(), recorder, method, new(["phone-online", "mailbox-open", "x"], true), At(1)).Preconditions);
    }

    [Fact]
    public void StartAttempt_Destructive_OnlyWithTheOwnersSignature()
    {
        var job = JobBuilder.Verified();

        Assert.Throws<IllegalTransition>(() => Start(job, JobBuilder.Destructive));
        job.RecordConsent(job.Recorders[0].Id, JobBuilder.Consent, At(1));

        Assert.NotEqual(Guid.Empty, Start(job, JobBuilder.Destructive));
    }

    [Fact]
    public void StartAttempt_OtherBrand_IsRefused() => Assert.Throws<IllegalTransition>(() => Start(JobBuilder.Verified(), ResetMethod.Find("hik-email")));

    [Fact]
    public void EndAttempt_WithoutReasonOrTwice_IsRefused()
    {
        var job = JobBuilder.Verified();
        var id = Start(job);

        Assert.Throws<IllegalTransition>(() => job.EndAttempt(id, AttemptOutcome.NotPossible, null, null, At(2)));
        job.EndAttempt(id, AttemptOutcome.NotPossible, AttemptReason.NotOffered, null, At(2));

        Assert.Contains("over already", Assert.Throws<IllegalTransition>(() => job.EndAttempt(id, AttemptOutcome.Succeeded, null, null, At(3))).Message, StringComparison.Ordinal);
        Assert.Throws<IllegalTransition>(() => job.EndAttempt(Guid.CreateVersion7(), AttemptOutcome.Succeeded, null, null, At(3)));
        Assert.Single(job.Attempts);
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("partly done")]
    [InlineData("give up")]
    public void Work_EndsWhileAnAttemptIsUnderWay_BreaksItOff(string how)
    {
        var job = JobBuilder.Verified();
        var id = Start(job);

        Action end = how switch
        {
            "withdraw" => () => job.WithdrawVerification("Not the owner.", At(2)),
            "partly done" => () => job.EndVisitPartlyDone("Tomorrow.", At(2)),
            _ => () => job.GiveUp("Nothing fits.", At(2)),
        };
        end();

        Assert.Equal(At(2).At, Assert.Single(job.AttemptStarts).OverAt);
        Assert.Empty(job.Attempts);
        Assert.Contains(job.Events, happened => happened.Kind == "AttemptBrokenOff");
        Assert.Throws<IllegalTransition>(() => job.EndAttempt(id, AttemptOutcome.Succeeded, null, null, At(3)));
    }

    [Fact]
    public void AskVendor_WhileAnAttemptIsUnderWay_KeepsItUntilTheAnswerIsThere()
    {
        var job = JobBuilder.Verified();
        var id = Start(job, ResetMethod.Find("dahua-xml"));
        job.AskVendor(job.Recorders[0].Id, "Dahua", ResetMethod.Find("dahua-xml")!, At(2));

        Assert.Throws<IllegalTransition>(() => job.EndAttempt(id, AttemptOutcome.Succeeded, null, null, At(3)));
        job.EndVendorCase(answered: true, At(4));

        Assert.Equal(At(1).At, job.EndAttempt(id, AttemptOutcome.Succeeded, null, null, At(5)).StartedAt);
    }

    [Fact]
    public void StartAttempt_BrokenOffLater_StillForbidsToCancel()
    {
        var job = JobBuilder.Verified();
        Start(job);
        job.EndVisitPartlyDone("Tomorrow.", At(2));

        Assert.Throws<IllegalTransition>(() => job.Cancel("No.", JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher)));
    }

    [Fact]
    public void SeeLockout_CountsThirtyMinutesFromTheTap()
    {
        var job = JobBuilder.Verified();

        job.SeeLockout(job.Recorders[0].Id, At(5));

        Assert.Equal(At(35).At, job.Recorders[0].LockedUntil);
    }

    [Fact]
    public void RecordClip_OnlyFromARecorderThatIsOpen()
    {
        var job = JobBuilder.Verified();
        var recorder = job.Recorders[0].Id;
        Assert.Throws<IllegalTransition>(() => job.RecordClip(Guid.CreateVersion7(), recorder, Clip, At(1)));

        JobBuilder.Reinitialize(job);
        var clip = job.RecordClip(Guid.CreateVersion7(), recorder, Clip, At(2));

        Assert.Equal((3, -95, "Casey Morgan", true), (clip.Channel, clip.OffsetSeconds, clip.ExportedBy, clip.PlaybackChecked));
        Assert.All(
            new[] { Clip with { Channel = 0 }, Clip with { Channel = 257 }, Clip with { To = Clip.From }, Clip with { To = Clip.From.PlusDays(8) }, Clip with { OffsetSeconds = int.MaxValue }, Clip with { ExportedBy = " " } },
            wrong => Assert.Throws<IllegalTransition>(() => job.RecordClip(Guid.CreateVersion7(), recorder, wrong, At(3))));
        Assert.Single(job.Clips);
    }
}
