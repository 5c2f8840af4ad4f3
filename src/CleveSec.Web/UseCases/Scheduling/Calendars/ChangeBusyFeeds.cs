using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling.Beside;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <summary>Adds a technician's calendar, takes it away with all its busy times, or has it read at once. The address is kept encrypted and shown to nobody.</summary>
internal sealed class ChangeBusyFeeds(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, SecretBox secrets, AuditTrail audit, IClock clock)
{
    /// <summary>False: the person is no technician. The same address twice is one calendar.</summary>
    public Task<bool> AddAsync(Guid technician, Uri url, Actor by, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetCurrentInstant();
        await TechnicianLock.TakeAsync(db, now, ct, technician);
        var name = await db.Staff.AsNoTracking().Where(staff => staff.Id == technician && staff.Active && staff.Role == StaffRole.Technician).Select(staff => staff.Name).FirstOrDefaultAsync(ct);
        if (name is null)
        {
            return false;
        }

        var there = await db.BusyFeeds.AsNoTracking().Where(feed => feed.TechnicianId == technician).Select(feed => feed.SealedUrl).ToListAsync(ct);
        if (!there.Exists(address => secrets.OpenAddress(address) == url.AbsoluteUri))
        {
            db.BusyFeeds.Add(new BusyFeed { Id = Guid.CreateVersion7(), TechnicianId = technician, SealedUrl = secrets.SealAddress(url.AbsoluteUri), Host = url.Host, CreatedAt = now });
            audit.Add(by.Id, by.Name, "calendar added", name, url.Host);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    });

    /// <summary>One that is gone already counts as removed.</summary>
    public async Task RemoveAsync(Guid id, Actor by, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await db.BusyFeeds.FromSql($"select * from busy_feeds where id = {id}").FirstOrDefaultAsync(ct) is not { } feed)
            {
                return;
            }

            var now = clock.GetCurrentInstant();
            var freed = (await TechnicianLock.TakeAsync(db, now, ct, feed.TechnicianId)).ToList();
            foreach (var work in await db.OtherWork.AsNoTracking().Where(work => work.FeedId == id && work.CancelledAt == null && work.End > now).Select(work => work.Id).ToListAsync(ct))
            {
                freed.AddRange(await places.LiftAsync(work, now, ct));
            }

            // What is left of it belongs to nobody's calendar any more.
            await db.OtherWork.Where(work => work.FeedId == id).ExecuteUpdateAsync(set => set
                .SetProperty(work => work.FeedId, (Guid?)null).SetProperty(work => work.ExternalId, (string?)null).SetProperty(work => work.Conflict, (string?)null)
                .SetProperty(work => work.CancelledAt, work => work.CancelledAt ?? now), ct);
            await db.BusyFeeds.Where(row => row.Id == id).ExecuteDeleteAsync(ct);
            var name = await db.Staff.AsNoTracking().Where(staff => staff.Id == feed.TechnicianId).Select(staff => staff.Name).FirstAsync(ct);
            audit.Add(by.Id, by.Name, "calendar removed", name, feed.Host);
            db.Entry(feed).State = EntityState.Detached;
            await db.SaveChangesAsync(ct);
            await places.RedriveAsync(freed, plan, ct);
            await transaction.CommitAsync(ct);
        });
    }

    public Task ReadSoonAsync(Guid id, CancellationToken ct) => db.BusyFeeds.Where(feed => feed.Id == id).ExecuteUpdateAsync(set => set.SetProperty(feed => feed.FetchedAt, (Instant?)null).SetProperty(feed => feed.ETag, (string?)null), ct);
}
