using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace CleveSec.IntegrationTests.Security;

/// <summary>What is out of date goes, and nothing else. As the site's own database role, which may delete in these tables.</summary>
public sealed class HousekeepingTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clean_OldAndFreshRows_DeletesOnlyTheOld()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var staff = await app.Data.StaffAsync(StaffRole.Admin);
        var ended = new[] { app.Clock.Now - Housekeeping.KeptAfterEnd - Duration.FromHours(1), app.Clock.Now - Housekeeping.KeptAfterEnd + Duration.FromHours(1) };
        await app.DbAsync(db =>
        {
            foreach (var end in ended)
            {
                AddRows(db, job.Id, staff.Id, end);
            }

            db.RateCounts.Add(new RateCount { Key = "old", WindowStart = app.Clock.Now - Duration.FromHours(25), Count = 1 });
            db.RateCounts.Add(new RateCount { Key = "fresh", WindowStart = app.Clock.Now - Duration.FromHours(23), Count = 1 });
            return db.SaveChangesAsync(Ct);
        });

        await app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Equal(["fresh"], await app.DbAsync(db => db.RateCounts.Where(row => row.Key == "old" || row.Key == "fresh").Select(row => row.Key).ToListAsync(Ct)));
        Assert.Equal(ended[1], await app.DbAsync(db => db.CustomerSessions.Select(row => row.ExpiresAt).SingleAsync(Ct)));
        Assert.Equal(ended[1], await app.DbAsync(db => db.CustomerCodes.Select(row => row.ExpiresAt).SingleAsync(Ct)));
        Assert.Equal(ended[1], await app.DbAsync(db => db.SecretLinks.Where(row => row.SubjectId == staff.Id).Select(row => row.ExpiresAt).SingleAsync(Ct)));
        Assert.Equal(ended[1], await app.DbAsync(db => db.StaffSessions.Select(row => row.EndedAt).SingleAsync(Ct)));
        Assert.Equal(ended[1], await app.DbAsync(db => db.CommandKeys.Select(row => row.At).SingleAsync(Ct)));
    }

    [Fact]
    public void Site_RunsIt() => Assert.Contains(app.Services.GetServices<IHostedService>(), service => service is Housekeeping);

    private static void AddRows(CleveSecDb db, Guid jobId, Guid staffId, Instant end)
    {
        var start = end - Duration.FromHours(1);
        db.CustomerSessions.Add(new CustomerSession { Id = Guid.CreateVersion7(), KeyHash = Keys.Hash(Keys.New()), JobId = jobId, CreatedAt = start, ExpiresAt = end });
        db.CustomerCodes.Add(new CustomerCode { Id = Guid.CreateVersion7(), JobId = jobId, BrowserHash = Keys.Hash(Keys.New()), CodeHash = Keys.Hash(Keys.New()), CreatedAt = start, ExpiresAt = end });
        db.SecretLinks.Add(new SecretLink { Id = Guid.CreateVersion7(), Purpose = LinkPurpose.Invitation, TokenHash = Keys.Hash(Keys.New()), SubjectId = staffId, CreatedAt = start, ExpiresAt = end });
        db.StaffSessions.Add(new StaffSession { Id = Guid.CreateVersion7(), KeyHash = Keys.Hash(Keys.New()), StaffId = staffId, CreatedAt = start, LastSeenAt = start, ExpiresAt = end + Duration.FromDays(1), EndedAt = end });
        db.CommandKeys.Add(new CommandKey { Key = Guid.NewGuid(), Kind = "test", Fingerprint = Keys.Hash("test"), ResultId = jobId, At = end });
    }
}
