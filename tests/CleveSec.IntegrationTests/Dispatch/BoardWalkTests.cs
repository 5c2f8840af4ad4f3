using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;
using static CleveSec.TestSupport.Moves;

namespace CleveSec.IntegrationTests.Dispatch;

/// <summary>Five dispatchers at once, who move whatever they see to wherever they like.</summary>
public sealed class BoardWalkTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const int Clients = 5;
    private const int MovesEach = 12;
    private static readonly LocalDate Day = new(2026, 11, 25);

    [Fact]
    public async Task Moves_OfFiveClients_LeaveNoOverlapAndOneTruth()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var technicians = new List<StaffMember>();
        var jobs = new List<Job>();
        for (var i = 0; i < 3; i++)
        {
            technicians.Add(await app.Data.StaffAsync(StaffRole.Technician, $"Technician {i}"));
            jobs.Add(await app.Data.JobAsync(JobStatus.Scheduled, technicians[i], At(Day, 9)));
            jobs.Add(await app.Data.JobAsync(JobStatus.Scheduled, technicians[i], At(Day, 13)));
            jobs.Add(await app.Data.JobAsync());
        }

        var answers = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => WalkAsync(new Random(seed + client), technicians, jobs)))).SelectMany(one => one).ToList();

        Assert.True(answers.TrueForAll(status => status is 200 or 409), $"seed {seed}: {string.Join(' ', answers)}");
        Assert.Contains(200, answers);
        Assert.Equal(0, await DoubleBookings.CountAsync(app.Database));
        using var reader = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await reader.GetAsync("/staff/board?date=2026-11-25");
        var shown = page.All(".row [data-job]").ToDictionary(card => card.GetAttribute("data-job")!, card => (card.Closest(".row")!.GetAttribute("data-technician"), card.GetAttribute("data-start"), card.GetAttribute("data-seen")));
        foreach (var job in jobs)
        {
            var visit = await app.VisitAsync(job.Id);
            var stands = visit is null ? default : (visit.TechnicianId.ToString(), visit.WorkStart.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), SeenOf(visit));
            Assert.True(shown.GetValueOrDefault(job.Number) == stands, $"seed {seed}: {job.Number} is shown as {shown.GetValueOrDefault(job.Number)} and stands as {stands}");
        }
    }

    /// <summary>Each looks at the card as it stands, then moves it; somebody else may be quicker meanwhile.</summary>
    private async Task<List<int>> WalkAsync(Random random, List<StaffMember> technicians, List<Job> jobs)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var statuses = new List<int>();
        for (var i = 0; i < MovesEach; i++)
        {
            var job = jobs[random.Next(jobs.Count)];
            var seen = SeenOf(await app.VisitAsync(job.Id));
            var moved = await client.MoveAsync(job, technicians[random.Next(technicians.Count)].Id, At(Day, 8 + random.Next(9), 15 * random.Next(4)), seen, "As it comes");
            statuses.Add(moved.Status);
        }

        return statuses;
    }
}
