using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Customers;

internal abstract record CorrectionOutcome
{
    internal sealed record Saved : CorrectionOutcome;

    internal sealed record NotFound : CorrectionOutcome;

    /// <summary>The row is not any more what the form was opened with.</summary>
    internal sealed record LostRace : CorrectionOutcome;

    /// <param name="Field">Of the input.</param>
    internal sealed record Refused(string Field, string Reason) : CorrectionOutcome;
}

/// <summary>Which row is put right.</summary>
internal enum Corrected
{
    Customer,
    Site,
    Recorder,
}

/// <summary>The one way to put a customer, site or recorder right: locked, held against what the form was opened with, written with its line in the audit in one transaction.</summary>
internal sealed class Corrections(CleveSecDb db, AuditTrail audit)
{
    /// <summary>What the form carries, to be given back; null: no such row, or one that was merged into another.</summary>
    public async Task<string?> VersionAsync(Corrected what, Guid id, CancellationToken ct) => (await (what switch
    {
        Corrected.Customer => db.Database.SqlQuery<string>($"""select xmin::text as "Value" from customers where id = {id} and merged_into_id is null"""),
        Corrected.Site => db.Database.SqlQuery<string>($"""select xmin::text as "Value" from sites where id = {id} and merged_into_id is null"""),
        _ => db.Database.SqlQuery<string>($"""select xmin::text as "Value" from recorders where id = {id} and merged_into_id is null"""),
    }).ToListAsync(ct)).FirstOrDefault();

    /// <param name="version">What the form was opened with.</param>
    /// <param name="change">Changes the row and tells what changed, "name: A → B", or why not.</param>
    public Task<CorrectionOutcome> RunAsync(Corrected what, Guid id, string? version, ClaimsPrincipal by, Func<Task<(string Changed, CorrectionOutcome? Refused)>> change, CancellationToken ct) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync<CorrectionOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await LockAsync(what, id, ct);
            if (await VersionAsync(what, id, ct) is not { } now)
            {
                return new CorrectionOutcome.NotFound();
            }

            if (now != version)
            {
                return new CorrectionOutcome.LostRace();
            }

            var (changed, refused) = await change();
            if (refused is not null || changed.Length == 0)
            {
                db.ChangeTracker.Clear();
                return refused ?? new CorrectionOutcome.Saved();
            }

            audit.Add(by, $"{what.ToString().ToLowerInvariant()} corrected", SubjectOf(what, id), changed);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return new CorrectionOutcome.Saved();
        });

    public static string SubjectOf(Corrected what, Guid id) => $"{what.ToString().ToLowerInvariant()} {id}";

    /// <summary>Old and new values.</summary>
    public static string What(params (string Name, string? Before, string? After)[] values) =>
        string.Join("; ", values.Where(value => value.Before != value.After).Select(value => $"{value.Name}: {value.Before ?? "none"} → {value.After ?? "none"}"));

    private Task LockAsync(Corrected what, Guid id, CancellationToken ct) => what switch
    {
        Corrected.Customer => db.Database.ExecuteSqlAsync($"select from customers where id = {id} for update", ct),
        Corrected.Site => db.Database.ExecuteSqlAsync($"select from sites where id = {id} for update", ct),
        _ => db.Database.ExecuteSqlAsync($"select from recorders where id = {id} for update", ct),
    };
}
