using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <param name="IsWaitedFor">Nothing else happens on the job meanwhile; false: the return visit is planned already.</param>
internal sealed record CaseLine(
    Guid Id, string JobNumber, string Vendor, string MethodId, VendorCaseState State, bool HasLetter, Instant AskedAt, Instant? SentAt, Instant? ExpectedBy, Instant? ValidUntil, IReadOnlyList<string>? Hours, bool HasVisit, bool IsWaitedFor);

internal sealed record AnswerLine(Guid Id, string? JobNumber, string? Vendor, string From, VendorAnswerKind Kind, VendorAnswerState State, bool Suspicious, Instant CameAt);

/// <param name="Hours">Half of all answers took no longer, from letter to answer.</param>
/// <param name="Most">Nine of ten answers took no longer; null: of fewer than ten nobody can say so.</param>
internal sealed record TurnaroundLine(string Vendor, int Count, double Hours, double? Most);

/// <summary>A job with a technician on site and verified ownership: a letter can be written for it now.</summary>
internal sealed record WritableLine(string JobNumber, string Customer, string City);

internal sealed record VendorCasesView(IReadOnlyList<CaseLine> Open, IReadOnlyList<WritableLine> Writable, IReadOnlyList<AnswerLine> Answers, IReadOnlyList<TurnaroundLine> Turnarounds, VendorMailbox Mailbox, Instant Now);

/// <summary>What is asked of vendors and what came.</summary>
internal sealed class VendorCasesQuery(CleveSecDb db, IClock clock)
{
    private const int Most = 200;
    private static readonly VendorCaseState[] OpenStates = [VendorCaseState.Drafted, VendorCaseState.Sent, VendorCaseState.Answered];
    private static readonly Duration Lately = Duration.FromDays(14);

    public async Task<VendorCasesView> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var lately = now - Lately;
        var open = await (
            from one in db.VendorCases.AsNoTracking()
            join job in db.Jobs on one.JobId equals job.Id
            join vendor in db.Vendors on one.MethodId equals vendor.Id into vendors
            from vendor in vendors.DefaultIfEmpty()
            where OpenStates.Contains(one.State)
            orderby one.AnswerValidUntil ?? one.AnswerExpectedBy ?? one.AskedAt
            select new CaseLine(one.Id, job.Number, one.Vendor, one.MethodId, one.State, one.Token != null, one.AskedAt, one.SentAt, one.AnswerExpectedBy, one.AnswerValidUntil, vendor.Hours,
                job.Visits.Any(visit => visit.Status == Domain.Scheduling.VisitStatus.Planned || visit.Status == Domain.Scheduling.VisitStatus.Confirmed || visit.Status == Domain.Scheduling.VisitStatus.EnRoute || visit.Status == Domain.Scheduling.VisitStatus.OnSite),
                job.Status == JobStatus.AwaitingVendor)).Take(Most).ToListAsync(ct);
        var answers = await (
            from answer in db.VendorAnswers.AsNoTracking()
            from one in db.VendorCases.Where(one => one.Id == answer.VendorCaseId).DefaultIfEmpty()
            from job in db.Jobs.Where(job => job.Id == one.JobId).DefaultIfEmpty()
            where answer.State == VendorAnswerState.Quarantined || answer.CameAt > lately
            orderby answer.State == VendorAnswerState.Quarantined descending, answer.CameAt descending
            select new AnswerLine(answer.Id, job.Number, one.Vendor, answer.FromAddress, answer.Kind, answer.State, answer.Sender != VendorAnswerSender.Recipient || answer.SenderUnproven, answer.CameAt)).Take(Most).ToListAsync(ct);
        return new VendorCasesView(open, await WritableAsync(ct), answers, await TurnaroundsAsync(ct), await db.VendorMailboxes.AsNoTracking().SingleAsync(ct), now);
    }

    private Task<List<WritableLine>> WritableAsync(CancellationToken ct) => (
        from job in db.Jobs.AsNoTracking()
        where job.Status == JobStatus.OwnershipVerified && job.Recorders.Any(part => part.LinkSeenAt != null && part.Outcome == null)
        orderby job.Number
        select new WritableLine(job.Number, job.Customer.Name, job.Site.City)).Take(Most).ToListAsync(ct);

    private async Task<IReadOnlyList<TurnaroundLine>> TurnaroundsAsync(CancellationToken ct) => await db.Database.SqlQuery<TurnaroundLine>($"""
        select vendor, count(*)::int as count, (percentile_disc(0.5) within group (order by extract(epoch from answered_at - sent_at)) / 3600)::float8 as hours,
          case when count(*) >= 10 then (percentile_disc(0.9) within group (order by extract(epoch from answered_at - sent_at)) / 3600)::float8 end as most
        from vendor_cases where answered_at is not null and sent_at is not null group by vendor order by vendor
        """).ToListAsync(ct);
}
