using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>A letter as it is written now.</summary>
/// <param name="FileName">Of the exported file; null: none is attached.</param>
/// <param name="Version">See <see cref="LetterVersion"/>.</param>
internal sealed record LetterDraft(Guid CaseId, string JobNumber, string Recorder, VendorCaseState State, string Vendor, string MethodId, string? DeviceId, LocalDate? DateOnScreen, string? FileName, string Version);

/// <summary>Puts right what a letter says that has not left. Whom it goes to and for which recorder stays: for another one the case is ended and a new letter written.</summary>
internal sealed class CorrectVendorLetter(CleveSecDb db, VendorFiles files, JobChanges changes)
{
    private const string Overtaken = "Somebody else corrected this letter after you opened it. What it says now stands below; what you typed is kept. Compare, then save again.";

    /// <summary>Null: no such letter on a job of theirs.</summary>
    public async Task<LetterDraft?> FindAsync(IQueryable<Job> which, Guid caseId, CancellationToken ct) => await ReadAsync(which, caseId, ct) is { } found
        ? new LetterDraft(
            caseId, found.Number, found.Recorder, found.Case.State, found.Case.Vendor, found.Case.MethodId, found.Case.DeviceId, found.Case.DateOnScreen,
            await db.VendorFiles.Where(file => file.VendorCaseId == caseId).Select(file => file.FileName).FirstOrDefaultAsync(ct), LetterVersion.Of(found.Case, await FileIdAsync(caseId, ct)))
        : null;

    /// <param name="asked">Validated. Without a file the attached one stays.</param>
    /// <param name="seen">The version that was on screen.</param>
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Guid caseId, Actor by, LetterAsked asked, string? seen, CancellationToken ct)
    {
        if (await ReadAsync(which, caseId, ct) is not { Case: var before } || await db.Vendors.AsNoTracking().FirstOrDefaultAsync(row => row.Id == before.MethodId, ct) is not { } vendor)
        {
            return new JobChange.NotFound();
        }

        var file = await files.OfAsync(caseId, ct);
        var newFile = asked.File is { } bytes && !files.IsSame(file, bytes);
        var isSo = !newFile && Says(before, asked.DeviceId, asked.DateOnScreen);
        return await changes.RunAsync(which.Where(job => job.VendorCases.Any(one => one.Id == caseId)), by, Act, ct);

        void Act(Job job, Step step)
        {
            var now = job.VendorCases.First(one => one.Id == caseId);
            if (now.State == VendorCaseState.Drafted && isSo && Says(now, asked.DeviceId, asked.DateOnScreen))
            {
                // The same click twice, or nothing changed.
                return;
            }

            if (now.State == VendorCaseState.Drafted && (seen != LetterVersion.Of(before, file?.Id) || !Says(now, before.DeviceId, before.DateOnScreen)))
            {
                throw new IllegalTransition(job.Status, JobAction.AskVendor, Overtaken);
            }

            job.CorrectVendorLetter(caseId, new VendorLetterFacts(now.Vendor, vendor.Needs, asked.DeviceId, asked.DateOnScreen, newFile || file is not null, now.Token!, vendor.ValidityHours), newFile, step);
            if (newFile)
            {
                files.Keep(caseId, file, asked.FileName, asked.File!, by.Name);
            }
        }
    }

    private static bool Says(VendorCase one, string? deviceId, LocalDate? date) => one.DeviceId == deviceId && one.DateOnScreen == date;

    private Task<Guid?> FileIdAsync(Guid caseId, CancellationToken ct) => db.VendorFiles.Where(file => file.VendorCaseId == caseId).Select(file => (Guid?)file.Id).FirstOrDefaultAsync(ct);

    private async Task<Found?> ReadAsync(IQueryable<Job> which, Guid caseId, CancellationToken ct)
    {
        var row = await (
            from job in which.AsNoTracking()
            from part in job.Recorders
            from its in job.VendorCases
            where its.Id == caseId && its.JobRecorderId == part.Id && its.Token != null
            select new { job.Number, Case = its, part.Recorder.Brand, part.Recorder.Model }).FirstOrDefaultAsync(ct);
        return row is null ? null : new Found(row.Number, $"{row.Brand} {row.Model}".Trim(), row.Case);
    }

    private sealed record Found(string Number, string Recorder, VendorCase Case);
}
