using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>What customers are offered first as things are set, in one sentence: the quickest way to see a mistake.</summary>
internal sealed class NextWindowWords(CleveSecDb db, FreeWindowsQuery windows)
{
    /// <summary>Downtown; when it is not served, the first ZIP code that is.</summary>
    private const string Sample = "44113";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var zip = await db.ServiceZips.AsNoTracking().Where(row => row.Served).OrderByDescending(row => row.Zip == Sample).ThenBy(row => row.Zip).Select(row => row.Zip).FirstOrDefaultAsync(ct);
        if (zip is null)
        {
            return "No ZIP code is served, so nobody can book.";
        }

        var offers = await windows.RunAsync(new WindowWish(zip, Service.RecoveryId, [RecorderBrand.Dahua]), ct);
        return offers.Count == 0
            ? $"With these settings no window is free for {zip}: check hours, people and windows."
            : $"With these settings the next free window for {zip} is {LocalTime.DayAndSpan(offers[0].Window)}; {offers.Count} are offered in all.";
    }
}
