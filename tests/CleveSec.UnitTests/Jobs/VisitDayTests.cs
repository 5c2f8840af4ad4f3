using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>On which day a visit may be made, whether it waits for acceptance, and whether its technician can come.</summary>
public sealed class VisitDayTests
{
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(60 * 60 * 9, true)]
    [InlineData(60 * 60 * 48, true)]
    public void DepartAndArrive_AroundTheBeginningOfTheVisitsDay_OnlyFromThenOn(int secondsIntoTheDay, bool allowed)
    {
        // Tomorrow, 10:00 in New York, where the day begins at 5:00 UTC.
        var step = JobBuilder.ByTechnician(Instant.FromUtc(2026, 11, 25, 5, 0) + Duration.FromSeconds(secondsIntoTheDay));
        foreach (var act in new Action<Job>[] { job => job.Depart(step), job => job.Arrive(samePersonSeen: false, step) })
        {
            var job = JobBuilder.Then(JobBuilder.Reported(), it => it.Schedule(JobBuilder.Placement(Duration.FromDays(1)), JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher)));
            var before = JobSnapshot.Of(job);

            var refused = Record.Exception(() => act(job));

            Assert.Equal(allowed, refused is null);
            Assert.True(allowed || JobSnapshot.Of(job) == before);
            Assert.True(allowed || Assert.IsType<IllegalTransition>(refused).Message.Contains("Wednesday, November 25", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Arrive_BeforeTheDayWithAnotherPerson_LeavesTheCheck()
    {
        var job = JobBuilder.Then(JobBuilder.Verified(), it => it.EndVisitPartlyDone("Later.", JobBuilder.ByTechnician()));
        job.Schedule(JobBuilder.Placement(Duration.FromDays(2)), JobBuilder.Rules, JobBuilder.By(ActorRole.Dispatcher));

        Assert.Throws<IllegalTransition>(() => job.Arrive(samePersonSeen: false, JobBuilder.ByTechnician()));

        Assert.NotNull(job.StandingCheck);
    }

    [Theory]
    [InlineData(ActorRole.Homeowner, VisitStatus.Planned)]
    [InlineData(ActorRole.Dispatcher, VisitStatus.Confirmed)]
    [InlineData(ActorRole.Admin, VisitStatus.Confirmed)]
    public void ScheduleAndReschedule_ByTheCustomerOrTheOffice_WaitForAcceptanceOrNot(ActorRole role, VisitStatus status)
    {
        var job = JobBuilder.Reported();

        var visit = job.Schedule(JobBuilder.Placement(Duration.FromDays(1)), JobBuilder.Rules, JobBuilder.By(role));
        Assert.Equal(status, visit.Status);

        // Whoever made it and whatever it was: what counts is who moved it last.
        foreach (var (mover, then) in new[] { (ActorRole.Homeowner, VisitStatus.Planned), (ActorRole.Dispatcher, VisitStatus.Confirmed), (role, status) })
        {
            job.Reschedule(JobBuilder.Placement(Duration.FromDays(2)), JobBuilder.Rules, JobBuilder.By(mover));
            Assert.Equal(then, visit.Status);
        }

        job.Reassign(JobBuilder.Placement(Duration.FromDays(2), JobBuilder.OtherTechnicianId), JobBuilder.By(ActorRole.Dispatcher));
        Assert.Equal(VisitStatus.Confirmed, visit.Status);
    }

    [Theory]
    [InlineData(-60, 0, true)]
    [InlineData(-60, 1, false)]
    [InlineData(60, 120, true)]
    [InlineData(59, 120, false)]
    public void WhyNotAvailable_AbsenceBesideOrOverTheVisit_OnlyWhereItOverlaps(int from, int until, bool available)
    {
        var technician = StaffMember.Join("Dana Park", "dana@example.com", StaffRole.Technician, JobBuilder.Now);
        technician.AddAbsence(new Interval(JobBuilder.Now + Duration.FromMinutes(from), JobBuilder.Now + Duration.FromMinutes(until)), "Surgery");

        var why = technician.WhyNotAvailable(new Interval(JobBuilder.Now, JobBuilder.Now + Duration.FromMinutes(60)));

        Assert.Equal(available, why is null);
        Assert.DoesNotContain("Surgery", why ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void WhyNotAvailable_LeftOrAnotherRole_NeverSuffices()
    {
        var during = new Interval(JobBuilder.Now, JobBuilder.Now + Duration.FromHours(1));
        var left = StaffMember.Join("Dana Park", "dana@example.com", StaffRole.Technician, JobBuilder.Now);
        left.Deactivate();

        Assert.NotNull(left.WhyNotAvailable(during));
        Assert.NotNull(StaffMember.Join("Robin Hale", "robin@example.com", StaffRole.Dispatcher, JobBuilder.Now).WhyNotAvailable(during));
    }
}
