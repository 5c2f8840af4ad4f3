using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>Shows a member of staff one picture of a customer; each look is written to the audit first. What is not on a job of theirs does not exist.</summary>
internal sealed class ViewPhoto(CleveSecDb db, EvidenceVault vault, AuditTrail audit)
{
    /// <summary>The picture for the browser: shown, never run, stored nowhere. Null: none there that this person may see.</summary>
    /// <param name="which">The jobs this person may see, or one of them.</param>
    public async Task<IActionResult?> RunAsync(IQueryable<Job> which, Guid id, ClaimsPrincipal by, HttpResponse response, CancellationToken ct)
    {
        var found = await (
            from photo in db.EvidenceFiles.AsNoTracking()
            join job in which on photo.JobId equals job.Id
            where photo.Id == id
            select new { Photo = photo, job.Number }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        audit.Add(by, "photo viewed", found.Number, $"{found.Photo.Kind} {id}");
        await db.SaveChangesAsync(ct);
        response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        response.Headers.ContentDisposition = found.Photo.Format == EvidenceFormat.Pdf ? $"attachment; filename=\"{found.Number}-{found.Photo.Kind.ToString().ToLowerInvariant()}.pdf\"" : "inline";
        response.Headers.CacheControl = "no-store";
        return new FileContentResult(vault.Open(found.Photo), found.Photo.Format == EvidenceFormat.Pdf ? PdfFile.ContentType : "image/webp");
    }
}
