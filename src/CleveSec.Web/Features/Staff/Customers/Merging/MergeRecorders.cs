using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

/// <summary>Two entries for one device: the same serial at the same site. The jobs of the other go over to the one that is kept.</summary>
internal sealed class MergeRecorders(CleveSecDb db, AuditTrail audit, IClock clock)
{
    public Task<MergeOutcome> RunAsync(Guid keptId, Guid mergedId, ClaimsPrincipal by, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync<MergeOutcome>(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select from jobs where id in (select job_id from job_recorders where recorder_id in ({keptId}, {mergedId})) order by id for update", ct);
        await db.Database.ExecuteSqlAsync($"select from recorders where id in ({keptId}, {mergedId}) order by id for update", ct);
        var same = await db.Database.SqlQuery<bool>($"""
            select count(*) = 2 and min(site_id::text) = max(site_id::text) and min(serial_normal(serial)) = max(serial_normal(serial)) and count(serial_normal(serial)) = 2 as "Value"
            from recorders where id in ({keptId}, {mergedId}) and merged_into_id is null
            """).ToListAsync(ct);
        if (same is not [true])
        {
            return new MergeOutcome.Refused("These are not two entries with one serial at one site (any more).");
        }

        var parts = await db.JobRecorders.Where(part => part.RecorderId == mergedId).Select(part => new { part.Id, part.JobId }).ToListAsync(ct);
        var jobs = parts.ConvertAll(part => part.JobId);
        if (await db.JobRecorders.AnyAsync(part => part.RecorderId == keptId && jobs.Contains(part.JobId), ct))
        {
            return new MergeOutcome.Refused("Both stand on one job, each with work of its own: that cannot be joined. Correct the serial of the one that was misread.");
        }

        await db.JobRecorders.Where(part => part.RecorderId == mergedId).ExecuteUpdateAsync(set => set.SetProperty(part => part.RecorderId, keptId), ct);

        // Whoever has one of these jobs open decided on the recorder as it was.
        await db.Jobs.Where(job => jobs.Contains(job.Id)).ExecuteUpdateAsync(set => set.SetProperty(job => job.Status, job => job.Status), ct);
        (await db.Recorders.FirstAsync(row => row.Id == mergedId, ct)).MergeInto(keptId);
        var now = clock.GetCurrentInstant();
        db.RecordMerges.Add(new RecordMerge
        {
            Id = Guid.CreateVersion7(),
            Kind = MergeKind.Recorder,
            KeptId = keptId,
            MergedId = mergedId,
            At = now,
            UndoUntil = now + RecordMerge.Undoable,
            ById = by.StaffId(),
            ByName = by.Identity?.Name ?? "",
            Detail = new RecorderMergeDetail([.. parts.Select(part => part.Id)]).Write(),
        });
        audit.Add(by, "recorders merged", Corrections.SubjectOf(Corrected.Recorder, keptId), $"{mergedId} is the same device: {parts.Count} jobs went over");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return new MergeOutcome.Merged();
    });
}
