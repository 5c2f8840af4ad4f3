using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using NodaTime;
using static CleveSec.UnitTests.Jobs.JobBuilder;

namespace CleveSec.UnitTests.Jobs;

/// <summary>Two recorders at one site: while the vendor of one is asked, the other's answer can be read and used.</summary>
public sealed class BesideWaitingTests
{
    private static readonly ResetMethod Xml = ResetMethod.Find("dahua-xml")!;

    [Fact]
    public void Answer_OfTheFirst_IsReadAndUsedWhileTheSecondWaits()
    {
        var job = FirstAnsweredSecondAsked();
        var (first, second) = (job.Recorders[0].Id, job.Recorders[1].Id);
        Assert.Null(job.WhyNotReadAnswer(job.VendorCases[0].Id, TechnicianId));

        job.StartAttempt(Guid.NewGuid(), first, Vendor, TermsOf(Vendor), ByTechnician());
        job.EndAttempt(job.UnderWay(first)!.Id, AttemptOutcome.Succeeded, null, null, ByTechnician());
        job.ReinitializeRecorder(first, null, playbackChecked: true, ByTechnician());

        Assert.Equal((JobStatus.AwaitingVendor, VendorCaseState.Imported, VendorCaseState.Sent), (job.Status, job.VendorCases[0].State, job.VendorCases[1].State));
        job.EndVendorCase(answered: true, ByTechnician());
        job.RecordAttempt(second, Xml, AttemptOutcome.Succeeded, null, ByTechnician());
        job.ReinitializeRecorder(second, null, playbackChecked: true, ByTechnician());
        Assert.Equal(JobStatus.Reinitialized, job.Status);
    }

    [Fact]
    public void WaitingRecorder_WhateverIsTried_StaysAsItIsAndSaysForWhom()
    {
        var job = FirstAnsweredSecondAsked();
        var second = job.Recorders[1].Id;
        Action[] tries =
        [
            () => job.RecordConsent(second, JobBuilder.Consent, ByTechnician()),
            () => job.RecordAttempt(second, Gentle, AttemptOutcome.Failed, null, ByTechnician()),
            () => job.StartAttempt(Guid.NewGuid(), second, Gentle, TermsOf(Gentle), ByTechnician()),
            () => job.SeeLockout(second, ByTechnician()),
            () => job.ReinitializeRecorder(second, null, true, ByTechnician()),
            () => job.LeaveRecorder(second, "No method fits.", ByTechnician()),
            () => job.LinkRecorder(second, Domain.Ownership.LinkKind.Receipt, ByTechnician()),
        ];

        Assert.All(tries, act => Assert.Contains("The maker was asked and has not answered yet", Assert.Throws<IllegalTransition>(act).Message, StringComparison.Ordinal));
        Assert.Throws<IllegalTransition>(() => job.AskVendor(job.Recorders[0].Id, "Another", Vendor, ByTechnician()));
    }

    [Fact]
    public void FirstRecorder_UnlinkedOrNobodyOnSite_StaysBehindTheGate()
    {
        var unlinked = OnSite(recorders: 2);
        unlinked.Verify(Seen(unlinked, unlinked.Recorders[1].Id), Signed, ByTechnician());
        unlinked.AskVendor(unlinked.Recorders[1].Id, "The maker", Xml, ByTechnician());
        Assert.Contains("Nothing links", Assert.Throws<IllegalTransition>(() => unlinked.RecordAttempt(unlinked.Recorders[0].Id, Gentle, AttemptOutcome.Failed, null, ByTechnician())).Message, StringComparison.Ordinal);

        var left = FirstAnsweredSecondAsked();
        Assert.Throws<IllegalTransition>(() => left.RecordAttempt(left.Recorders[0].Id, Gentle, AttemptOutcome.Failed, null, ByOtherTechnician()));
        left.EndVisitPartlyDone("Time ran out.", ByTechnician());
        Assert.Throws<IllegalTransition>(() => left.RecordAttempt(left.Recorders[0].Id, Gentle, AttemptOutcome.Failed, null, ByTechnician()));
        Assert.Contains("on site only", left.WhyNotReadAnswer(left.VendorCases[0].Id, TechnicianId), StringComparison.Ordinal);

        Schedule(left);
        left.Arrive(samePersonSeen: false, ByTechnician());
        Assert.Equal("Ownership has to be verified first.", left.WhyNotReadAnswer(left.VendorCases[0].Id, TechnicianId));
        Assert.Contains("Ownership is not verified", Assert.Throws<IllegalTransition>(() => left.RecordAttempt(left.Recorders[0].Id, Gentle, AttemptOutcome.Failed, null, ByTechnician())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondVisit_WithBothOpen_GoesOnWithTheAnsweredOne()
    {
        var job = FirstAnsweredSecondAsked();
        job.EndVisitPartlyDone("Time ran out.", ByTechnician());
        Schedule(job);
        job.Arrive(samePersonSeen: true, ByTechnician());

        Assert.Equal(JobStatus.AwaitingVendor, job.Status);
        Assert.Null(job.WhyNotReadAnswer(job.VendorCases[0].Id, TechnicianId));
        job.RecordAttempt(job.Recorders[0].Id, Vendor, AttemptOutcome.Succeeded, null, ByTechnician());
        Assert.Equal(VendorCaseState.Imported, job.VendorCases[0].State);
    }

    private static Job FirstAnsweredSecondAsked()
    {
        var job = Verified(recorders: 2);
        job.AskVendor(job.Recorders[0].Id, "The seller", Vendor, ByTechnician());
        job.EndVendorCase(answered: true, ByTechnician());
        job.AskVendor(job.Recorders[1].Id, "The maker", Xml, ByTechnician(Now + Duration.FromMinutes(1)));
        Assert.Equal(JobStatus.AwaitingVendor, job.Status);
        return job;
    }
}
