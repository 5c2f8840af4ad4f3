using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>The jobs a member of staff may see: all of them, or one by its number in any spelling.</summary>
internal sealed class OfficeJobs(CleveSecDb db, IClock clock)
{
    public IQueryable<Job> VisibleTo(ClaimsPrincipal who) => db.Jobs.VisibleTo(who.StaffRole(), who.StaffId(), clock.GetCurrentInstant());

    public IQueryable<Job> ByNumber(ClaimsPrincipal who, string? number)
    {
        var normal = JobNumber.TryNormalize(number);
        return VisibleTo(who).Where(job => job.Number == normal);
    }

    public Task<bool> ExistsAsync(ClaimsPrincipal who, string? number, CancellationToken ct) => ByNumber(who, number).AnyAsync(ct);
}
