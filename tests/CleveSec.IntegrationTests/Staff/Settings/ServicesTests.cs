using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>What visits are for, as the admin sets it.</summary>
public sealed class ServicesTests : IAsyncLifetime
{
    private const string All = "/staff/settings/services";
    private const string New = "/staff/settings/services/new";
    private const string Form = "main form";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Service_Added_HasAnIdOfItsNameAndSaysThatNobodyCanDoItYet()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(New);

        (await client.SubmitAsync(Form, ("Input.NameEnglish", "Camera tune-up & O'Brien-Muñoz"), ("Input.NameSpanish", "Ajuste de cámaras"), ("Input.Minutes", "45"), ("Input.BrandMinutes[2]", "75"), ("Input.Needs", "Ladder, lift, ladder"))).ExpectRedirect(All);

        var row = await this.RowAsync("camera-tune-up-o-brien-munoz");
        Assert.Equal(("Ajuste de cámaras", 45, 50, true, true, 3), (row.NameSpanish, row.WorkMinutes, row.FurtherRecorderPercent, row.Online, row.Active, row.Position));
        Assert.Equal(["Hikvision 75"], row.BrandMinutes);
        Assert.Equal(["ladder", "lift"], row.Needs);
        Assert.Contains("No technician has ladder and lift yet", (await client.GetAsync(All)).Text, StringComparison.Ordinal);

        await client.GetAsync(New);
        var twice = (await client.SubmitAsync(Form, ("Input.NameEnglish", "camera tune-up & O'Brien-Muñoz "), ("Input.NameSpanish", "Otra"), ("Input.Minutes", "45"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("a service of this name already", twice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recovery", "Input.Active", "cannot be switched off")]
    [InlineData("return", "Input.Active", "cannot be switched off")]
    [InlineData("recovery", "Input.Online", "stays offered online")]
    public async Task OwnService_SwitchedOff_IsRefused(string id, string field, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync($"{All}/{id}");

        var page = (await client.SubmitAsync(Form, (field, null), ("Input.Minutes", "99"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.Text, StringComparison.Ordinal);
        Assert.Equal("99", page.One("[name='Input.Minutes']").GetAttribute("value"));
        Assert.True((await this.RowAsync(id)).Active);
        Assert.NotEqual(99, (await this.RowAsync(id)).WorkMinutes);
    }

    [Fact]
    public async Task Service_InUseByAnOpenJob_IsOnlyDeactivatedAndTheJobKeepsIt()
    {
        await this.app.DbAsync(db =>
        {
            db.Services.Add(new ServiceRow { Id = "tune", NameEnglish = "Tune-up", NameSpanish = "Ajuste", WorkMinutes = 30, FurtherRecorderPercent = 50, Online = true, Active = true, Position = 3 });
            return db.SaveChangesAsync(Ct);
        });
        var job = await this.app.Data.JobAsync();
        await this.app.DbAsync(db => db.Jobs.Where(row => row.Id == job.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ServiceId, "tune"), Ct));
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync($"{All}/tune");

        (await client.SubmitAsync(Form, ("Input.Active", null))).ExpectRedirect(All);

        Assert.False((await this.RowAsync("tune")).Active);
        Assert.Contains("1 open job keeps it until the end", (await client.GetAsync(All)).Text, StringComparison.Ordinal);
        Assert.Equal("tune", (await this.app.Data.LoadAsync(job.Id)).ServiceId);
        Assert.Equal("In use: yes → no", await this.app.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "service changed").Select(entry => entry.Detail).SingleAsync(Ct)));
    }

    [Theory]
    [InlineData("Input.NameSpanish", "", "name in Spanish")]
    [InlineData("Input.Minutes", "5", "from 10 to 480")]
    [InlineData("Input.BrandMinutes[1]", "long", "or nothing")]
    [InlineData("Input.FurtherPercent", "101", "from 0 to 100")]
    [InlineData("Input.Needs", "a,b,c,d,e,f,g,h,i,j,k,l,m", "up to 12 words")]
    public async Task Service_OneFieldBad_SaysWhy(string field, string value, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(New);

        var fields = new Dictionary<string, string?> { ["Input.NameEnglish"] = "Tune-up", ["Input.NameSpanish"] = "Ajuste", ["Input.Minutes"] = "45", [field] = value };
        var page = (await client.SubmitAsync(Form, [.. fields.Select(pair => (pair.Key, pair.Value))])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Tune-up", page.One("[name='Input.NameEnglish']").GetAttribute("value"));
    }

    [Fact]
    public async Task Service_SavedBySomebodyElseMeanwhile_IsToldAndOverwritesNothing()
    {
        using var first = await this.app.Data.SignInAsync(StaffRole.Admin);
        using var second = await this.app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync($"{All}/recovery");
        await second.GetAsync($"{All}/recovery");

        (await first.SubmitAsync(Form, ("Input.Minutes", "70"))).ExpectRedirect(All);
        var refused = (await second.SubmitAsync(Form, ("Input.Minutes", "80"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("1 hour 10 minutes", refused.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("80", refused.One("[name='Input.Minutes']").GetAttribute("value"));
        Assert.Equal(70, (await this.RowAsync("recovery")).WorkMinutes);
    }

    [Fact]
    public async Task Service_Unknown_IsNotFound()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync($"{All}/nothing")).Expect(HttpStatusCode.NotFound);
    }

    private Task<ServiceRow> RowAsync(string id) => this.app.DbAsync(db => db.Services.AsNoTracking().SingleAsync(row => row.Id == id, Ct));
}
