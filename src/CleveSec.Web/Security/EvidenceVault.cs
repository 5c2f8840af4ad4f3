using System.Security.Claims;
using System.Security.Cryptography;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Whose picture it is: a job's, or a booking form's whose booking is not made yet.</summary>
/// <param name="Id">Of the job, or the form's key.</param>
internal sealed record EvidenceOwner(Guid Id, bool IsJob)
{
    public int Most => IsJob ? EvidenceFile.MostPerJob : EvidenceFile.MostPerForm;
    public Duration Kept => IsJob ? EvidenceFile.Kept : EvidenceFile.KeptWithoutJob;

    public static EvidenceOwner Job(Guid id) => new(id, true);

    public static EvidenceOwner Form(Guid key) => new(key, false);
}

/// <summary>Somebody of the staff who adds a picture themselves: they have looked at it, and it is written to the audit with it.</summary>
/// <param name="JobNumber">Of the job it is added to.</param>
internal sealed record EvidenceByStaff(ClaimsPrincipal By, string JobNumber);

internal abstract record EvidenceOutcome
{
    internal sealed record Kept(Guid Id) : EvidenceOutcome;

    internal sealed record Refused(ImageProblem Problem) : EvidenceOutcome;

    /// <summary>The job or form has as many as it may have.</summary>
    internal sealed record Full : EvidenceOutcome;
}

/// <summary>
/// Pictures of customers, drawn anew, and papers as PDF: encrypted with a key of their own that lies encrypted under the master key. A row's bytes open only under the id they were sealed for. Each
/// has a date on which <see cref="Housekeeping"/> deletes it.
/// </summary>
internal sealed class EvidenceVault(CleveSecDb db, MasterKey master, ImageReencoder reencoder, AuditTrail audit, IClock clock)
{
    private const int LockSpace = 4715;
    private const int IdLength = 16;

    /// <summary>The same picture for the same owner is kept once: a form sent twice adds nothing.</summary>
    /// <param name="staff">Null: a customer's, which waits for the office to look at it.</param>
    public async Task<EvidenceOutcome> KeepAsync(EvidenceOwner owner, EvidenceKind kind, Stream upload, string byName, CancellationToken ct, EvidenceByStaff? staff = null)
    {
        var bytes = await ImageReencoder.ReadAsync(upload, ct);
        if (PdfFile.BeginsLikeOne(bytes))
        {
            return PdfFile.WhyNot(bytes, kind) is { } problem ? new EvidenceOutcome.Refused(problem) : await KeepAsync(owner, new NewEvidence(kind, EvidenceFormat.Pdf, bytes, 0, 0), byName, staff, ct);
        }

        return await reencoder.RunAsync(new MemoryStream(bytes), ct) switch
        {
            ImageOutcome.Reencoded picture => await KeepAsync(owner, new NewEvidence(kind, EvidenceFormat.Picture, picture.WebP, picture.Width, picture.Height), byName, staff, ct),
            ImageOutcome.Refused refused => new EvidenceOutcome.Refused(refused.Problem),
            _ => throw new InvalidOperationException("A picture is either drawn anew or refused."),
        };
    }

    /// <summary>The file in clear.</summary>
    /// <exception cref="CryptographicException">The row was changed, or sealed under another master key.</exception>
    public byte[] Open(EvidenceFile file) => SealedFiles.Open(master, file.Id, file.SealedBytes, file.SealedKey);

    private sealed record NewEvidence(EvidenceKind Kind, EvidenceFormat Format, byte[] Content, int Width, int Height);

    private Task<EvidenceOutcome> KeepAsync(EvidenceOwner owner, NewEvidence file, string byName, EvidenceByStaff? staff, CancellationToken ct)
    {
        var id = new Guid(SHA256.HashData([.. owner.Id.ToByteArray(), .. file.Content]).AsSpan(0, IdLength));
        var (sealedBytes, sealedKey) = SealedFiles.Seal(master, id, file.Content);
        Guid? jobId = owner.IsJob ? owner.Id : null;
        Guid? formKey = owner.IsJob ? null : owner.Id;
        return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            if (staff is not null)
            {
                // The audit of an attempt before this one is not written twice.
                db.ChangeTracker.Clear();
            }

            await using var transaction = await db.Database.BeginTransactionAsync(ct);

            // Two uploads at once count each other.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockSpace}, hashtext({owner.Id.ToString()}))", ct);
            var there = await db.EvidenceFiles.AsNoTracking().Where(row => owner.IsJob ? row.JobId == owner.Id : row.FormKey == owner.Id).Select(row => row.Id).ToListAsync(ct);
            if (!there.Contains(id) && there.Count >= owner.Most)
            {
                return new EvidenceOutcome.Full();
            }

            var now = clock.GetCurrentInstant();
            Instant? seenAt = staff is null ? null : now;
            var seenBy = staff?.By.Identity?.Name;
            var changed = there.Contains(id)
                ? staff is null ? 0 : await SayAnewAsync(id, file.Kind, now, seenBy, ct)
                : await db.Database.ExecuteSqlAsync($"""
                    insert into evidence_files (id, job_id, form_key, kind, format, sealed_bytes, sealed_key, width, height, size, at, by_name, purge_at, seen_at, seen_by_name)
                    values ({id}, {jobId}, {formKey}, {file.Kind.ToString()}, {file.Format.ToString()}, {sealedBytes}, {sealedKey}, {file.Width}, {file.Height}, {file.Content.Length}, {now}, {byName}, {now + owner.Kept}, {seenAt}, {seenBy})
                    on conflict do nothing
                    """, ct);
            if (staff is not null && changed == 1)
            {
                audit.Add(staff.By, EvidenceFile.AddedAction, staff.JobNumber, $"{file.Kind} {id}");
                await db.SaveChangesAsync(ct);
            }

            await transaction.CommitAsync(ct);
            return (EvidenceOutcome)new EvidenceOutcome.Kept(id);
        });
    }

    /// <summary>The same picture again from staff: what they call it now is what it is, and they have looked at it. 0: both were so.</summary>
    private Task<int> SayAnewAsync(Guid id, EvidenceKind kind, Instant now, string? by, CancellationToken ct) => db.EvidenceFiles
        .Where(row => row.Id == id && (row.Kind != kind || row.SeenAt == null))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Kind, kind).SetProperty(row => row.SeenByName, row => row.SeenAt == null ? by : row.SeenByName).SetProperty(row => row.SeenAt, row => row.SeenAt ?? now), ct);
}
