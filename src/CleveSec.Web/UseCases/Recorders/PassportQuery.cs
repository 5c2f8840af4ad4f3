using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Recorders;

/// <summary>Everything known of one device, over all jobs.</summary>
internal sealed record Passport(
    IReadOnlyList<PassportJob> Jobs, IReadOnlyList<PassportMethod> Methods, PassportAttempt? WorkedLast, PassportFirmware? Firmware, IReadOnlyList<PassportItem> Hardening, IReadOnlyList<PassportVendorCase> VendorCases)
{
    public static Passport Empty { get; } = new([], [], null, null, [], []);

    /// <summary>Each step of the wizard as it was answered last, in the wizard's order; its words speak to the owner.</summary>
    public IReadOnlyList<PassportItem> Setup { get; init; } = [];

    /// <summary>How many cameras were back when it was handed over last; null: never counted.</summary>
    public PassportCameras? Cameras { get; init; }

    /// <summary>When clips were saved from it for its owner, the newest first.</summary>
    public IReadOnlyList<Instant> Clips { get; init; } = [];

    public bool KnowsNothing => Methods.Count == 0 && Firmware is null && VendorCases.Count == 0 && Hardening.Count == 0 && Setup.Count == 0 && Cameras is null && Clips.Count == 0;
}

/// <summary>One lock-out of it.</summary>
/// <param name="Customer">Under whom it stood then.</param>
internal sealed record PassportJob(string Number, JobStatus Status, Instant ReportedAt, Trouble Trouble, RecorderOutcome? Outcome, Guid CustomerId, string Customer);

/// <param name="Outcomes">How often each came out, the best first.</param>
internal sealed record PassportMethod(string Method, IReadOnlyList<(AttemptOutcome Outcome, int Times, Instant Last)> Outcomes);

internal sealed record PassportAttempt(string Method, Instant At);

internal sealed record PassportFirmware(string Version, Instant At);

internal sealed record PassportCameras(int Back, int Total, Instant At);

internal sealed record PassportItem(string Text, HardeningState State, Instant At);

internal sealed record PassportVendorCase(string Vendor, string Method, VendorCaseState State, Instant AskedAt, string Job);

/// <summary>
/// A device is known by its serial (however it is punctuated) and by its entry. The office sees what stands under every customer; a technician only what stands under the customer of their own
/// job: the same serial may have been somebody else's.
/// </summary>
internal sealed class PassportQuery(CleveSecDb db, IChecklistTexts checklist)
{
    /// <summary>For the office: over all jobs and customers.</summary>
    public async Task<Passport> OfRecorderAsync(Guid recorderId, CancellationToken ct) => await OfAsync(await PartsAsync(recorderId, null, ct), ct);

    /// <summary>For the technician of this job: what was there before, under the same customer only. By the job's own part for each recorder.</summary>
    public async Task<IReadOnlyDictionary<Guid, Passport>> BeforeAsync(IQueryable<Job> which, CancellationToken ct)
    {
        var own = await which.AsNoTracking().SelectMany(job => job.Recorders.Select(part => new { part.Id, part.RecorderId, job.Site.CustomerId, JobId = job.Id })).ToListAsync(ct);
        var before = new Dictionary<Guid, Passport>();
        foreach (var part in own)
        {
            var parts = await PartsAsync(part.RecorderId, part.CustomerId, ct);
            var others = await db.JobRecorders.AsNoTracking().Where(other => parts.Contains(other.Id) && other.JobId != part.JobId).Select(other => other.Id).ToArrayAsync(ct);
            before[part.Id] = await OfAsync(others, ct);
        }

        return before;
    }

    /// <param name="customerId">Null: whosever it was.</param>
    private Task<Guid[]> PartsAsync(Guid recorderId, Guid? customerId, CancellationToken ct) => db.Database.SqlQuery<Guid>($"""
        select p.id as "Value" from recorders r join sites s on s.id = r.site_id
        join recorders o on o.id = r.id or (serial_normal(o.serial) = serial_normal(r.serial) and o.merged_into_id is null)
        join sites os on os.id = o.site_id and (os.customer_id = {customerId}::uuid or {customerId}::uuid is null)
        join job_recorders p on p.recorder_id = o.id
        where r.id = {recorderId}
        """).ToArrayAsync(ct);

    private async Task<Passport> OfAsync(Guid[] parts, CancellationToken ct)
    {
        if (parts.Length == 0)
        {
            return Passport.Empty;
        }

        var jobs = await (
            from part in db.JobRecorders.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on part.JobId equals job.Id
            where parts.Contains(part.Id)
            orderby job.ReportedAt descending, job.Id descending
            select new { Job = new PassportJob(job.Number, job.Status, job.ReportedAt, job.Trouble, part.Outcome, job.CustomerId, job.Customer.Name), part.FirmwareAfter, part.CamerasBack, part.CamerasTotal, part.OutcomeAt }).ToListAsync(ct);
        var attempts = await db.ResetAttempts.AsNoTracking().Where(attempt => parts.Contains(attempt.JobRecorderId)).OrderByDescending(attempt => attempt.At)
            .Select(attempt => new { attempt.MethodId, attempt.Outcome, attempt.At }).ToListAsync(ct);
        var worked = attempts.Find(attempt => attempt.Outcome == AttemptOutcome.Succeeded);
        var firmware = jobs.Where(row => row.FirmwareAfter is not null).OrderByDescending(row => row.OutcomeAt ?? row.Job.ReportedAt).FirstOrDefault();
        var counted = jobs.Where(row => row is { CamerasBack: not null, CamerasTotal: not null }).OrderByDescending(row => row.OutcomeAt ?? row.Job.ReportedAt).FirstOrDefault();
        return new Passport(
            [.. jobs.Select(row => row.Job)],
            [.. attempts.GroupBy(attempt => attempt.MethodId).Select(tried => new PassportMethod(
                MethodName(tried.Key), [.. tried.GroupBy(attempt => attempt.Outcome).OrderBy(same => same.Key).Select(same => (same.Key, same.Count(), same.Max(attempt => attempt.At)))]))],
            worked is null ? null : new PassportAttempt(MethodName(worked.MethodId), worked.At),
            firmware is null ? null : new PassportFirmware(firmware.FirmwareAfter!, firmware.OutcomeAt ?? firmware.Job.ReportedAt),
            await HardeningAsync(parts, ct),
            await VendorCasesAsync(parts, ct))
        {
            Setup = await SetupAsync(parts, ct),
            Cameras = counted is null ? null : new PassportCameras(counted.CamerasBack!.Value, counted.CamerasTotal!.Value, counted.OutcomeAt ?? counted.Job.ReportedAt),
            Clips = await db.Jobs.AsNoTracking().SelectMany(job => job.Clips).Where(clip => parts.Contains(clip.JobRecorderId)).OrderByDescending(clip => clip.At).Select(clip => clip.At).ToListAsync(ct),
        };
    }

    /// <summary>Each item as it was answered last, in the order of the checklist.</summary>
    private async Task<IReadOnlyList<PassportItem>> HardeningAsync(Guid[] parts, CancellationToken ct)
    {
        var answers = await db.JobRecorders.AsNoTracking().Where(part => parts.Contains(part.Id)).SelectMany(part => part.Hardening).Select(item => new { item.ItemId, item.State, item.At }).ToListAsync(ct);
        var last = answers.GroupBy(item => item.ItemId).ToDictionary(same => same.Key, same => same.MaxBy(item => item.At)!);
        return [.. checklist.Texts.Where(text => last.ContainsKey(text.Id)).Select(text => new PassportItem(text.Text, last[text.Id].State, last[text.Id].At))];
    }

    private async Task<IReadOnlyList<PassportItem>> SetupAsync(Guid[] parts, CancellationToken ct)
    {
        var answers = await db.JobRecorders.AsNoTracking().Where(part => parts.Contains(part.Id)).SelectMany(part => part.SetupSteps).Select(step => new { step.StepId, step.State, step.At }).ToListAsync(ct);
        var last = answers.GroupBy(step => step.StepId).ToDictionary(same => same.Key, same => same.MaxBy(step => step.At)!);
        return [.. SetupSteps.All.Where(text => last.ContainsKey(text.Id)).Select(text => new PassportItem(text.Text, last[text.Id].State, last[text.Id].At))];
    }

    private async Task<IReadOnlyList<PassportVendorCase>> VendorCasesAsync(Guid[] parts, CancellationToken ct) =>
        [.. (await (
            from asked in db.VendorCases.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on asked.JobId equals job.Id
            where parts.Contains(asked.JobRecorderId)
            orderby asked.AskedAt descending
            select new { asked.Vendor, asked.MethodId, asked.State, asked.AskedAt, job.Number }).ToListAsync(ct))
            .Select(asked => new PassportVendorCase(asked.Vendor, MethodName(asked.MethodId), asked.State, asked.AskedAt, asked.Number))];

    private static string MethodName(string id) => ResetMethod.Find(id)?.Name ?? id;
}
