using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <param name="Its">The case it belongs to; null: not known.</param>
/// <param name="Recipient">To whom we wrote.</param>
/// <param name="Choices">Cases it may belong to, where none is known.</param>
/// <param name="Others">Further mails for the same case that wait or were accepted.</param>
internal sealed record AnswerView(VendorAnswer Answer, VendorCase? Its, string? JobNumber, string? Recipient, IReadOnlyList<(Guid Id, string Words)> Choices, int Others);

/// <summary>One mail that came, without what it holds: only the technician of the visit reads that.</summary>
internal sealed class AnswerQuery(CleveSecDb db)
{
    public async Task<AnswerView?> RunAsync(Guid id, CancellationToken ct)
    {
        if (await db.VendorAnswers.AsNoTracking().FirstOrDefaultAsync(answer => answer.Id == id, ct) is not { } answer)
        {
            return null;
        }

        (answer.SealedBytes, answer.SealedKey) = (null, null);
        var its = await db.VendorCases.AsNoTracking().FirstOrDefaultAsync(one => one.Id == answer.VendorCaseId, ct);
        var number = its is null ? null : await db.Jobs.Where(job => job.Id == its.JobId).Select(job => job.Number).FirstAsync(ct);
        var choices = its is not null ? [] : await (
            from one in db.VendorCases.AsNoTracking()
            join job in db.Jobs on one.JobId equals job.Id
            where one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered
            orderby one.SentAt descending
            select new { one.Id, job.Number, one.Vendor }).Take(50).ToListAsync(ct);
        var others = its is null ? 0 : await db.VendorAnswers.CountAsync(other => other.VendorCaseId == its.Id && other.Id != id && other.Kind == VendorAnswerKind.Answer && (other.State == VendorAnswerState.Quarantined || other.State == VendorAnswerState.Accepted), ct);
        return new AnswerView(answer, its, number, its?.Recipient, [.. choices.Select(one => (one.Id, $"{one.Number}, {one.Vendor}"))], others);
    }
}
