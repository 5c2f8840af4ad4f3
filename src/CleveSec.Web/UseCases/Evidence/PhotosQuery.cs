using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>A picture without its content.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="SeenByName">Who of the office said that it was looked at; null: nobody yet.</param>
internal sealed record PhotoLine(Guid Id, EvidenceKind Kind, int Width, int Height, int Size, Instant At, string ByName, Instant? SeenAt, string? SeenByName, EvidenceFormat Format)
{
    public bool IsPdf => Format == EvidenceFormat.Pdf;

    /// <summary>Added by staff, who look at what they add in that very moment; a customer's is looked at later or not yet.</summary>
    public bool IsOfStaff => SeenAt == At && SeenByName == ByName;

    public string KindInEnglish => Kind switch
    {
        EvidenceKind.Label => "Label",
        EvidenceKind.Screen => "Screen",
        EvidenceKind.Paper => "Receipt or letter",
        _ => "Photo",
    };
}

/// <summary>Which pictures there are, oldest first.</summary>
internal sealed class PhotosQuery(CleveSecDb db)
{
    public Task<List<PhotoLine>> OfJobAsync(IQueryable<Job> which, CancellationToken ct) =>
        ListAsync(db.EvidenceFiles.Where(file => which.Any(job => job.Id == file.JobId)), ct);

    /// <summary>Of a booking that is not made yet.</summary>
    public Task<List<PhotoLine>> OfFormAsync(Guid key, CancellationToken ct) =>
        ListAsync(db.EvidenceFiles.Where(file => file.FormKey == key && file.JobId == null), ct);

    private static Task<List<PhotoLine>> ListAsync(IQueryable<EvidenceFile> files, CancellationToken ct) => files.AsNoTracking().OrderBy(file => file.At).ThenBy(file => file.Id)
        .Select(file => new PhotoLine(file.Id, file.Kind, file.Width, file.Height, file.Size, file.At, file.ByName, file.SeenAt, file.SeenByName, file.Format)).ToListAsync(ct);
}
