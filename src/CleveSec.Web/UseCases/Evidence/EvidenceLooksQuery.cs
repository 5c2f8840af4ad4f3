using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Evidence;

/// <param name="Action">As the audit names it: "photo viewed".</param>
/// <param name="Subject">Which one: its kind and id.</param>
internal sealed record EvidenceLook(Instant At, string Who, string Action, string? Subject);

/// <summary>Who looked at a job's evidence, added to it, took or sent it out or erased it, newest first, as the audit has it.</summary>
internal sealed class EvidenceLooksQuery(CleveSecDb db)
{
    public const int Shown = 100;

    /// <summary>As the audit names them. What is only decided or issued is not among them: nobody saw more by it.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        "photo viewed", "authorization viewed", "certificate viewed",
        EvidenceFile.AddedAction, "photo sent to vendor", "vendor answer downloaded", ExportEvidence.Action, "timeline exported",
        "photo erased", EvidencePurge.Action, "legal hold begun", "legal hold ended",
    ];

    public Task<List<EvidenceLook>> OfJobAsync(IQueryable<Job> which, CancellationToken ct) => (
        from entry in db.AuditEntries.AsNoTracking()
        join job in which on entry.Subject equals job.Number
        where Actions.Contains(entry.Action)
        orderby entry.At descending, entry.Id descending
        select new EvidenceLook(entry.At, entry.StaffName, entry.Action, entry.Detail)).Take(Shown).ToListAsync(ct);
}
