using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Office;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings;

/// <param name="Hours">In the order of the week; empty: not published.</param>
/// <param name="Version">Of what the form was opened with; another one lost a race.</param>
internal sealed record OfficeView(IReadOnlyList<OfficeSpan> Hours, int GuideCheckDays, string Version)
{
    public static OfficeView Of(OfficeSettings settings) => new(
        [.. settings.Hours.Select(OfficeSpan.Parse).OrderBy(span => span.Day).ThenBy(span => span.From)],
        settings.GuideCheckDays,
        Keys.IdOf([.. settings.Hours, settings.GuideCheckDays.ToString(System.Globalization.CultureInfo.InvariantCulture)]).ToString("N"));
}

internal sealed class OfficeQuery(CleveSecDb db)
{
    public async Task<OfficeView> RunAsync(CancellationToken ct) => OfficeView.Of(await db.OfficeSettings.AsNoTracking().SingleAsync(ct));
}
