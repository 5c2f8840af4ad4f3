using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>What the bare link shows: state, window, first name. Nothing that says who or where the customer is.</summary>
/// <param name="VisitId">The open visit; null when none is planned.</param>
/// <param name="Window">Of the open visit; null when none is planned.</param>
/// <param name="Arrival">When the technician will be there, as the day goes; null when none is awaited.</param>
/// <param name="Version">Of the job; changes with everything that is done to it.</param>
internal sealed record TrackedState(Guid JobId, JobStatus Status, Guid? VisitId, VisitStatus? VisitStatus, Interval? Window, string? TechnicianFirstName, ArrivalEstimate? Arrival, uint Version)
{
    /// <summary>A file or code of the manufacturer is pending, or came and is not used yet: the recorder stays on, whatever becomes of the visit.</summary>
    public bool StaysOn { get; init; }

    /// <summary>The day has come and something closer than the promise can be said.</summary>
    public ArrivalEstimate? Closer => Arrival is { Certainty: not ArrivalCertainty.Promised } arrival && arrival.Window != Window ? arrival : null;
}

/// <summary>What the customer's own session shows.</summary>
/// <param name="ChangeUntil">Until when the visit may be changed here; null when there is nothing to change.</param>
internal sealed record TrackedVisit(
    TrackedState State,
    string Number,
    string CustomerName,
    IReadOnlyList<RecorderBrand> Brands,
    string Street,
    string? Unit,
    string City,
    string Zip,
    string? Summary,
    Instant? ClosedAt,
    Instant? ChangeUntil,
    string? ContactName,
    string? ContactPhone,
    IReadOnlyList<(Instant At, string What)> History)
{
    public RecorderBrand Brand => Brands[0];

    /// <summary>The work is ahead or under way.</summary>
    public bool TakesPhotos => !State.Status.IsOver();
}

internal sealed class TrackedVisitQuery(CleveSecDb db, Schedules schedules, ArrivalQuery arrivals, TrackedWords words)
{
    public async Task<TrackedState?> StateAsync(Guid jobId, CancellationToken ct)
    {
        var row = await db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => new
        {
            job.Id,
            job.Status,
            job.Version,
            StaysOn = job.VendorCases.Any(one => one.State == VendorCaseState.Drafted || one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered),
            Visit = job.Visits.Where(visit => Schedules.Live.Contains(visit.Status))
                .Select(visit => new { visit.Id, visit.Status, visit.WindowStart, visit.WindowEnd, Technician = db.Staff.Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.Name).First() }).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var arrival = row.Visit is { } waiting ? await arrivals.RunAsync(waiting.Id, ct) : null;
        return new TrackedState(row.Id, row.Status, row.Visit?.Id, row.Visit?.Status, row.Visit is { } visit ? new Interval(visit.WindowStart, visit.WindowEnd) : null,
            row.Visit is { } planned ? StaffMember.FirstNameOf(planned.Technician) : null, arrival, row.Version)
        {
            StaysOn = row.StaysOn && !row.Status.IsOver(),
        };
    }

    public async Task<TrackedVisit?> RunAsync(Guid jobId, CancellationToken ct)
    {
        if (await StateAsync(jobId, ct) is not { } state)
        {
            return null;
        }

        var row = await db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => new
        {
            job.Number,
            job.Customer.Name,
            Brands = job.Recorders.Select(recorder => recorder.Recorder.Brand).ToList(),
            job.Site.Street,
            job.Site.Unit,
            job.Site.City,
            job.Site.Zip,
            job.Summary,
            job.ClosedAt,
            job.ContactName,
            job.ContactPhone,
        }).FirstAsync(ct);
        var rules = (await schedules.PlanAsync(ct)).Rules;
        var changeable = state is { Window: not null, Status: JobStatus.Scheduled, VisitStatus: VisitStatus.Planned or VisitStatus.Confirmed };
        return new TrackedVisit(state, row.Number, row.Name, row.Brands, row.Street, row.Unit, row.City, row.Zip, state.Status == JobStatus.Closed ? row.Summary : null, row.ClosedAt, changeable ? state.Window!.Value.Start - rules.CutOff : null, row.ContactName, row.ContactPhone,
            await HistoryAsync(jobId, ct));
    }

    /// <summary>What happened so far, as far as it is told to the customer.</summary>
    public async Task<IReadOnlyList<(Instant At, string What)>> HistoryAsync(Guid jobId, CancellationToken ct)
    {
        var events = await db.JobEvents.AsNoTracking().Where(happened => happened.JobId == jobId).OrderBy(happened => happened.Sequence).Select(happened => new { happened.At, happened.Kind }).ToListAsync(ct);
        return [.. from happened in events let what = words.Of(happened.Kind) where what is not null select (happened.At, what)];
    }
}
