using System.Security.Claims;
using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.GuideEditor;

internal abstract record PublishOutcome
{
    internal sealed record Published : PublishOutcome;

    internal sealed record AlreadyPublished : PublishOutcome;

    /// <summary>There is a newer version than the one that was to be published; nothing was done.</summary>
    internal sealed record Overtaken(GuideVersion Newest) : PublishOutcome;

    internal sealed record NotFound : PublishOutcome;
}

/// <summary>Shows readers the newest version, if it is still the one the editor has looked at.</summary>
internal sealed class PublishVersion(GuideChanges changes)
{
    public async Task<PublishOutcome> RunAsync(Subject subject, int number, ClaimsPrincipal by, CancellationToken ct) => await changes.RunAloneAsync<PublishOutcome>(subject, async page =>
    {
        if (page.Newest is not { } newest || number < 1 || number > newest.Number)
        {
            return new PublishOutcome.NotFound();
        }

        if (page.PublishedNumber == number)
        {
            return new PublishOutcome.AlreadyPublished();
        }

        if (newest.Number != number)
        {
            return new PublishOutcome.Overtaken(newest);
        }

        await changes.PublishAsync(page, newest, by, ct);
        return new PublishOutcome.Published();
    }, ct) ?? new PublishOutcome.NotFound();
}
