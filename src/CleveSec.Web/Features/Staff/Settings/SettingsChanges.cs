using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings;

internal abstract record SettingsOutcome
{
    /// <param name="Said">What changed, for the admin.</param>
    internal sealed record Saved(string Said) : SettingsOutcome;

    /// <summary>Somebody else saved since the form was opened.</summary>
    internal sealed record LostRace : SettingsOutcome;

    /// <summary>Not possible; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : SettingsOutcome;
}

/// <summary>The one way to change settings: one admin after the other, with the trace and the news for the pages in one transaction.</summary>
internal sealed class SettingsChanges(CleveSecDb db)
{
    /// <param name="change">Is handed the office's row, which is locked and so stands for all settings; another outcome than Saved undoes all.</param>
    public Task<SettingsOutcome> RunAsync(Func<OfficeSettings, Task<SettingsOutcome>> change, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var office = await db.OfficeSettings.FromSql($"select * from office_settings for update").SingleAsync(ct);
        var outcome = await change(office);
        if (outcome is SettingsOutcome.Saved)
        {
            await db.SaveChangesAsync(ct);
            await GuidePublished.NotifyAsync(db, ct);
            await transaction.CommitAsync(ct);
        }

        return outcome;
    });
}
