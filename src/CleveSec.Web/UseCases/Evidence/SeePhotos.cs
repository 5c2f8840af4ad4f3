using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>The office has looked at what came in; it leaves the inbox. The first one who says so stays written down.</summary>
internal sealed class SeePhotos(CleveSecDb db, IClock clock)
{
    /// <param name="shown">What was on the page: a picture that came after it was opened still waits.</param>
    public async Task RunAsync(IQueryable<Job> which, Guid[] shown, ClaimsPrincipal by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var name = by.Identity?.Name;
        await db.EvidenceFiles.Where(photo => shown.Contains(photo.Id) && photo.SeenAt == null && which.Any(job => job.Id == photo.JobId))
            .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.SeenAt, now).SetProperty(photo => photo.SeenByName, name), ct);
    }
}
