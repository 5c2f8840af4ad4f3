using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>One file of an accepted answer.</summary>
internal sealed record AnswerFile(Guid AnswerId, int Part, string Name, int Size);

/// <summary>Hands an accepted answer's files to the technician of the visit, on site and behind the ownership gate; each download is written to the audit first. Anybody else: nothing is there.</summary>
internal sealed class ReadAnswerFile(CleveSecDb db, MasterKey master, OwnVisit own, AuditTrail audit)
{
    /// <summary>What can be downloaded on this visit now, the newest answer first.</summary>
    public async Task<IReadOnlyList<AnswerFile>> ListAsync(Guid visitId, Guid technicianId, CancellationToken ct)
    {
        if (await JobAsync(visitId, technicianId, ct) is not { } job)
        {
            return [];
        }

        var open = job.VendorCases.Where(one => job.WhyNotReadAnswer(one.Id, technicianId) is null).Select(one => one.Id).ToList();
        var answers = await db.VendorAnswers.AsNoTracking().Where(answer => answer.State == VendorAnswerState.Accepted && answer.SealedKey != null && open.Contains(answer.VendorCaseId!.Value))
            .OrderByDescending(answer => answer.CameAt).Select(answer => new { answer.Id, answer.Parts }).ToListAsync(ct);
        return [.. answers.SelectMany(answer => answer.Parts.Select((part, at) => new AnswerFile(answer.Id, at, part.Name, part.Size))).Where(file => file.Size > 0)];
    }

    /// <summary>The file as it was sent, to be saved and never run. Null: none that this person may read now.</summary>
    public async Task<IActionResult?> RunAsync(Guid visitId, Guid answerId, int part, ClaimsPrincipal by, HttpResponse response, CancellationToken ct)
    {
        if (await JobAsync(visitId, by.StaffId(), ct) is not { } job
            || await db.VendorAnswers.AsNoTracking().FirstOrDefaultAsync(answer => answer.Id == answerId && answer.State == VendorAnswerState.Accepted, ct) is not { SealedBytes: { } bytes, SealedKey: { } key, VendorCaseId: { } caseId } found
            || !job.VendorCases.Any(one => one.Id == caseId)
            || job.WhyNotReadAnswer(caseId, by.StaffId()) is not null
            || part < 0 || part >= found.Parts.Count)
        {
            return null;
        }

        var entity = AnswerReading.PartsOf(AnswerReading.Load(SealedFiles.Open(master, answerId, bytes, key)))[part];
        audit.Add(by, "vendor answer downloaded", job.Number, $"{found.Parts[part].Name} {answerId}");
        await db.SaveChangesAsync(ct);
        response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        response.Headers.CacheControl = "no-store";
        return new FileContentResult(AnswerReading.BytesOf(entity), "application/octet-stream") { FileDownloadName = found.Parts[part].Name };
    }

    private async Task<Job?> JobAsync(Guid visitId, Guid technicianId, CancellationToken ct) =>
        await JobChanges.LoadAsync(db, own.JobOf(visitId, technicianId).AsNoTracking(), ct) is { } job && job.LiveVisit?.Id == visitId ? job : null;
}
