using System.Security.Cryptography;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>The exported file of a letter, checked, never changed, and kept encrypted. One for each case.</summary>
internal sealed class VendorFiles(CleveSecDb db, MasterKey master, IClock clock)
{
    /// <summary>As it stands now, to be replaced in the same unit of work: whoever replaced it meanwhile makes that fail.</summary>
    public Task<VendorFile?> OfAsync(Guid caseId, CancellationToken ct) => db.VendorFiles.FirstOrDefaultAsync(file => file.VendorCaseId == caseId, ct);

    /// <summary>Whether it is what is kept already, byte for byte.</summary>
    public bool IsSame(VendorFile? kept, byte[] bytes) =>
        kept is not null && kept.Size == bytes.Length && CryptographicOperations.FixedTimeEquals(SealedFiles.Open(master, kept.Id, kept.SealedBytes, kept.SealedKey), bytes);

    /// <summary>Adds it to the unit of work, in the place of the one there was.</summary>
    public void Keep(Guid caseId, VendorFile? before, string? name, byte[] bytes, string byName)
    {
        if (before is not null)
        {
            db.VendorFiles.Remove(before);
        }

        var id = Guid.CreateVersion7();
        var (sealedBytes, sealedKey) = SealedFiles.Seal(master, id, bytes);
        db.VendorFiles.Add(new VendorFile
        {
            Id = id,
            VendorCaseId = caseId,
            FileName = HarmlessName.Of(name, "export.xml"),
            Size = bytes.Length,
            SealedBytes = sealedBytes,
            SealedKey = sealedKey,
            At = clock.GetCurrentInstant(),
            ByName = byName,
        });
    }
}

/// <summary>What a letter said when somebody looked at it.</summary>
internal static class LetterVersion
{
    /// <summary>Another one than a form carries: somebody corrected the letter meanwhile.</summary>
    public static string Of(VendorCase vendorCase, Guid? fileId) =>
        Keys.IdOf(vendorCase.Id.ToString(), vendorCase.DeviceId, vendorCase.DateOnScreen?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture), fileId?.ToString()).ToString("N");

    /// <summary>With everything else that leaves with it: to whom, with which words, with which photo.</summary>
    public static string OfWhole(string letter, string? recipient, string text, Guid? label) => Keys.IdOf(letter, recipient, text, label?.ToString()).ToString("N");
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
