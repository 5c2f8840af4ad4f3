using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

/// <summary>Takes a merge back, exactly, for thirty days; refused where something in it has changed since, because then nobody could say whose the change is.</summary>
internal sealed class UndoMerge(CleveSecDb db, AuditTrail audit, IClock clock)
{
    public Task<MergeOutcome> RunAsync(Guid mergeId, ClaimsPrincipal by, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select from record_merges where id = {mergeId} for update", ct);
        if (await db.RecordMerges.FirstOrDefaultAsync(row => row.Id == mergeId, ct) is not { } merge)
        {
            return new MergeOutcome.NotFound();
        }

        if (await WhyNotAsync(merge, ct) is { } why)
        {
            return new MergeOutcome.Refused(why);
        }

        var refused = merge.Kind == MergeKind.Customer ? await SplitCustomersAsync(merge, ct) : await SplitRecordersAsync(merge, ct);
        if (refused is not null)
        {
            db.ChangeTracker.Clear();
            return new MergeOutcome.Refused(refused);
        }

        (merge.UndoneAt, merge.UndoneByName) = (clock.GetCurrentInstant(), by.Identity?.Name ?? "");
        audit.Add(by, "merge undone", Corrections.SubjectOf(merge.Kind == MergeKind.Customer ? Corrected.Customer : Corrected.Recorder, merge.KeptId), $"{merge.MergedId} stands alone again");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (MergeOutcome)new MergeOutcome.Undone(merge.KeptId, merge.MergedId);
    });

    private async Task<string?> WhyNotAsync(RecordMerge merge, CancellationToken ct)
    {
        if (merge.UndoneAt is not null)
        {
            return $"{merge.UndoneByName} has taken this merge back already.";
        }

        if (merge.UndoUntil <= clock.GetCurrentInstant())
        {
            return "Thirty days are over: this merge stays.";
        }

        var later = await db.RecordMerges.AnyAsync(row => row.UndoneAt == null && row.At > merge.At && row.Id != merge.Id && (row.KeptId == merge.KeptId || row.MergedId == merge.KeptId || row.KeptId == merge.MergedId), ct);
        return later ? "There was another merge since. Take that one back first." : null;
    }

    private async Task<string?> SplitCustomersAsync(RecordMerge merge, CancellationToken ct)
    {
        var detail = MergeDetail.Read(merge.Detail);
        await db.Database.ExecuteSqlAsync($"select from customers where id in ({merge.KeptId}, {merge.MergedId}) order by id for update", ct);
        await db.Database.ExecuteSqlAsync($"select from jobs where customer_id = {merge.KeptId} order by id for update", ct);
        var (kept, merged) = (await db.Customers.FirstAsync(row => row.Id == merge.KeptId, ct), await db.Customers.FirstAsync(row => row.Id == merge.MergedId, ct));
        if (kept.Details != detail.After.Details || kept.MergedIntoId is not null || merged.MergedIntoId != kept.Id)
        {
            return $"Name, number, address or wishes of {kept.Name} were changed since: nobody could say whose the change is.";
        }

        if (await ChangedAsync(kept.Id, detail, ct) is { } why)
        {
            return why;
        }

        await RestoreAsync(merged.Id, detail, ct);
        kept.Take(detail.Before.Details);
        merged.StandAlone();
        return null;
    }

    private async Task<string?> ChangedAsync(Guid kept, MergeDetail detail, CancellationToken ct)
    {
        var moved = detail.Doors.ToDictionary(door => door.From);
        var doors = detail.Doors.Select(door => door.From).ToList();
        var recorders = detail.Doors.SelectMany(door => door.Recorders).ToList();
        var booked = await db.Jobs.Where(job => !detail.Jobs.Contains(job.Id) && (detail.Sites.Contains(job.SiteId) || job.Recorders.Any(part => recorders.Contains(part.RecorderId)))).Select(job => job.Number).FirstOrDefaultAsync(ct);
        if (booked is not null)
        {
            return $"{booked} was made since, for a site or recorder of this merge.";
        }

        var jobs = await db.Jobs.Where(job => detail.Jobs.Contains(job.Id)).Select(job => new { job.Id, job.CustomerId, job.SiteId }).ToListAsync(ct);
        var sites = await db.Sites.Where(site => detail.Sites.Contains(site.Id)).Select(site => new { site.Id, site.CustomerId, site.MergedIntoId }).ToListAsync(ct);
        var placed = await db.Recorders.Where(recorder => recorders.Contains(recorder.Id)).Select(recorder => new { recorder.Id, recorder.SiteId, recorder.MergedIntoId }).ToListAsync(ct);
        var same = jobs.TrueForAll(job => job.CustomerId == kept && !doors.Contains(job.SiteId))
            && sites.TrueForAll(site => site.CustomerId == kept && (!moved.TryGetValue(site.Id, out var door) || site.MergedIntoId == door.To))
            && placed.TrueForAll(recorder => recorder.MergedIntoId is null && detail.Doors.Any(door => door.To == recorder.SiteId && door.Recorders.Contains(recorder.Id)));
        return same ? null : "Its jobs, sites or recorders were moved since.";
    }

    private async Task RestoreAsync(Guid merged, MergeDetail detail, CancellationToken ct)
    {
        await db.Jobs.Where(job => detail.Jobs.Contains(job.Id)).ExecuteUpdateAsync(set => set.SetProperty(job => job.CustomerId, merged), ct);
        await db.Sites.Where(site => detail.Sites.Contains(site.Id)).ExecuteUpdateAsync(set => set.SetProperty(site => site.CustomerId, merged), ct);
        foreach (var door in detail.Doors)
        {
            await db.Jobs.Where(job => door.Jobs.Contains(job.Id)).ExecuteUpdateAsync(set => set.SetProperty(job => job.SiteId, door.From), ct);
            await db.Recorders.Where(recorder => door.Recorders.Contains(recorder.Id)).ExecuteUpdateAsync(set => set.SetProperty(recorder => recorder.SiteId, door.From), ct);
            (await db.Sites.FirstAsync(site => site.Id == door.From, ct)).StandAlone();
        }
    }

    private async Task<string?> SplitRecordersAsync(RecordMerge merge, CancellationToken ct)
    {
        var parts = RecorderMergeDetail.Read(merge.Detail).JobRecorders;
        var (kept, merged) = (await db.Recorders.FirstAsync(row => row.Id == merge.KeptId, ct), await db.Recorders.FirstAsync(row => row.Id == merge.MergedId, ct));
        if (merged.MergedIntoId != kept.Id || kept.MergedIntoId is not null || kept.SiteId != merged.SiteId || await db.JobRecorders.AnyAsync(part => parts.Contains(part.Id) && part.RecorderId != kept.Id, ct))
        {
            return "The recorders were moved since.";
        }

        await db.JobRecorders.Where(part => parts.Contains(part.Id)).ExecuteUpdateAsync(set => set.SetProperty(part => part.RecorderId, merged.Id), ct);
        merged.StandAlone();
        return null;
    }
}
