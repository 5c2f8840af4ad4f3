using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>One job by its number in any spelling, with the right to see it inside.</summary>
internal sealed class OfficeJobs(CleveSecDb db, IClock clock)
{
    public IQueryable<Job> ByNumber(ClaimsPrincipal who, string? number)
    {
        var normal = JobNumber.TryNormalize(number);
        return db.Jobs.VisibleTo(who.StaffRole(), who.StaffId(), clock.GetCurrentInstant()).Where(job => job.Number == normal);
    }
}
