using System.Security.Claims;
using CleveSec.Web.Data;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

internal abstract record CheckOutcome
{
    internal sealed record Checked(string Heading) : CheckOutcome;

    internal sealed record AlreadyChecked(string Heading) : CheckOutcome;

    /// <summary>A draft waits, whose words nobody has published: what was checked is not clear. Nothing was done.</summary>
    internal sealed record DraftWaits(string Heading, GuideVersion Draft) : CheckOutcome;

    internal sealed record NotFound : CheckOutcome;
}

/// <summary>What is published was held against its sources today and is still right: a version that moves only that date, published at once.</summary>
internal sealed class CheckToday(GuideChanges changes, IClock clock)
{
    public async Task<CheckOutcome> RunAsync(Subject subject, ClaimsPrincipal by, CancellationToken ct) => await changes.RunAloneAsync<CheckOutcome>(subject, async page =>
    {
        var today = LocalTime.Today(clock.GetCurrentInstant());
        if (page is { HasDraft: true, Newest: { } draft })
        {
            return new CheckOutcome.DraftWaits(page.Published.Heading, draft);
        }

        if (page.Published.CheckedOn >= today)
        {
            return new CheckOutcome.AlreadyChecked(page.Published.Heading);
        }

        var version = changes.Add(page, page.Published with { CheckedOn = today }, "Checked against its sources, nothing to change.", by);
        await changes.PublishAsync(page, version, by, ct);
        return new CheckOutcome.Checked(page.Published.Heading);
    }, ct) ?? new CheckOutcome.NotFound();
}
