namespace CleveSec.UnitTests.Jobs;

public sealed class JobEventTests
{
    [Fact]
    public void Events_ManyInOneMillisecond_HaveAscendingIds()
    {
        var job = JobBuilder.Scheduled();
        for (var i = 0; i < 500; i++)
        {
            job.AcknowledgeVisit(JobBuilder.ByTechnician());
        }

        // Rows are inserted in the order of their ids.
        Assert.Equal(job.Events.Select(happened => happened.Id).Order(), job.Events.Select(happened => happened.Id));
    }
}
