using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Certificates;

/// <summary>Issues the certificate of a closing: within the closing itself, or by the office for a job that was closed before there were any.</summary>
internal sealed class IssueCertificate(CleveSecDb db, MasterKey master, IChecklistTexts checklist, JobChanges changes, AuditTrail audit, IClock clock)
{
    /// <summary>Adds the certificate to the unit of work that closes the job.</summary>
    public async Task AtCloseAsync(Job job, Actor by, HandOverSignature signature, CancellationToken ct)
    {
        var closed = job.Events.Last(happened => happened.Kind == nameof(JobAction.Close));
        var before = await db.JobEvents.CountAsync(happened => happened.JobId == job.Id && happened.Kind == nameof(JobAction.Close), ct);
        await AddAsync(job, closed, before + 1, by, signature, ct);
    }

    /// <summary>For the last closing of a job that has none; where it has one nothing happens.</summary>
    public async Task<JobChange> LaterAsync(IQueryable<Job> which, ClaimsPrincipal by, CancellationToken ct) => await changes.RunAsync(
        which,
        by.Actor(),
        (job, _) =>
        {
            if (job.Status != JobStatus.Closed)
            {
                throw new IllegalTransition(job.Status, null, "A certificate is issued when the job is closed.");
            }
        },
        ct,
        async job =>
        {
            if (await db.Certificates.AnyAsync(certificate => certificate.JobId == job.Id && certificate.ClosedAt == job.ClosedAt, ct))
            {
                return;
            }

            var closings = await db.JobEvents.AsNoTracking().Where(happened => happened.JobId == job.Id && happened.Kind == nameof(JobAction.Close)).OrderBy(happened => happened.Sequence).ToListAsync(ct);
            await AddAsync(job, closings[^1], closings.Count, by.Actor(), HandOverSignature.NotAsked, ct);
            audit.Add(by, "certificate issued", job.Number);
        });

    private async Task AddAsync(Job job, JobEvent closed, int closing, Actor by, HandOverSignature signature, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var builder = new CertificateBuilder(job, closed.From ?? JobStatus.Closed, closed.ActorName, await TextsAsync(job, ct));
        db.Certificates.Add(Certificate.Issue(id, job, closing, builder, CertificateCodes.New(master, id), signature, new Step(by, clock.GetCurrentInstant())));
    }

    private async Task<CertificateTexts> TextsAsync(Job job, CancellationToken ct)
    {
        var language = job.Customer.Language;
        var used = job.Attempts.Select(attempt => attempt.MethodId).Concat(job.VendorCases.Select(asked => asked.MethodId)).Distinct().ToList();
        var methods = await db.GuideMethods.AsNoTracking().Where(method => used.Contains(method.Id)).ToListAsync(ct);
        var people = job.Visits.Select(visit => visit.TechnicianId).Distinct().ToList();
        return new CertificateTexts(
            methods.ToDictionary(method => method.Id, method => new CertificateMethod(NameOf(method, language), method.Settings, method.Footage)),
            [.. checklist.Texts.Select(item => new CertificateItemText(item.Id, language == Language.Spanish ? ChecklistSpanish.Texts.GetValueOrDefault(item.Id, item.Text) : item.Text))],
            await db.Staff.AsNoTracking().Where(staff => people.Contains(staff.Id)).Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct));
    }

    /// <summary>In English as the technician read it when recording the attempt.</summary>
    private static string NameOf(GuideMethod method, Language language) =>
        language == Language.Spanish && method.Spanish.Name.Length > 0 ? method.Spanish.Name : ResetMethod.Find(method.Id)?.Name ?? method.English.Name;
}
