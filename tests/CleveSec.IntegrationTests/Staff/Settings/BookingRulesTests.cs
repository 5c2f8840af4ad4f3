using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Settings;

/// <summary>When customers may book, as the admin sets it.</summary>
public sealed class BookingRulesTests : IAsyncLifetime
{
    private const string Path = "/staff/settings/booking";
    private const string Form = "main form";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Rules_Saved_AreKeptAuditedAndSaidWithTheNextFreeWindow()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Admin, "Alex Novak"));
        await client.GetAsync(Path);

        (await client.SubmitAsync(Form, ("Input.Windows[0]", ""), ("Input.Windows[2]", "1–3 pm, 9-11:30 am"), ("Input.Horizon", "5"), ("Input.ReservePercent", "20"))).ExpectRedirect(Path);

        var saved = await this.RowAsync();
        Assert.DoesNotContain(saved.Windows, window => window.StartsWith("Monday", StringComparison.Ordinal));
        Assert.Equal(["Wednesday 09:00-11:30", "Wednesday 13:00-15:00"], saved.Windows.Where(window => window.StartsWith("Wednesday", StringComparison.Ordinal)));
        Assert.Equal((5, 20, 15), (saved.HorizonDays, saved.ReservePercent, saved.BufferMinutes));
        var page = await client.GetAsync(Path);
        var said = page.One(".notice--success").TextContent;
        Assert.Contains("Bookable ahead: 14 days → 5 days", said, StringComparison.Ordinal);
        Assert.Contains("the next free window for 44113 is Tue, Nov 24, 12–2 pm", said, StringComparison.Ordinal);
        Assert.Equal("9–11:30 am, 1–3 pm", Value(page, "Input.Windows[2]"));
        var trail = await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.StaffName} {entry.Action}, {entry.Subject}: {entry.Detail}").ToListAsync(Ct));
        Assert.Equal("Alex Novak booking rules changed, Windows on Monday: 8–10 am, 10 am–12 pm, 12–2 pm, 2–4 pm, 4–6 pm → none", trail[0]);
        Assert.Equal("Alex Novak booking rules changed, Kept for urgent work: nothing → 20 % of each day", trail[^1]);
        Assert.Equal(4, trail.Count);
    }

    [Fact]
    public async Task Rules_SavedUnchanged_ChangesAndAuditsNothing()
    {
        // What the form shows is what is stored, for every field: else this would write a change.
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        var before = await this.RowAsync();
        await client.GetAsync(Path);

        (await client.SubmitAsync(Form)).ExpectRedirect(Path);

        Assert.Equivalent(before, await this.RowAsync(), strict: true);
        Assert.Equal(0, await this.app.DbAsync(db => db.AuditEntries.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("Input.Windows[1]", "8-10, 9-11", "Two of these windows overlap")]
    [InlineData("Input.Windows[1]", "1-3", "A window at night?")]
    [InlineData("Input.Windows[1]", "8-8:10", "30 minutes at least")]
    [InlineData("Input.Windows[1]", "10-8 am", "Write windows like")]
    [InlineData("Input.Windows[1]", "morning", "Write windows like")]
    [InlineData("Input.Windows[1]", "25:00-26:00", "Write windows like")]
    [InlineData("Input.Windows[1]", "99999999999-3", "Write windows like")]
    [InlineData("Input.Horizon", "61", "from 1 to 60")]
    [InlineData("Input.Horizon", "0", "from 1 to 60")]
    [InlineData("Input.Notice", "-5", "from 0 to 2880")]
    [InlineData("Input.ReservePercent", "91", "from 0 to 90")]
    [InlineData("Input.Buffer", "ten", "from 0 to 120")]
    [InlineData("Input.RemindDayBefore", "22:00", "Choose one before the quiet hours begin")]
    [InlineData("Input.RemindMorning", "06:30", "Choose one after the quiet hours end")]
    [InlineData("Input.QuietFrom", "03:00", "from 12:00 on")]
    [InlineData("Input.ReserveUntil", "soon", "a time like 10:00")]
    public async Task Rules_OneFieldBad_SaysWhyBesideItAndKeepsWhatWasTyped(string field, string value, string why)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        var page = (await client.SubmitAsync(Form, ("Input.Warranty", "77"), (field, value))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal((value, "77"), (Value(page, field), Value(page, "Input.Warranty")));
        Assert.Equal(30, (await this.RowAsync()).WarrantyDays);
    }

    [Fact]
    public async Task Rules_NoWindowAtAll_IsRefused()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync(Path);

        var page = (await client.SubmitAsync(Form, [.. Enumerable.Range(0, 7).Select(day => ($"Input.Windows[{day}]", (string?)""))])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Leave at least one window", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_SavedBySomebodyElseMeanwhile_IsToldBesideWhatIsSavedAndOverwritesNothing()
    {
        using var first = await this.app.Data.SignInAsync(StaffRole.Admin);
        using var second = await this.app.Data.SignInAsync(StaffRole.Admin);
        await first.GetAsync(Path);
        await second.GetAsync(Path);

        (await first.SubmitAsync(Form, ("Input.Horizon", "20"))).ExpectRedirect(Path);
        var refused = (await second.SubmitAsync(Form, ("Input.Windows[5]", "10 am-1 pm"), ("Input.Horizon", "7"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("20 days", refused.One(".notice--warning").TextContent, StringComparison.Ordinal);
        Assert.Equal(("10 am-1 pm", "7"), (Value(refused, "Input.Windows[5]"), Value(refused, "Input.Horizon")));
        Assert.Equal(20, (await this.RowAsync()).HorizonDays);
        (await second.SubmitAsync(Form)).ExpectRedirect(Path);
        Assert.Equal(7, (await this.RowAsync()).HorizonDays);
    }

    private static string? Value(SitePage page, string field) => page.One($"[name='{field}']").GetAttribute("value");

    private Task<BookingSettings> RowAsync() => this.app.DbAsync(db => db.BookingSettings.AsNoTracking().SingleAsync(Ct));
}
