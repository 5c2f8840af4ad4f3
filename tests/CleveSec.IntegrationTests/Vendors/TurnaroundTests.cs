using System.Globalization;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>How long vendors take, on the page of vendor cases.</summary>
public sealed class TurnaroundTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Page_WithAnswers_ShowsWithinWhatTimeHalfAndNineOfTenCameByVendorWithTheirNumber()
    {
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.DoesNotContain("How long they take", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
        foreach (var hours in Enumerable.Range(1, 12))
        {
            await AnsweredAsync("Dahua support", Duration.FromHours(hours));
        }

        // Of nine nobody can say what nine of ten did.
        foreach (var hours in Enumerable.Range(1, 8))
        {
            await AnsweredAsync("Hikvision support", Duration.FromHours(hours));
        }

        await AnsweredAsync("Hikvision support", Duration.FromMinutes(90));

        // One that waits for its answer counts nowhere.
        await VendorLetters.SentAsync(app);

        var rows = (await office.GetAsync("/staff/vendor")).One("section[aria-labelledby='turnaround-title'] tbody").Children.Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();

        Assert.Equal(["Dahua support | 12 | 6 hours | 11 hours", "Hikvision support | 9 | 4 hours | Too few answers"], rows);
    }

    private async Task AnsweredAsync(string vendor, Duration after)
    {
        var job = await VendorLetters.SentAsync(app);
        await app.Data.ActAsync(job.Id, new Actor(ActorRole.Dispatcher, null, "Dana Dispatcher"), (it, step) => it.AcceptVendorAnswer(it.VendorCases[0].Id, step.At, step));
        await app.Database.AsOwnerAsync("update vendor_cases set vendor = $2, answered_at = sent_at + $3::interval where id = $1", job.VendorCases[0].Id, vendor, after.TotalMinutes.ToString(CultureInfo.InvariantCulture) + " minutes");
    }
}
