using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <param name="File">As it was exported; null: none.</param>
internal sealed record LetterAsked(string MethodId, string? DeviceId, LocalDate? DateOnScreen, string? FileName, byte[]? File);

/// <summary>Writes the letter to a vendor from its template, for the technician to look at before it leaves. The exported file is checked, never changed, and kept encrypted.</summary>
internal sealed class WriteVendorLetter(CleveSecDb db, MasterKey master, VisitChanges visits, IClock clock)
{
    /// <param name="asked">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, LetterAsked asked, CancellationToken ct)
    {
        if (ResetMethod.Find(asked.MethodId) is not { } method || await db.Vendors.AsNoTracking().FirstOrDefaultAsync(row => row.Id == asked.MethodId, ct) is not { } vendor)
        {
            return new VisitChange.Refused("For this method nobody is asked by letter.");
        }

        if (asked.File is { } file && SafeXml.Problem(file) is { } problem)
        {
            return new VisitChange.Refused(problem);
        }

        var facts = new VendorLetterFacts(vendor.Name, vendor.Needs, asked.DeviceId, asked.DateOnScreen, asked.File is not null, VendorLetter.NewToken(), vendor.ValidityHours);
        return await visits.RunAsync(
            visitId,
            technician,
            (job, _) => job.VendorCases.Any(one => one.JobRecorderId == jobRecorderId && one.State == VendorCaseState.Drafted && one.MethodId == method.Id && one.DeviceId == asked.DeviceId?.Trim() && one.DateOnScreen == asked.DateOnScreen),
            (job, step) => Keep(job.DraftVendorLetter(jobRecorderId, method, facts, step), asked, technician.Name),
            ct);
    }

    private void Keep(VendorCase vendorCase, LetterAsked asked, string byName)
    {
        if (asked.File is not { } bytes)
        {
            return;
        }

        var id = Guid.CreateVersion7();
        var (sealedBytes, sealedKey) = SealedFiles.Seal(master, id, bytes);
        db.VendorFiles.Add(new VendorFile
        {
            Id = id,
            VendorCaseId = vendorCase.Id,
            FileName = HarmlessName.Of(asked.FileName, "export.xml"),
            Size = bytes.Length,
            SealedBytes = sealedBytes,
            SealedKey = sealedKey,
            At = clock.GetCurrentInstant(),
            ByName = byName,
        });
    }
}

/// <summary>A file's name from outside, safe in a header, on a page and on a disk.</summary>
internal static class HarmlessName
{
    public static string Of(string? name, string otherwise)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')]).Trim(' ', '.');
        if (clean.Length == 0)
        {
            return otherwise;
        }

        return clean.Length <= VendorFile.NameMaxLength ? clean : $"{clean[..60]}_{clean[^50..]}";
    }
}
