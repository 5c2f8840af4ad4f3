using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using NodaTime;
using static CleveSec.UnitTests.Jobs.JobBuilder;

namespace CleveSec.UnitTests.Jobs;

/// <summary>What a success and a reopening mean for what was there before.</summary>
public sealed class AnswerUsedTests
{
    [Fact]
    public void EndAttempt_WithTheMethodThatWasAskedFor_UsesTheAnswerUp()
    {
        var job = AwaitingVendor();
        job.EndVendorCase(answered: true, ByTechnician());
        Assert.Equal(VendorCaseState.Answered, job.VendorCases[0].State);
        var start = Guid.NewGuid();
        job.StartAttempt(start, job.Recorders[0].Id, Vendor, TermsOf(Vendor), ByTechnician());

        job.EndAttempt(start, AttemptOutcome.Succeeded, null, null, ByTechnician());

        Assert.Equal(VendorCaseState.Imported, job.VendorCases[0].State);
    }

    [Fact]
    public void HardeningNow_AfterAReopening_HoldsNothingFromBefore()
    {
        var job = Reinitialized();
        job.Harden(job.Recorders[0].Id, "recovery-mailbox", HardeningState.Done, ByTechnician());
        Assert.Single(job.Recorders[0].HardeningNow());
        Assert.Contains(LockoutHelp.ResetMail, NextLockout.Of(job.Recorders[0]).Has);
        job.Close("It works again.", ByTechnician());

        job.Reopen("Locked again.", JobBuilder.Rules, By(ActorRole.Dispatcher, Now + Duration.FromHours(1)));

        Assert.Single(job.Recorders[0].Hardening);
        Assert.Empty(job.Recorders[0].HardeningNow());
        Assert.DoesNotContain(LockoutHelp.ResetMail, NextLockout.Of(job.Recorders[0]).Has);
    }
}
