using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Data;

/// <summary>
/// Random people do random things to a job, each saved as the site saves it: what the domain allows, the database takes, and what is read back is what the domain made.
/// The seed of a failing walk stands in the message; CLEVESEC_SEED runs that one alone.
/// </summary>
public sealed class DomainAndDatabaseTests(CleveSecApp app, ITestOutputHelper output) : IClassFixture<CleveSecApp>
{
    private const int Steps = 30;

    private static readonly string[] Rare = ["cancel", "refuse", "give up", "no access", "unschedule", "withdraw", "partly done", "close", "take back", "decline"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Walk_WhatTheDomainAllows_TheDatabaseTakes() => WalkAsync(walks: 4);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Walk_ManyTimes_TheDatabaseTakesWhatTheDomainAllows() => WalkAsync(walks: 60);

    private async Task WalkAsync(int walks)
    {
        var given = Environment.GetEnvironmentVariable("CLEVESEC_SEED");
        var first = given is null ? Random.Shared.Next() : int.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
        walks = given is null ? walks : 1;
        var made = new SortedDictionary<string, int>(StringComparer.Ordinal);
        // A job that is cancelled early is a short walk: others are added until they went somewhere.
        for (var seed = first; seed < first + walks || (given is null && made.Values.Sum() <= 20 && seed < first + (5 * walks)); seed++)
        {
            await WalkAsync(seed, made);
        }

        output.WriteLine($"Seeds from {first}: {string.Join(", ", made.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(made.Values.Sum() > 20, "The walks went nowhere.");
    }

    private async Task WalkAsync(int seed, SortedDictionary<string, int> made)
    {
        var random = new Random(seed);
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var jobId = (await app.Data.JobAsync(JobStatus.Scheduled, technician, recorders: 2)).Id;
        var acts = Acts(technician);
        for (var i = 0; i < Steps; i++)
        {
            app.Clock.Advance(Duration.FromMinutes(7));
            var n = random.Next(6);
            var now = await app.Data.LoadAsync(jobId);
            if (now.Status == JobStatus.Cancelled)
            {
                return;
            }

            // A visit is made on its day: now and then that day comes.
            if (n % 2 == 0 && now.LiveVisit is { ArrivedAt: null } visit)
            {
                app.Clock.Now = Instant.Max(app.Clock.Now, visit.WindowStart);
            }

            foreach (var act in acts.OrderBy(act => random.NextDouble() + (Rare.Contains(act.Name) ? 0.7 : 0)).ToList())
            {
                if (await TryAsync(jobId, random.Next(3) == 0 ? office : technician, act, n, seed))
                {
                    made[act.Name] = made.GetValueOrDefault(act.Name) + 1;
                    break;
                }
            }
        }
    }

    /// <summary>False: the domain refused. Anything else that keeps it from being saved fails the test.</summary>
    private async Task<bool> TryAsync(Guid jobId, StaffMember by, (string Name, Func<Job, Step, int, Task> Act) act, int n, int seed) => await app.WithAsync<IServiceProvider, bool>(async services =>
    {
        var db = services.GetRequiredService<CleveSecDb>();
        var actor = new Actor(Web.Security.CurrentStaff.RoleOf(by.Role), by.Id, by.Name);
        IllegalTransition? refused = null;
        string? expected = null;
        var change = await services.GetRequiredService<JobChanges>().RunAsync(db.Jobs.Where(job => job.Id == jobId), actor, (job, step) =>
        {
            try
            {
                act.Act(job, step, n).GetAwaiter().GetResult();
                expected = Facts(job);
            }
            catch (IllegalTransition error)
            {
                refused = error;
                throw;
            }
        }, Ct);
        Assert.True(change is JobChange.Made || refused is not null, $"seed {seed}: the domain allowed “{act.Name}”, the database said: {change.Problem}");
        if (refused is not null)
        {
            return false;
        }

        var saved = await app.Data.LoadAsync(jobId);
        Assert.True(Facts(saved) == expected, $"seed {seed}, {act.Name}: {Facts(saved)} instead of {expected}");
        Assert.Equal(saved.Status, saved.Events[^1].To);
        return true;
    });

    private static string Facts(Job job) => string.Join(' ',
    [
        $"{job.Status} {job.QueueReason} {job.OwnershipOverridden} {job.LiveVisit?.Status} {job.StandingCheck?.Id} {job.Checks.Count} {job.Attempts.Count} {job.AttemptStarts.Count(start => start.IsUnderWay)} {job.Clips.Count} {job.PendingVendorCase?.Id}",
        .. job.Recorders.OrderBy(recorder => recorder.Id).Select(recorder => $"{recorder.LinkKind} {recorder.IsLinked} {recorder.ConsentByName} {recorder.Outcome} {recorder.Hardening.Count}"),
    ]);

    private IReadOnlyList<(string Name, Func<Job, Step, int, Task> Act)> Acts(StaffMember technician)
    {
        static Guid RecorderOf(Job job, int n) => job.Recorders[n % 2].Id;
        static (string, Func<Job, Step, int, Task>) Act(string name, Action<Job, Step, int> act) => (name, (job, step, n) =>
        {
            act(job, step, n);
            return Task.CompletedTask;
        }
        );
        return
        [
            ("schedule", async (job, step, _) => job.Schedule(await app.Data.PlacementAsync(technician), app.Data.Rules, step)),
            Act("arrive", (job, step, n) => job.Arrive(samePersonSeen: n % 2 == 0, step)),
            Act("no access", (job, step, _) => job.NoAccess("Reason.", step)),
            Act("unschedule", (job, step, _) => job.Unschedule("Reason.", step)),
            Act("verify", (job, step, n) => job.Verify(new OwnershipSeen(OwnershipSituation.Business, new IdentitySeen("Casey Morgan", IdentityKind.StateId, "12", NameMatches: true), AuthorityKind.CompanyLetter, new Dictionary<Guid, LinkKind> { [RecorderOf(job, n)] = LinkKind.Receipt }), TestData.Signed, step)),
            Act("ask second person", (job, step, n) => job.AskSecondPerson(
                new OwnershipSeen(OwnershipSituation.SeparatedCouple, new IdentitySeen("Casey Morgan", IdentityKind.StateId, "12", NameMatches: true), AuthorityKind.CourtOrder, new Dictionary<Guid, LinkKind> { [RecorderOf(job, n)] = LinkKind.Receipt }),
                TestData.Signed, "Note.", null, step)),
            Act("approve", (job, step, _) => job.ApproveOwnership(job.PendingSecondPerson?.Id ?? Guid.Empty, step)),
            Act("decline", (job, step, _) => job.DeclineOwnership(job.PendingSecondPerson?.Id ?? Guid.Empty, "Reason.", step)),
            Act("take back", (job, step, _) => job.TakeBackSecondPerson(step)),
            Act("verify approved", (job, step, _) => job.VerifyApproved(step)),
            Act("override", (job, step, _) => job.Override("Reason.", step)),
            Act("withdraw", (job, step, _) => job.WithdrawVerification("Reason.", step)),
            Act("link", (job, step, n) => job.LinkRecorder(RecorderOf(job, n), LinkKind.WarrantyCard, step)),
            Act("consent", (job, step, n) => job.RecordConsent(RecorderOf(job, n), TestData.Consent, step)),
            Act("attempt", (job, step, n) => job.RecordAttempt(RecorderOf(job, n), ResetMethod.Find(TestData.MethodId)!, n == 1 ? AttemptOutcome.Failed : AttemptOutcome.Succeeded, null, step)),
            Act("destructive attempt", (job, step, n) => job.RecordAttempt(RecorderOf(job, n), ResetMethod.Find("dahua-button")!, AttemptOutcome.Succeeded, null, step)),
            Act("start attempt", (job, step, n) => job.StartAttempt(Guid.CreateVersion7(), RecorderOf(job, n), ResetMethod.Find(TestData.MethodId)!, new([.. AttemptPreconditions.Of(ResetMethod.Find(TestData.MethodId)!).Select(needed => needed.Id)], true), step)),
            Act("end attempt", (job, step, n) => job.EndAttempt(job.UnderWay(RecorderOf(job, n))?.Id ?? Guid.Empty, n == 1 ? AttemptOutcome.Failed : AttemptOutcome.Succeeded, AttemptReason.NoCodeCame, null, step)),
            Act("lockout", (job, step, n) => job.SeeLockout(RecorderOf(job, n), step)),
            Act("clip", (job, step, n) => job.RecordClip(Guid.CreateVersion7(), RecorderOf(job, n), new(1, new(2026, 11, 20, 8, 0), new(2026, 11, 20, 9, 0), 0, true, "Casey Morgan"), step)),
            Act("re-initialize", (job, step, n) => job.ReinitializeRecorder(RecorderOf(job, n), "1.0", playbackChecked: true, step)),
            Act("leave", (job, step, n) => job.LeaveRecorder(RecorderOf(job, n), "Reason.", step)),
            Act("ask vendor", (job, step, n) => job.AskVendor(RecorderOf(job, n), "Dahua", ResetMethod.Find("dahua-vendor-code")!, step)),
            Act("end vendor case", (job, step, n) => job.EndVendorCase(n % 2 == 0, step)),
            Act("partly done", (job, step, _) => job.EndVisitPartlyDone("Reason.", step)),
            Act("refuse", (job, step, _) => job.Refuse("Reason.", step)),
            Act("reconsider", (job, step, _) => job.Reconsider("Reason.", step)),
            Act("give up", (job, step, _) => job.GiveUp("Reason.", step)),
            Act("resume", (job, step, _) => job.Resume("Reason.", step)),
            Act("close", (job, step, _) => job.Close("Summary.", step)),
            Act("reopen", (job, step, _) => job.Reopen("Reason.", app.Data.Rules, step)),
            Act("cancel", (job, step, _) => job.Cancel("Reason.", app.Data.Rules, step)),
        ];
    }
}
