using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>Whom we ask for files and codes, as the admin sets it.</summary>
public sealed class VendorsTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Xml = "/staff/settings/vendors/dahua-xml";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendors_FromTheStart_AreOneForEachMethodThatAsks()
    {
        var rows = await app.DbAsync(db => db.Vendors.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Ct));

        Assert.Equal(["dahua-vendor-code", "dahua-xml", "hik-partner-pro", "hik-sadp", "lorex-support"], rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.NotNull(ResetMethod.Find(row.Id)));
        Assert.Equal("support_rpwd@dahuatech.com", rows.Single(row => row.Id == "dahua-xml").Recipient);
    }

    [Fact]
    public async Task Vendor_Saved_IsKeptAndWrittenToTheAudit()
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync("/staff/settings/vendors/hik-sadp");

        (await client.SubmitAsync("main form", ("Input.Recipient", "help@example.com"), ("Input.ValidityHours", "36"), ("Input.Days[0].From1", "09:00"), ("Input.Days[0].To1", "12:00"), ("Input.Days[0].From2", "13:00"), ("Input.Days[0].To2", "17:00"), ("Input.Days[5].From1", "10:00"), ("Input.Days[5].To1", "14:00"), ("Input.Name", "O'Brien-Muñoz support"))).ExpectRedirect("/staff/settings/vendors");

        var row = await app.DbAsync(db => db.Vendors.AsNoTracking().SingleAsync(vendor => vendor.Id == "hik-sadp", Ct));
        Assert.Equal(("help@example.com", 36, "O'Brien-Muñoz support"), (row.Recipient, row.ValidityHours, row.Name));
        Assert.Equal(["Monday 09:00-12:00", "Monday 13:00-17:00", "Saturday 10:00-14:00"], row.Hours);
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "vendor changed" && entry.Subject == "hik-sadp", Ct)));
    }

    [Theory]
    [InlineData("Input.Recipient", "not an address")]
    [InlineData("Input.ValidityHours", "0")]
    [InlineData("Input.ReplyHours", "x")]
    [InlineData("Input.Name", "")]
    [InlineData("Input.LetterText", "The password: Blue42fish")]
    public async Task Vendor_Wrong_IsRefusedBesideTheField(string field, string value)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Xml);

        var page = (await client.SubmitAsync("main form", (field, value))).Expect(HttpStatusCode.UnprocessableEntity);

        page.One($"#{field.Replace('.', '_')}_error");
    }

    [Fact]
    public async Task Vendor_HoursWrong_AreRefusedBesideTheirDayAndKept()
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Xml);

        var page = (await client.SubmitAsync("main form", ("Input.Days[1].From1", "17:00"), ("Input.Days[1].To1", "09:00"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("the end has to be after the start", page.One("#day-1-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("17:00", page.One("input[name='Input.Days[1].From1']").GetAttribute("value"));
        Assert.All(await app.DbAsync(db => db.Vendors.AsNoTracking().Where(row => row.Id == "dahua-xml").ToListAsync(Ct)), row => Assert.Empty(row.Hours));
    }

    [Fact]
    public async Task Vendor_SavedByTwo_ShowsTheSecondWhatIsSavedNow()
    {
        using var first = await app.Data.SignInAsync(StaffRole.Admin);
        using var second = await app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Xml);
        await second.GetAsync(Xml);
        (await first.SubmitAsync("main form", ("Input.ReplyHours", "30"))).ExpectRedirect("/staff/settings/vendors");

        var page = (await second.SubmitAsync("main form", ("Input.ReplyHours", "40"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("30 hours", page.Text, StringComparison.Ordinal);
        Assert.Equal("40", page.One("#Input_ReplyHours").GetAttribute("value"));
    }
}
