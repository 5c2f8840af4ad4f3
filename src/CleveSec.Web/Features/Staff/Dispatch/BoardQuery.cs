using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>Everything that takes anybody's time on a day, or a week; statuses as text, as they are stored.</summary>
/// <param name="Brands">Of the job's recorders, with commas between.</param>
internal sealed record StopRow(
    Guid Id, Guid TechnicianId, string Status, string Zip, Instant WindowStart, Instant WindowEnd, Instant WorkStart, Instant WorkEnd, Instant OccupiedStart, Instant OccupiedEnd, int Sequence,
    Instant? EnRouteAt, Instant? ArrivedAt, Instant? EndedAt, string? Number, string? JobStatus, string? Customer, string? City, string? Brands, string? WorkKind, string? WorkTitle, Guid? OtherWorkId, bool FromCalendar)
{
    /// <summary>With the drive to it.</summary>
    public Interval Shown => new(OccupiedStart, WorkEnd);
}

internal sealed record TrayRow(
    Guid Id, string Number, string Status, string Customer, string City, string Zip, string ServiceId, string Brands, Instant Since, string? CallBack, Instant? WantedWindowStart, Instant? WantedWindowEnd, Instant? AnswerUntil);

internal sealed record BoardRead(SchedulingPlan Plan, IReadOnlyList<StopRow> Stops, IReadOnlyList<TrayRow> Tray, Instant Now);

/// <summary>Reads what the board shows: the plan (kept in memory, proven fresh by one small statement), the stops with one, the jobs that wait with another.</summary>
internal sealed class BoardQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    public const int TrayShown = 40;

    public async Task<BoardRead> DayAsync(LocalDate date, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return new BoardRead(plan, await StopsAsync(plan, date, date, null, ct), await TrayRowsAsync(ct), clock.GetCurrentInstant());
    }

    /// <param name="days">From that date on.</param>
    public async Task<BoardRead> DaysAsync(LocalDate first, int days, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return new BoardRead(plan, await StopsAsync(plan, first, first.PlusDays(days - 1), null, ct), [], clock.GetCurrentInstant());
    }

    /// <summary>One technician's day alone, for who looks at a board that changes.</summary>
    public async Task<BoardRead> RowAsync(LocalDate date, Guid technicianId, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return new BoardRead(plan, await StopsAsync(plan, date, date, technicianId, ct), [], clock.GetCurrentInstant());
    }

    public async Task<BoardRead> TrayAsync(CancellationToken ct) => new(await schedules.PlanAsync(ct), [], await TrayRowsAsync(ct), clock.GetCurrentInstant());

    /// <summary>What lives is found by its own small index, what is over by its technician's days: neither reads history.</summary>
    private async Task<IReadOnlyList<StopRow>> StopsAsync(SchedulingPlan plan, LocalDate first, LocalDate last, Guid? only, CancellationToken ct)
    {
        var from = first.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var until = last.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var now = clock.GetCurrentInstant();
        Guid[] technicians = only is { } one ? [one] : [.. plan.Technicians.Select(technician => technician.Id)];
        return await db.Database.SqlQuery<StopRow>($"""
            select v.id, v.technician_id, v.status, v.zip, v.window_start, v.window_end, v.work_start, v.work_end, v.occupied_start, v.occupied_end, v.sequence, v.en_route_at, v.arrived_at, v.ended_at,
              j.number, j.status as job_status, c.name as customer, s.city,
              (select string_agg(r.brand, ',' order by r.brand) from job_recorders jr join recorders r on r.id = jr.recorder_id where jr.job_id = j.id) as brands,
              o.kind as work_kind, o.title as work_title, o.id as other_work_id, coalesce(o.feed_id is not null, false) as from_calendar
            from (
              select * from visits where status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and work_end > {from} and work_start < {until} and (held_until is null or held_until > {now})
                and ({only}::uuid is null or technician_id = {only})
              union all
              select * from visits where status in ('Done', 'PartlyDone', 'NoAccess') and technician_id = any({technicians}) and work_start >= {from} and work_start < {until}
            ) v
            left join jobs j on j.id = v.job_id
            left join customers c on c.id = j.customer_id
            left join sites s on s.id = j.site_id
            left join other_work o on o.id = v.other_work_id
            order by v.work_start
            """).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<TrayRow>> TrayRowsAsync(CancellationToken ct) => await db.Database.SqlQuery<TrayRow>($"""
        select j.id, j.number, j.status, c.name as customer, s.city, s.zip, j.service_id,
          (select string_agg(r.brand, ',' order by r.brand) from job_recorders jr join recorders r on r.id = jr.recorder_id where jr.job_id = j.id) as brands,
          coalesce(j.queued_at, j.reported_at) as since, j.call_back, j.wanted_window_start, j.wanted_window_end,
          (select min(vc.answer_valid_until) from vendor_cases vc where vc.job_id = j.id and vc.state in ('Sent', 'Answered')) as answer_until
        from jobs j join customers c on c.id = j.customer_id join sites s on s.id = j.site_id
        where j.status in ('Reported', 'AwaitingVendor')
          and not exists (select from visits v where v.job_id = j.id and v.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite'))
          and (j.status = 'Reported' or not exists (select from vendor_cases vc where vc.job_id = j.id and vc.state in ('Drafted', 'Sent')))
        order by coalesce(j.queued_at, j.reported_at), j.number
        limit {TrayShown + 1}
        """).ToListAsync(ct);
}
