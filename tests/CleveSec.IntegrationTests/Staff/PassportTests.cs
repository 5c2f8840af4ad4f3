using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>What is known of a device by its serial: for the office over everything, for the technician of a visit only from their own customer.</summary>
public sealed class PassportTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly Reinitialization Left = Reinitialization.Short("4.002", playbackChecked: true) with { CamerasTotal = 8, CamerasBack = 7, Steps = new Dictionary<string, HardeningState> { [SetupSteps.RecoveryEmail] = HardeningState.Done } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recorder_KnownFromJobs_ShowsWhatWorkedWhatNotAndHowItWasLeft()
    {
        var job = await WorkedAsync("7J-PASS 01", "dahua-email");
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await office.GetAsync($"/staff/recorders/{job.Recorders[0].RecorderId}")).Expect(HttpStatusCode.OK);

        var passport = page.One("[aria-labelledby=passport-title]").TextContent;
        Assert.All(["Security questions", "QR code and security code by e-mail (DMSS)", "did not work", "4.002", "The web page of the recorder uses HTTPS.", "Declined by the owner", job.Number], words => Assert.Contains(words, passport, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recorder_SameSerialUnderAnotherCustomer_IsShownToTheOfficeAndNamed()
    {
        var (one, other) = (await WorkedAsync("7JPASS02", "dahua-email"), await WorkedAsync("7j-pass-02", "dahua-xml"));
        using var office = await app.Data.SignInAsync(StaffRole.Admin);

        var passport = (await office.GetAsync($"/staff/recorders/{one.Recorders[0].RecorderId}")).One("[aria-labelledby=passport-title]").TextContent;

        Assert.Contains(other.Number, passport, StringComparison.Ordinal);
        Assert.Contains("under another customer", passport, StringComparison.Ordinal);
        Assert.Contains("XML file with ConfigTool", passport, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recorder_WithoutASerial_KnowsItsOwnJobsOnly()
    {
        var (one, other) = (await WorkedAsync(null, "dahua-email"), await WorkedAsync(null, "dahua-xml"));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var passport = (await office.GetAsync($"/staff/recorders/{one.Recorders[0].RecorderId}")).One("[aria-labelledby=passport-title]").TextContent;

        Assert.Contains(one.Number, passport, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Number, passport, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_OfTheNextVisit_StartsFromWhatWorkedBefore()
    {
        var before = await WorkedAsync("7JPASS03", "dahua-email");
        var technician = await NextAsync("7JPASS03", before.CustomerId);

        foreach (var path in Pages(technician))
        {
            var excerpt = (await technician.Client.GetAsync(path)).Expect(HttpStatusCode.OK).One("[data-before]").TextContent;
            Assert.Contains("Worked last: Security questions", excerpt, StringComparison.Ordinal);
            Assert.Contains("QR code and security code by e-mail (DMSS): did not work", excerpt, StringComparison.Ordinal);
            Assert.Contains("Firmware then: 4.002", excerpt, StringComparison.Ordinal);
            Assert.Contains("Cameras back then: 7 of 8", excerpt, StringComparison.Ordinal);
            Assert.Contains("A clip was saved for the owner", excerpt, StringComparison.Ordinal);
            Assert.Contains("The e-mail address for resets is a mailbox that you keep. Done", excerpt, StringComparison.Ordinal);
            Assert.Contains("The web page of the recorder uses HTTPS. Declined by the owner", excerpt, StringComparison.Ordinal);
        }

        using var foreign = await app.Data.SignInAsync(StaffRole.Technician);
        (await foreign.GetAsync(technician.Sheet)).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>The control beside the test above: all is the same but for whose recorder it was.</summary>
    [Fact]
    public async Task Sheet_SameSerialUnderAnotherCustomer_TellsNothingOfThem()
    {
        await WorkedAsync("7JPASS04", "dahua-email");
        var technician = await NextAsync("7JPASS04", null);

        foreach (var path in Pages(technician))
        {
            Assert.Empty((await technician.Client.GetAsync(path)).Expect(HttpStatusCode.OK).All("[data-before]"));
        }
    }

    [Fact]
    public async Task Sheet_OfTheFirstVisit_HasNoExcerptOfItself()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await app.Data.ActAsync(technician.JobId, technician.Staff, (job, step) => job.RecordAttempt(job.Recorders[0].Id, ResetMethod.Find("dahua-email")!, AttemptOutcome.Failed, null, step));

        Assert.Empty((await technician.Client.GetAsync(technician.Sheet)).All("[data-before]"));
    }

    /// <summary>Wherever the technician chooses a method.</summary>
    private static string[] Pages(Technician technician) => [technician.Sheet, .. new[] { "start", "attempt" }.Select(step => $"{technician.Sheet}/{step}?recorder={technician.Recorder()}")];

    /// <summary>A recorder of this serial on which one method failed and the questions worked, with its checklist.</summary>
    private async Task<Job> WorkedAsync(string? serial, string failed)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, technician);
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.RecordAttempt(it.Recorders[0].Id, ResetMethod.Find(failed)!, AttemptOutcome.Failed, null, step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.RecordAttempt(it.Recorders[0].Id, ResetMethod.Find(TestData.MethodId)!, AttemptOutcome.Succeeded, null, step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.ReinitializeRecorder(it.Recorders[0].Id, Left, step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.RecordClip(Guid.CreateVersion7(), it.Recorders[0].Id, new ClipSpan(1, new LocalDateTime(2026, 11, 20, 21, 0), new LocalDateTime(2026, 11, 20, 21, 10), 0, PlaybackChecked: true, "Casey Morgan"), step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Harden(it.Recorders[0].Id, "https", HardeningState.DeclinedByOwner, step));
        await SetSerialAsync(job, serial);
        return await app.Data.ActAsync(job.Id, technician, (it, step) => it.Close("It works again.", step));
    }

    /// <summary>Another visit to a recorder of this serial; null: of a customer of its own.</summary>
    private async Task<Technician> NextAsync(string serial, Guid? customer)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var job = await technician.LoadAsync();
        await SetSerialAsync(job, serial);
        if (customer is { } same)
        {
            await app.Database.AsOwnerAsync("update sites set customer_id = $1 where id = $2", same, job.SiteId);
            await app.Database.AsOwnerAsync("update jobs set customer_id = $1 where id = $2", same, job.Id);
        }

        return technician;
    }

    private async Task SetSerialAsync(Job job, string? serial)
    {
        if (serial is not null)
        {
            await app.DbAsync(db => db.Recorders.Where(row => row.Id == job.Recorders[0].RecorderId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Serial, serial), Ct));
        }
    }
}
