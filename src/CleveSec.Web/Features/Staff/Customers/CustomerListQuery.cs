using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

internal sealed record CustomerRow(Guid Id, string Name, string Phone, string? Email, Instant CreatedAt, string? NewestJob, JobStatus? Status);

/// <summary>Customers, the newest first, by keyset: ids grow with time. Whoever looks for somebody types into the box on top.</summary>
internal sealed class CustomerListQuery(CleveSecDb db)
{
    public const int PageSize = 50;

    /// <param name="after">The last one of the page before; null: the first page.</param>
    public async Task<(IReadOnlyList<CustomerRow> Rows, bool HasMore)> RunAsync(Guid? after, CancellationToken ct)
    {
        var rows = await (
            from customer in db.Customers.AsNoTracking().Where(row => row.MergedIntoId == null && (after == null || row.Id < after)).OrderByDescending(row => row.Id).Take(PageSize + 1)
            let newest = db.Jobs.Where(job => job.CustomerId == customer.Id).OrderByDescending(job => job.ReportedAt).Select(job => new { job.Number, job.Status }).FirstOrDefault()
            orderby customer.Id descending
            select new CustomerRow(customer.Id, customer.Name, customer.Phone, customer.Email, customer.CreatedAt, newest.Number, (JobStatus?)newest.Status)).ToListAsync(ct);
        return ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }
}
