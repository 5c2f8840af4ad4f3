using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Puts other work into technicians' days, all or none, and takes it out again. Inside the caller's transaction, with the technicians locked.</summary>
internal sealed class OtherWorkPlaces(CleveSecDb db, TechnicianDays days)
{
    /// <summary>Why it does not fit, by technician; nothing: each has a part now, saved with whatever else was waiting to be.</summary>
    public async Task<IReadOnlyList<string>> PlaceAsync(OtherWork work, IReadOnlyCollection<Guid> technicians, SchedulingPlan plan, Instant now, CancellationToken ct)
    {
        var date = TechnicianLock.DateOf(work.Start);
        var everybody = await days.RunAsync(technicians, date, ct);
        List<string> reasons = [.. everybody.SelectMany(day => Against(work, day, plan))];
        if (reasons.Count > 0)
        {
            return reasons;
        }

        foreach (var day in everybody)
        {
            var zip = work.Zip ?? "";
            var before = day.Stops.LastOrDefault(stop => stop.Stop.WorkStart < work.Start)?.Stop.Zip ?? day.Technician.HomeZip;
            var placement = new Placement(day.Technician.Id, work.Span, work.Start, work.End, TechnicianLock.DriveTo(plan.Travel, before, zip, work.Start), BufferOf(work, plan), Duration.Zero);
            await TechnicianLock.RedriveAsync(db, plan.Travel, day.Schedule, null, new Stop(Guid.Empty, zip, work.Start, work.End, false), ct, date);
            db.Visits.Add(Visit.Occupy(work.Id, zip, placement, now));
        }

        await db.SaveChangesAsync(ct);
        return [];
    }

    /// <summary>Frees the time of all its parts; the drives of those days are written anew by <see cref="RedriveAsync"/>, once whatever comes instead stands.</summary>
    public async Task<IReadOnlyList<FreedDay>> LiftAsync(Guid workId, Instant now, CancellationToken ct)
    {
        var parts = await db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId == workId && Schedules.Live.Contains(visit.Status)).Select(visit => new { visit.TechnicianId, visit.WorkStart }).ToListAsync(ct);
        await db.Visits.Where(visit => visit.OtherWorkId == workId && Schedules.Live.Contains(visit.Status))
            .ExecuteUpdateAsync(set => set.SetProperty(visit => visit.Status, VisitStatus.Cancelled).SetProperty(visit => visit.EndedAt, now), ct);
        return [.. parts.Select(part => new FreedDay(part.TechnicianId, TechnicianLock.DateOf(part.WorkStart)))];
    }

    public async Task RedriveAsync(IReadOnlyCollection<FreedDay> freed, SchedulingPlan plan, CancellationToken ct)
    {
        foreach (var date in freed.GroupBy(day => day.Date))
        {
            foreach (var day in await days.RunAsync([.. date.Select(one => one.TechnicianId).Distinct()], date.Key, ct))
            {
                await TechnicianLock.RedriveAsync(db, plan.Travel, day.Schedule, null, null, ct, date.Key);
            }
        }
    }

    /// <summary>After somebody's own appointment nothing has to be packed up.</summary>
    private static Duration BufferOf(OtherWork work, SchedulingPlan plan) => work.Kind == OtherWorkKind.Busy ? Duration.Zero : plan.Rules.Buffer;

    private static IEnumerable<string> Against(OtherWork work, TechnicianDay day, SchedulingPlan plan)
    {
        if (work.FeedId is null && day.Technician.WhyNotAvailable(work.Span) is not null)
        {
            return [$"{day.Technician.Name} is away then or no technician any more."];
        }

        var zip = work.Zip ?? "";
        var end = work.End + BufferOf(work, plan);
        var before = day.Stops.LastOrDefault(stop => stop.Stop.WorkStart < work.Start);
        var after = day.Stops.FirstOrDefault(stop => stop.Stop.WorkStart >= end);
        var inside = day.Stops.Where(stop => stop.Stop.WorkStart < end && (stop.Stop.WorkStart >= work.Start || stop.OccupiedEnd > work.Start)).ToList();
        if (inside.Count > 0)
        {
            return inside.Select(stop => $"{day.Technician.Name} has {stop.What}.");
        }

        List<string> late = [];
        if (before is not null && TechnicianLock.DriveTo(plan.Travel, before.Stop.Zip, zip, work.Start) is var there && before.OccupiedEnd + there > work.Start)
        {
            late.Add($"{day.Technician.Name} has {before.What} before, and the drive takes {there.TotalMinutes:0} minutes.");
        }

        if (after is not null && TechnicianLock.DriveTo(plan.Travel, zip, after.Stop.Zip, after.Stop.WorkStart) is var onward && end + onward > after.Stop.WorkStart)
        {
            late.Add($"{day.Technician.Name} has {after.What} after it, and the drive takes {onward.TotalMinutes:0} minutes.");
        }

        return late;
    }
}
