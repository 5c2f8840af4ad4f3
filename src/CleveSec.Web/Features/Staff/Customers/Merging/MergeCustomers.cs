using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

public sealed class MergeInput
{
    /// <summary>The one that is given up.</summary>
    public Guid With { get; set; }

    /// <summary>From which of the two: the id of a customer.</summary>
    public Guid Name { get; set; }
    public Guid Phone { get; set; }
    public Guid Email { get; set; }

    /// <summary>A person looked at both.</summary>
    public bool Sure { get; set; }
    public string? KeptVersion { get; set; }
    public string? MergedVersion { get; set; }
}

/// <summary>
/// Two customers who are one (ADR 18). Jobs and sites go over to the one that is kept, a site at the same door becomes one, all in one transaction; the other stays as it was and points to the kept one.
/// Customers' sessions and links belong to a job and stay with it: nobody sees more than before. Two merges at once wait for each other, and the second finds that what it decided on has changed.
/// </summary>
internal sealed class MergeCustomers(CleveSecDb db, Corrections corrections, AuditTrail audit, IClock clock)
{
    public Task<MergeOutcome> RunAsync(Guid keptId, MergeInput input, ClaimsPrincipal by, CancellationToken ct) => keptId == input.With
        ? Task.FromResult<MergeOutcome>(new MergeOutcome.Refused("These are the same customer already."))
        : db.Database.CreateExecutionStrategy().ExecuteAsync<MergeOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlAsync($"select from customers where id in ({keptId}, {input.With}) order by id for update", ct);
            if (await corrections.VersionAsync(Corrected.Customer, keptId, ct) != input.KeptVersion || await corrections.VersionAsync(Corrected.Customer, input.With, ct) != input.MergedVersion)
            {
                return new MergeOutcome.LostRace();
            }

            var (kept, merged) = (await db.Customers.FirstOrDefaultAsync(row => row.Id == keptId, ct), await db.Customers.FirstOrDefaultAsync(row => row.Id == input.With, ct));
            if (kept is null || merged is null)
            {
                return new MergeOutcome.NotFound();
            }

            await MergeAsync(kept, merged, input, by, ct);
            await transaction.CommitAsync(ct);
            db.ChangeTracker.Clear();
            return new MergeOutcome.Merged();
        });

    private async Task MergeAsync(Customer kept, Customer merged, MergeInput input, ClaimsPrincipal by, CancellationToken ct)
    {
        var before = kept.Details;
        var jobs = await db.Database.SqlQuery<Guid>($"""select id as "Value" from jobs where customer_id = {merged.Id} order by id for update""").ToListAsync(ct);
        var sites = await db.Database.SqlQuery<Guid>($"""select id as "Value" from sites where customer_id = {merged.Id} order by id for update""").ToListAsync(ct);
        var doors = await DoorsAsync(kept.Id, merged.Id, ct);
        await db.Jobs.Where(job => job.CustomerId == merged.Id).ExecuteUpdateAsync(set => set.SetProperty(job => job.CustomerId, kept.Id), ct);
        await db.Sites.Where(site => site.CustomerId == merged.Id).ExecuteUpdateAsync(set => set.SetProperty(site => site.CustomerId, kept.Id), ct);
        await JoinAsync(doors, ct);
        kept.Take(Chosen(kept, merged, input));
        merged.MergeInto(kept.Id);
        var now = clock.GetCurrentInstant();
        db.RecordMerges.Add(new RecordMerge
        {
            Id = Guid.CreateVersion7(),
            Kind = MergeKind.Customer,
            KeptId = kept.Id,
            MergedId = merged.Id,
            At = now,
            UndoUntil = now + RecordMerge.Undoable,
            ById = by.StaffId(),
            ByName = by.Identity?.Name ?? "",
            Detail = new MergeDetail(DetailsText.Of(before), DetailsText.Of(kept.Details), jobs, sites, doors).Write(),
        });
        audit.Add(by, "customers merged", Corrections.SubjectOf(Corrected.Customer, kept.Id), $"{merged.Name} ({merged.Id}) is the same: {jobs.Count} jobs and {sites.Count} sites went over");
        await db.SaveChangesAsync(ct);
    }

    private async Task JoinAsync(List<MergedDoor> doors, CancellationToken ct)
    {
        foreach (var door in doors)
        {
            await db.Jobs.Where(job => job.SiteId == door.From).ExecuteUpdateAsync(set => set.SetProperty(job => job.SiteId, door.To), ct);
            await db.Recorders.Where(recorder => recorder.SiteId == door.From).ExecuteUpdateAsync(set => set.SetProperty(recorder => recorder.SiteId, door.To), ct);
            (await db.Sites.FirstAsync(site => site.Id == door.From, ct)).MergeInto(door.To);
        }
    }

    /// <summary>Consent to texts and quiet hours belong to a telephone: they come with the one that is kept.</summary>
    private static CustomerDetails Chosen(Customer kept, Customer merged, MergeInput input)
    {
        Customer From(Guid id) => id == merged.Id ? merged : kept;
        var (phone, email) = (From(input.Phone), From(input.Email));
        return kept.Details with { Name = From(input.Name).Name, Email = email.Email, Language = email.Language, Phone = phone.Phone, TextConsentAt = phone.TextConsentAt, QuietFrom = phone.QuietFrom, QuietUntil = phone.QuietUntil };
    }

    /// <summary>Sites of both at the same door, however it was typed.</summary>
    private async Task<List<MergedDoor>> DoorsAsync(Guid kept, Guid merged, CancellationToken ct)
    {
        var same = await db.Database.SqlQuery<SameDoor>($"""
            select distinct on (m.id) m.id as from_id, k.id as to_id from sites m join sites k on k.zip = m.zip and door_of(k.street, k.unit) = door_of(m.street, m.unit)
            where m.customer_id = {merged} and k.customer_id = {kept} and m.merged_into_id is null and k.merged_into_id is null order by m.id, k.id
            """).ToListAsync(ct);
        var doors = new List<MergedDoor>();
        foreach (var door in same)
        {
            doors.Add(new MergedDoor(door.FromId, door.ToId, await db.Jobs.Where(job => job.SiteId == door.FromId).Select(job => job.Id).ToListAsync(ct),
                await db.Recorders.Where(recorder => recorder.SiteId == door.FromId).Select(recorder => recorder.Id).ToListAsync(ct)));
        }

        return doors;
    }

    private sealed class SameDoor
    {
        public Guid FromId { get; init; }
        public Guid ToId { get; init; }
    }
}
