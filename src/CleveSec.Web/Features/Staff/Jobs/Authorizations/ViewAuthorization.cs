using System.Security.Claims;
using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs.Authorizations;

/// <param name="Sentences">As they stood in the version that was signed, in its language.</param>
/// <param name="Drawing">What was drawn; null: only the name was typed.</param>
internal sealed record SignedForm(string SignedName, string TextVersion, Language Language, IReadOnlyList<string> Sentences, IReadOnlyList<IReadOnlyList<(int X, int Y)>>? Drawing, Instant At, string Witness, Instant PurgeAt);

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
            return null;
        }

        audit.Add(by, "authorization viewed", found.Number, id.ToString());
        await db.SaveChangesAsync(ct);
        var signed = found.Form;
        var strokes = signed.SealedStrokes is { } bytes ? SignatureStrokes.Parse(Encoding.UTF8.GetString(master.Decrypt(bytes))) : null;
        return new SignedForm(
            signed.SignedName, signed.TextVersion, signed.Language, AuthorizationText.Find(signed.TextVersion)?.In(signed.Language) ?? [], strokes, signed.At, signed.WitnessName, signed.PurgeAt);
    }
}
