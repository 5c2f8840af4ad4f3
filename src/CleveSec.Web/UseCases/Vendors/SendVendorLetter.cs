using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>A letter as it would leave now.</summary>
/// <param name="Recipient">Null: the admin has set none.</param>
/// <param name="LabelPhoto">Whether a photo of the label leaves with it.</param>
/// <param name="LabelWantedFor">The method, where whoever answers wants one; empty: they do not.</param>
/// <param name="Version">See <see cref="LetterVersion"/>; whoever sends it sends back what they saw.</param>
internal sealed record LetterPreview(Guid CaseId, string JobNumber, string Version, VendorCaseState State, string Vendor, string? Recipient, string Subject, string Template, IReadOnlyList<(string Name, string Value)> Rows, LabelPhotoState LabelPhoto, IReadOnlyList<string> LabelWantedFor);

/// <summary>Puts a vendor's letter into the outbox with its files, and says the case is sent, in one transaction. Sent twice it is the same letter.</summary>
internal sealed class SendVendorLetter(CleveSecDb db, MasterKey master, EvidenceVault vault, LabelPhoto labels, Outbox outbox, JobChanges changes, AuditTrail audit)
{
    private const string Overtaken = "This letter was corrected after you opened it. Look at what it says now, then send it.";
    private const string NoRecipient = "No address is set for this vendor. Somebody has to set it under Settings, Vendors; the device’s own screen says which one.";

    /// <param name="which">The jobs this person may see.</param>
    /// <param name="seen">The version that was on screen; null: not asked.</param>
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Guid caseId, Actor by, string? seen, CancellationToken ct)
    {
        var job = which.Where(one => one.VendorCases.Any(its => its.Id == caseId));
        if (await FindAsync(job, caseId, ct) is not { } found)
        {
            return new JobChange.NotFound();
        }

        if (found.Vendor.Recipient is not { } recipient)
        {
            return new JobChange.Refused(NoRecipient);
        }

        var label = found.Label is { } photo ? vault.Open(photo) : null;
        return await changes.RunAsync(job, by, Act, ct);

        void Act(Job its, Step step)
        {
            if (its.VendorCases.First(one => one.Id == caseId) is { State: VendorCaseState.Sent, LetterMailId: not null })
            {
                return;
            }

            // The letter leaves as it was read: what was corrected since belongs to nobody's decision.
            if ((seen is not null && seen != found.Version) || its.Version != found.JobVersion)
            {
                throw new IllegalTransition(its.Status, JobAction.AskVendor, Overtaken);
            }

            var mail = outbox.Add(recipient, found.Vendor.Name, VendorLetter.Write(found.Vendor.LetterText, found.Facts), its.Id);
            its.SendVendorLetter(caseId, recipient, mail.Id, step.At + Duration.FromHours(found.Vendor.ReplyHours), step);
            if (found.File is { } file)
            {
                Attach(mail, file.FileName, "application/xml", SealedFiles.Open(master, file.Id, file.SealedBytes, file.SealedKey));
            }

            if (label is not null)
            {
                audit.Add(by.Id, by.Name, "photo sent to vendor", its.Number, $"{found.Vendor.Name} {found.Label!.Id}");
                Attach(mail, "label.webp", "image/webp", label);
            }
        }
    }

    /// <summary>Null: no such case on a job of theirs.</summary>
    public async Task<LetterPreview?> PreviewAsync(IQueryable<Job> which, Guid caseId, CancellationToken ct) =>
        await FindAsync(which.Where(one => one.VendorCases.Any(its => its.Id == caseId)), caseId, ct) is { } found
            ? new LetterPreview(caseId, found.Facts.JobNumber, found.Version, found.Case.State, found.Case.Vendor, found.Case.Recipient ?? found.Vendor.Recipient, VendorLetter.Subject(found.Facts), found.Vendor.LetterText, [.. VendorLetter.Rows(found.Facts)],
                await labels.StateAsync(found.Case.JobId, found.Recorders, ct), ResetMethod.Find(found.Case.MethodId) is { NeedsLabelPhoto: true } method ? [method.Name] : [])
            : null;

    private void Attach(OutboxMail mail, string name, string mediaType, byte[] bytes)
    {
        var id = Guid.CreateVersion7();
        var (sealedBytes, sealedKey) = SealedFiles.Seal(master, id, bytes);
        db.OutboxAttachments.Add(new OutboxAttachment { Id = id, OutboxMailId = mail.Id, FileName = name, MediaType = mediaType, SealedBytes = sealedBytes, SealedKey = sealedKey });
    }

    private async Task<Found?> FindAsync(IQueryable<Job> which, Guid caseId, CancellationToken ct)
    {
        var row = await (
            from job in which.AsNoTracking()
            from part in job.Recorders
            from its in job.VendorCases
            where its.Id == caseId && its.JobRecorderId == part.Id
            select new { job.Id, job.Number, job.Version, Case = its, part.Recorder.Brand, part.Recorder.Model, Recorders = job.Recorders.Count }).FirstOrDefaultAsync(ct);
        if (row?.Case.Token is not { } token || await db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Id == row.Case.MethodId, ct) is not { } vendor)
        {
            return null;
        }

        var file = await db.VendorFiles.AsNoTracking().FirstOrDefaultAsync(one => one.VendorCaseId == caseId, ct);
        var label = await labels.ThatLeavesAsync(row.Id, row.Recorders, ct);
        var method = ResetMethod.Find(row.Case.MethodId)?.Name ?? row.Case.MethodId;
        return new Found(row.Case, row.Version, LetterVersion.OfWhole(LetterVersion.Of(row.Case, file?.Id), vendor.Recipient, vendor.LetterText, label?.Id), vendor, file, label, row.Recorders, new LetterFacts(row.Number, method, row.Brand.ToString(), row.Model, row.Case.DeviceId, row.Case.DateOnScreen, file?.FileName, label is not null, token));
    }

    private sealed record Found(VendorCase Case, uint JobVersion, string Version, VendorRow Vendor, VendorFile? File, EvidenceFile? Label, int Recorders, LetterFacts Facts);
}
