using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.UnitTests.Jobs;
using NodaTime;

namespace CleveSec.UnitTests.Recovery;

/// <summary>The states of a vendor case, and what each move of the job does to them.</summary>
public sealed class VendorCaseTests
{
    private static readonly ResetMethod Xml = ResetMethod.Find("dahua-xml")!;
    private static readonly Step Office = JobBuilder.By(ActorRole.Dispatcher);

    [Fact]
    public void Draft_Sent_Answered_Imported_IsTheWholeWay()
    {
        var job = Drafted();
        Assert.Equal((JobStatus.AwaitingVendor, VendorCaseState.Drafted), (job.Status, job.VendorCases[0].State));
        Send(job);
        Assert.Equal(VendorCaseState.Sent, job.VendorCases[0].State);
        job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office);
        Assert.Equal((JobStatus.OwnershipVerified, VendorCaseState.Answered, JobBuilder.Now + Duration.FromHours(24)), (job.Status, job.VendorCases[0].State, job.VendorCases[0].AnswerValidUntil));

        job.RecordAttempt(job.Recorders[0].Id, Xml, AttemptOutcome.Failed, null, JobBuilder.ByTechnician());
        Assert.Equal(VendorCaseState.Answered, job.VendorCases[0].State);
        job.RecordAttempt(job.Recorders[0].Id, Xml, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
        Assert.Equal(VendorCaseState.Imported, job.VendorCases[0].State);
    }

    [Theory]
    [InlineData(VendorNeeds.Device, "serial number or Device ID")]
    [InlineData(VendorNeeds.Device | VendorNeeds.Date, "serial number or Device ID")]
    [InlineData(VendorNeeds.Date, "date that the recorder shows")]
    [InlineData(VendorNeeds.File, "file that was exported")]
    public void Draft_WithoutWhatTheVendorNeeds_IsRefusedAndChangesNothing(VendorNeeds needs, string why)
    {
        var job = JobBuilder.Verified();
        var before = JobSnapshot.Of(job);

        var refused = Assert.Throws<IllegalTransition>(() => job.DraftVendorLetter(job.Recorders[0].Id, Xml, Facts(needs), JobBuilder.ByTechnician()));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, JobSnapshot.Of(job));
    }

    [Fact]
    public void Draft_OwnershipNotVerified_IsRefused()
    {
        var job = JobBuilder.OnSite();

        Assert.Throws<IllegalTransition>(() => job.DraftVendorLetter(job.Recorders[0].Id, Xml, Facts(), JobBuilder.ByTechnician()));
        Assert.Empty(job.VendorCases);
    }

    [Fact]
    public void Send_Twice_IsRefused()
    {
        var job = JobBuilder.Then(Drafted(), Send);

        Assert.Throws<IllegalTransition>(() => Send(job));
    }

    [Fact]
    public void Send_ByAnotherTechnicianOrWithoutOwnership_IsRefused()
    {
        var job = Drafted();
        Assert.Throws<IllegalTransition>(() => job.SendVendorLetter(Id(job), "a@example.com", Guid.NewGuid(), JobBuilder.Now, JobBuilder.ByOtherTechnician()));

        job.EndVisitPartlyDone("The vendor takes a day.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(job);
        job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician());
        Assert.Throws<IllegalTransition>(() => Send(job));
        Assert.Equal(VendorCaseState.Refused, job.VendorCases[0].State);
    }

    [Fact]
    public void Accept_ByTheTechnician_IsRefused()
    {
        var job = JobBuilder.Then(Drafted(), Send);

        Assert.Throws<IllegalTransition>(() => job.AcceptVendorAnswer(Id(job), JobBuilder.Now, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void Accept_BeforeTheLetterLeft_IsRefused()
    {
        var job = Drafted();

        Assert.Throws<IllegalTransition>(() => job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office));
        Assert.Throws<IllegalTransition>(() => job.EndVendorCase(answered: true, JobBuilder.ByTechnician()));
    }

    [Fact]
    public void Accept_NotGoodAnyMore_IsRefused()
    {
        var job = JobBuilder.Then(Drafted(), Send);

        Assert.Throws<IllegalTransition>(() => job.AcceptVendorAnswer(Id(job), JobBuilder.Now - Duration.FromHours(24), Office));
        job.AcceptVendorAnswer(Id(job), JobBuilder.Now - Duration.FromHours(24) + Duration.FromSeconds(1), Office);
    }

    [Fact]
    public void Accept_WhileAReturnVisitIsPlanned_LeavesTheVisit()
    {
        var job = JobBuilder.Then(Drafted(), Send);
        job.EndVisitPartlyDone("The vendor takes a day.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(job);

        job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office);

        Assert.Equal((JobStatus.Scheduled, VendorCaseState.Answered), (job.Status, job.VendorCases[0].State));
        job.Arrive(samePersonSeen: true, JobBuilder.ByTechnician());
        Assert.Equal(JobStatus.OwnershipVerified, job.Status);
        Assert.Null(job.WhyNotReadAnswer(Id(job), JobBuilder.TechnicianId));
        Assert.NotNull(job.WhyNotReadAnswer(Id(job), JobBuilder.OtherTechnicianId));
    }

    [Fact]
    public void Read_AnotherPersonOnTheReturnVisit_WaitsForTheNewCheck()
    {
        var job = JobBuilder.Then(Drafted(), Send);
        job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office);
        job.EndVisitPartlyDone("Time ran out.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(job);
        Assert.NotNull(job.WhyNotReadAnswer(Id(job), JobBuilder.TechnicianId));
        job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician());

        Assert.Equal("Ownership has to be verified first.", job.WhyNotReadAnswer(Id(job), JobBuilder.TechnicianId));
        JobBuilder.Verify(job);
        Assert.Null(job.WhyNotReadAnswer(Id(job), JobBuilder.TechnicianId));
    }

    [Fact]
    public void Expire_BeforeAndAfterItsTime_HoldsTheClock()
    {
        var job = JobBuilder.Then(Drafted(), Send);
        Assert.Throws<IllegalTransition>(() => job.ExpireVendorAnswer(Id(job), Clock(Duration.FromDays(9))));
        job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office);

        Assert.Throws<IllegalTransition>(() => job.ExpireVendorAnswer(Id(job), Clock(Duration.FromHours(24) - Duration.FromSeconds(1))));
        job.ExpireVendorAnswer(Id(job), Clock(Duration.FromHours(24)));

        Assert.Equal(VendorCaseState.Expired, job.VendorCases[0].State);
        Assert.Throws<IllegalTransition>(() => job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office));
        Assert.Throws<IllegalTransition>(() => job.ExpireVendorAnswer(Id(job), Clock(Duration.FromHours(25))));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(72)]
    public void Telephone_AskedAndAnswered_HasTheVendorsClock(int hours)
    {
        var job = JobBuilder.Verified();
        job.AskVendor(job.Recorders[0].Id, "The seller", JobBuilder.Vendor, JobBuilder.ByTechnician(), new VendorTerms(hours, Duration.FromHours(48)));
        Assert.Equal((hours, JobBuilder.Now + Duration.FromHours(48), null), (job.VendorCases[0].ValidityHours, job.VendorCases[0].AnswerExpectedBy, job.VendorCases[0].AnswerValidUntil));

        job.EndVendorCase(answered: true, JobBuilder.ByTechnician(JobBuilder.Now + Duration.FromHours(5)));

        var until = JobBuilder.Now + Duration.FromHours(5 + hours);
        Assert.Equal((JobBuilder.Now + Duration.FromHours(5), until), (job.VendorCases[0].AnsweredAt, job.VendorCases[0].AnswerValidUntil));
        Assert.Throws<IllegalTransition>(() => job.ExpireVendorAnswer(Id(job), Clock(until - Duration.FromSeconds(1) - JobBuilder.Now)));
        job.ExpireVendorAnswer(Id(job), Clock(until - JobBuilder.Now));
        Assert.Equal(VendorCaseState.Expired, job.VendorCases[0].State);
    }

    [Fact]
    public void Telephone_NobodySaidHowLong_LastsTheUsualHours()
    {
        var job = JobBuilder.AwaitingVendor();
        Assert.Null(job.VendorCases[0].AnswerExpectedBy);

        job.EndVendorCase(answered: true, JobBuilder.ByTechnician());

        Assert.Equal(JobBuilder.Now + Duration.FromHours(VendorCase.UsualValidityHours), job.VendorCases[0].AnswerValidUntil);
    }

    [Fact]
    public void Telephone_VendorSaysNo_HasNoAnswerToKeepTimeOf()
    {
        var job = JobBuilder.AwaitingVendor();

        job.EndVendorCase(answered: false, JobBuilder.ByTechnician());

        Assert.Equal((VendorCaseState.Refused, null), (job.VendorCases[0].State, job.VendorCases[0].AnswerValidUntil));
    }

    [Fact]
    public void Job_Ended_EndsWhatIsOpen()
    {
        var givenUp = JobBuilder.Then(Answered(), job => job.GiveUp("The recorder is defective.", JobBuilder.ByTechnician()));
        var settled = Answered();
        settled.RecordAttempt(settled.Recorders[0].Id, JobBuilder.Gentle, AttemptOutcome.Succeeded, null, JobBuilder.ByTechnician());
        settled.ReinitializeRecorder(settled.Recorders[0].Id, null, playbackChecked: true, JobBuilder.ByTechnician());

        Assert.All([givenUp, settled], job => Assert.Equal(VendorCaseState.Refused, job.VendorCases[0].State));
    }

    [Fact]
    public void Turnaround_FromTheLetterToTheMail_IsMeasured()
    {
        var job = JobBuilder.Then(Drafted(), Send);
        Assert.Null(job.VendorCases[0].Turnaround);

        job.AcceptVendorAnswer(Id(job), JobBuilder.Now + Duration.FromHours(5), new Step(Office.By, JobBuilder.Now + Duration.FromHours(9)));

        Assert.Equal(Duration.FromHours(5), job.VendorCases[0].Turnaround);
    }

    [Fact]
    public void Draft_WhileAnotherLetterIsThere_IsRefusedAndSaysWhich()
    {
        var job = Drafted();
        var facts = Facts();

        Assert.Contains("written already", Assert.Throws<IllegalTransition>(() => job.DraftVendorLetter(job.Recorders[0].Id, Xml, facts, Office)).Message, StringComparison.Ordinal);
        Send(job);
        Assert.Contains("was sent already", Assert.Throws<IllegalTransition>(() => job.DraftVendorLetter(job.Recorders[0].Id, Xml, facts, Office)).Message, StringComparison.Ordinal);
        Assert.Single(job.VendorCases);
    }

    [Fact]
    public void Correct_ADraft_ChangesWhatItSaysAndIsNoted()
    {
        var job = Drafted();
        var token = job.VendorCases[0].Token;

        job.CorrectVendorLetter(Id(job), Facts() with { DeviceId = " 7J03B ", DateOnScreen = new LocalDate(2026, 11, 1), Token = "another" }, newFile: true, Office);

        Assert.Equal(("7J03B", new LocalDate(2026, 11, 1), token), (job.VendorCases[0].DeviceId, job.VendorCases[0].DateOnScreen, job.VendorCases[0].Token));
        Assert.Equal(("VendorLetterCorrected", "serial number or Device ID, date on the screen, exported file"), (job.Events[^1].Kind, job.Events[^1].Detail["changed"]));
    }

    [Fact]
    public void Correct_SentOrLackingOrByAnotherTechnician_IsRefusedAndChangesNothing()
    {
        var job = Drafted();
        Assert.Throws<IllegalTransition>(() => job.CorrectVendorLetter(Id(job), Facts(VendorNeeds.Device), false, Office));
        Assert.Throws<IllegalTransition>(() => job.CorrectVendorLetter(Id(job), Facts(), false, JobBuilder.ByOtherTechnician()));
        Send(job);
        var before = JobSnapshot.Of(job);

        Assert.Contains("was sent already", Assert.Throws<IllegalTransition>(() => job.CorrectVendorLetter(Id(job), Facts(), true, Office)).Message, StringComparison.Ordinal);
        Assert.Equal(before, JobSnapshot.Of(job));
    }

    [Fact]
    public void Refuse_APendingCase_GivesTheJobBack()
    {
        var job = JobBuilder.Then(Drafted(), Send);
        Assert.Throws<IllegalTransition>(() => job.RefuseVendorCase(Id(job), " ", Office));

        job.RefuseVendorCase(Id(job), "They help sellers only.", Office);

        Assert.Equal((JobStatus.OwnershipVerified, VendorCaseState.Refused), (job.Status, job.VendorCases[0].State));
        Assert.Throws<IllegalTransition>(() => job.RefuseVendorCase(Id(job), "Again.", Office));
    }

    [Fact]
    public void Refuse_WhileAReturnVisitIsPlannedOrAfterTheAnswer_LeavesTheJobWhereItIs()
    {
        var planned = JobBuilder.Then(Drafted(), Send);
        planned.EndVisitPartlyDone("The vendor takes a day.", JobBuilder.ByTechnician());
        JobBuilder.Schedule(planned);
        var answered = Answered();
        var before = answered.Status;

        planned.RefuseVendorCase(Id(planned), "They help sellers only.", Office);
        answered.RefuseVendorCase(Id(answered), "It was for another recorder.", Office);

        Assert.Equal((JobStatus.Scheduled, before), (planned.Status, answered.Status));
        Assert.All([planned, answered], job => Assert.Equal((VendorCaseState.Refused, "VendorCaseRefused"), (job.VendorCases[0].State, job.Events[^1].Kind)));
    }

    private static Job Answered() => JobBuilder.Then(JobBuilder.Then(Drafted(), Send), job => job.AcceptVendorAnswer(Id(job), JobBuilder.Now, Office));

    private static Job Drafted() => JobBuilder.Then(JobBuilder.Verified(), job => job.DraftVendorLetter(job.Recorders[0].Id, Xml, Facts(), JobBuilder.ByTechnician()));

    private static void Send(Job job) => job.SendVendorLetter(Id(job), "support@example.com", Guid.Parse("44444444-4444-4444-4444-444444444444"), JobBuilder.Now + Duration.FromHours(48), JobBuilder.ByTechnician());

    private static Guid Id(Job job) => job.VendorCases[0].Id;

    private static Step Clock(Duration later) => new(new Actor(ActorRole.None, null, "The clock"), JobBuilder.Now + later);

    private static VendorLetterFacts Facts(VendorNeeds needs = VendorNeeds.None) => new("Dahua support", needs, null, null, false, "ABCDEFGHJKMNPQRS", 24);
}
