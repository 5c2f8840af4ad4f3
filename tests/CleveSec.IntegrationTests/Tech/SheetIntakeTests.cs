using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>What was said when booking stands where the technician looks first.</summary>
public sealed class SheetIntakeTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_SomebodyElseThereAndFootageNeeded_StandBesideTheAddress()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        await app.DbAsync(db => db.Jobs.Where(row => row.Id == job.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ContactName, "Ben O'Brien-Muñoz").SetProperty(row => row.ContactPhone, "+12165550177").SetProperty(row => row.Footage, FootageNeed.Yes), Ct));
        using var phone = await app.Data.SignInAsync(technician);

        var top = (await phone.GetAsync($"/tech/visits/{job.Visits[0].Id}")).One("section.stop");

        Assert.Contains("Ben O'Brien-Muñoz", top.TextContent, StringComparison.Ordinal);
        Assert.NotNull(top.QuerySelector($"a[href='{Links.Call("+12165550177")}']"));
        Assert.Contains("footage first", top.TextContent, StringComparison.Ordinal);
    }
}
