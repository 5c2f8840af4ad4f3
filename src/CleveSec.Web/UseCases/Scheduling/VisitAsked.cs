using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>What a job that exists asks of a technician's day.</summary>
/// <param name="Visit">Its live visit, which does not stand in its own way.</param>
/// <param name="Wish">The window a customer wished for whom we call first.</param>
/// <remarks>What is asked of a day by who comes back with an answer stands in <see cref="SlotRequest.Return"/>.</remarks>
internal sealed record VisitAsked(Guid JobId, Visit? Visit, SlotRequest Request, Interval? Wish)
{
    /// <summary>Who comes back with the answer needs less time than who begins, and has to be done while the answer is good. Null: no such job.</summary>
    public static async Task<VisitAsked?> ReadAsync(CleveSecDb db, IQueryable<Job> which, SchedulingPlan plan, CancellationToken ct)
    {
        if (await which.AsNoTracking().Select(job => new
        {
            job.Id,
            job.ServiceId,
            job.Site.Zip,
            job.WantedWindowStart,
            job.WantedWindowEnd,
            Brands = job.Recorders.Select(recorder => recorder.Recorder.Brand).ToList(),
            Visit = job.Visits.FirstOrDefault(visit => Schedules.Live.Contains(visit.Status)),
            IsReturn = job.Checks.Any() || job.VendorCases.Any(one => one.State == VendorCaseState.Drafted || one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered),
            Answered = job.VendorCases.Where(one => one.State == VendorCaseState.Answered).Select(one => one.MethodId).ToList(),
            Until = job.VendorCases.Where(one => one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered).Min(one => one.AnswerValidUntil),
        }).AsSplitQuery().FirstOrDefaultAsync(ct) is not { } job)
        {
            return null;
        }

        var vendors = job.Answered.Count == 0 ? [] : await db.Vendors.AsNoTracking().Where(vendor => job.Answered.Contains(vendor.Id)).OrderBy(vendor => vendor.Id).ToListAsync(ct);
        var back = job.Answered.Count == 0 ? null : new ReturnTimes(job.Until, [.. vendors.Select(VendorHours.Of)]);
        var service = plan.Service(job.IsReturn && plan.Services.Any(row => row is { Id: Service.ReturnId, Active: true }) ? Service.ReturnId : job.ServiceId);
        return new VisitAsked(
            job.Id, job.Visit, new SlotRequest(job.Zip, service, job.Brands, job.Visit?.Id, Until: job.Until, Return: back),
            job is { WantedWindowStart: { } start, WantedWindowEnd: { } end } ? new Interval(start, end) : null);
    }
}
