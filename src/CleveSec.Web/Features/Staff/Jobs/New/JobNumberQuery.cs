using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <summary>The number of a job that was made a moment ago.</summary>
internal sealed class JobNumberQuery(CleveSecDb db)
{
    public Task<string> RunAsync(Guid jobId, CancellationToken ct) => db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => job.Number).FirstAsync(ct);
}
