using System.Security.Claims;
using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.OwnerByLink;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs.Authorizations;

/// <param name="Sentences">As they stood in the version that was signed, in its language.</param>
/// <param name="Drawing">What was drawn; null: only the name was typed.</param>
/// <param name="Witness">The technician before whom it was signed; null: an absent owner signed it by link.</param>
/// <param name="SentTo">Where that link went, masked.</param>
internal sealed record SignedForm(string SignedName, string TextVersion, Language Language, IReadOnlyList<string> Sentences, IReadOnlyList<IReadOnlyList<(int X, int Y)>>? Drawing, Instant At, string? Witness, Instant PurgeAt, string? SentTo = null, string? Representative = null);

/// <summary>Shows the office a signed form; the look is written to the audit first.</summary>
internal sealed class ViewAuthorization(CleveSecDb db, MasterKey master, AuditTrail audit)
{
    /// <summary>Null: none on a job that this person may see.</summary>
    public async Task<SignedForm?> RunAsync(IQueryable<Job> which, Guid id, ClaimsPrincipal by, CancellationToken ct)
    {
        var found = await (
            from form in db.Authorizations.AsNoTracking()
            join job in which on form.JobId equals job.Id
            where form.Id == id
            select new { Form = form, job.Number }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return await ByLinkAsync(which, id, by, ct);
        }

        audit.Add(by, "authorization viewed", found.Number, id.ToString());
        await db.SaveChangesAsync(ct);
        var signed = found.Form;
        return new SignedForm(
            signed.SignedName, signed.TextVersion, signed.Language, AuthorizationText.Find(signed.TextVersion)?.In(signed.Language) ?? [], Drawing(signed.SealedStrokes), signed.At, signed.WitnessName, signed.PurgeAt);
    }

    /// <summary>What an absent owner signed, whatever became of it since.</summary>
    private async Task<SignedForm?> ByLinkAsync(IQueryable<Job> which, Guid id, ClaimsPrincipal by, CancellationToken ct)
    {
        var found = await (
            from signature in db.OwnerSignatures.AsNoTracking()
            join job in which on signature.JobId equals job.Id
            where signature.Id == id && signature.SignedAt != null
            select new { Signature = signature, job.Number }).FirstOrDefaultAsync(ct);
        if (found is not { Signature: { SignedAt: { } at, SignedLanguage: { } language } signed })
        {
            return null;
        }

        audit.Add(by, "authorization viewed", found.Number, id.ToString());
        await db.SaveChangesAsync(ct);
        return new SignedForm(
            signed.SignedName!, $"{signed.TextVersion} and {signed.FormVersion}", language, OwnerSignatureView.SentencesOf(signed), Drawing(signed.SealedStrokes), at, null, signed.PurgeAt, OwnerSignatureView.Masked(signed.Channel, signed.SentTo),
            signed.RepresentativeName);
    }

    private IReadOnlyList<IReadOnlyList<(int X, int Y)>>? Drawing(byte[]? sealedStrokes) => sealedStrokes is { } bytes ? SignatureStrokes.Parse(Encoding.UTF8.GetString(master.Decrypt(bytes))) : null;
}
