using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;

namespace CleveSec.Domain.HandOver;

/// <summary>What the certificate takes from outside the job, in its own language.</summary>
/// <param name="Methods">By id.</param>
/// <param name="Items">Of the checklist, in its order.</param>
/// <param name="Technicians">Names by id.</param>
public sealed record CertificateTexts(IReadOnlyDictionary<string, CertificateMethod> Methods, IReadOnlyList<CertificateItemText> Items, IReadOnlyDictionary<Guid, string> Technicians);

public sealed record CertificateItemText(string Id, string Text);

/// <param name="Settings">The guide's word, "Kept"; null: the guide says nothing.</param>
public sealed record CertificateMethod(string Name, string? Settings, string? Footage);

/// <summary>Writes what a certificate says from the job it is about: the one place that knows what stands on the paper.</summary>
/// <param name="closedFrom">Where the job stood before it was closed.</param>
/// <param name="closedBy">The name of who closed it.</param>
public sealed class CertificateBuilder(Job job, JobStatus closedFrom, string closedBy, CertificateTexts texts)
{
    /// <summary>From the mildest to the worst; a recorder on which several methods were tried has suffered the worst.</summary>
    private static readonly string[] Effects = ["Kept", "KeptExpected", "OnDiskUntilFormatted", "NotStated", "MayBeLost", "Lost"];

    public CertificateOutcome Outcome => (job.AnyRecorderReinitialized, closedFrom) switch
    {
        (true, _) when job.Recorders.All(recorder => recorder.Outcome == RecorderOutcome.Reinitialized) => CertificateOutcome.Recovered,
        (true, _) => CertificateOutcome.PartlyRecovered,
        (_, JobStatus.Refused) => CertificateOutcome.Refused,
        _ => CertificateOutcome.NotRecovered,
    };

    /// <exception cref="IllegalTransition">The job is not closed.</exception>
    public CertificateContent Build() => job is { Status: JobStatus.Closed, ClosedAt: { } closedAt }
        ? new CertificateContent(
            CertificateContent.CurrentVersion,
            job.Number,
            job.Customer.Name,
            new CertificatePlace(job.Site.Street, job.Site.Unit, job.Site.City, job.Site.State, job.Site.Zip),
            job.Trouble,
            job.ReportedAt,
            [.. job.Visits.Select(Of).OfType<CertificateVisit>().OrderBy(visit => visit.At)],
            job.StandingCheck is { } check ? Of(check) : null,
            [.. job.Recorders.OrderBy(recorder => recorder.Id).Select(Of)],
            job.Summary ?? "",
            closedAt,
            closedBy)
        : throw new IllegalTransition(job.Status, null, "A certificate is issued when the job is closed.");

    /// <summary>Null: nobody of ours came.</summary>
    private CertificateVisit? Of(Visit visit) => (visit.Status == VisitStatus.NoAccess ? visit.EndedAt ?? visit.ArrivedAt : visit.ArrivedAt) is { } at
        ? new CertificateVisit(visit.Status, at, texts.Technicians.GetValueOrDefault(visit.TechnicianId, ""))
        : null;

    private CertificateCheck Of(OwnershipCheck check)
    {
        var owner = job.OwnerSignatures.FirstOrDefault(signature => signature.Id == check.OwnerSignatureId);
        return new(check.PersonName, check.IdentityKind, check.AuthorityKind, check.ByName, check.ApprovedByName, check.At, check.Outcome == OwnershipOutcome.Overridden, owner?.SignedName, owner?.SignedAt);
    }

    private CertificateRecorder Of(JobRecorder part)
    {
        var attempts = job.Attempts.Where(attempt => attempt.JobRecorderId == part.Id).OrderBy(attempt => attempt.At).ToList();
        var begun = job.BrokenOff(part.Id).ToList();
        var tried = attempts.Where(attempt => attempt.MayHaveChanged).Select(attempt => (Method: texts.Methods.GetValueOrDefault(attempt.MethodId), Worked: attempt.Outcome == AttemptOutcome.Succeeded))
            .Concat(begun.Where(start => start.Destructive).Select(start => (Method: texts.Methods.GetValueOrDefault(start.MethodId), Worked: false))).ToList();
        return new CertificateRecorder(
            part.Recorder.Brand, part.Recorder.Model, part.Recorder.Serial, part.Outcome,
            part.Outcome == RecorderOutcome.Reinitialized ? part.FirmwareAfter : null,
            part.Outcome == RecorderOutcome.Reinitialized ? part.PlaybackChecked : null,
            part.Outcome == RecorderOutcome.Reinitialized ? part.PlaybackGaps : null,
            part.Outcome == RecorderOutcome.Reinitialized ? part.CamerasTotal : null,
            part.Outcome == RecorderOutcome.Reinitialized ? part.CamerasBack : null,
            part.ConsentByName,
            Worst(tried.Select(one => one.Worked ? one.Method?.Settings : "MayBeLost")), Worst(tried.Select(one => one.Method?.Footage)),
            [
                .. attempts.Select(attempt => new CertificateAttempt(Name(attempt.MethodId), attempt.Outcome, attempt.At, attempt.ByName))
                    .Concat(begun.Select(start => new CertificateAttempt(Name(start.MethodId), null, start.StartedAt, start.ByName))).OrderBy(attempt => attempt.At),
            ],
            [.. job.VendorCases.Where(asked => asked.JobRecorderId == part.Id).OrderBy(asked => asked.AskedAt).Select(asked => new CertificateVendorCase(asked.Vendor, Name(asked.MethodId), asked.AskedAt, asked.State, asked.AnsweredAt))],
            part.Outcome == RecorderOutcome.Reinitialized ? Items(part) : [],
            part.Outcome == RecorderOutcome.Reinitialized && NextLockout.Of(part) is var next ? new CertificateLockout(next.Has, next.Lacks) : null,
            part.Outcome == RecorderOutcome.Reinitialized ? part.FirmwareBefore : null,
            [.. job.Clips.Where(clip => clip.JobRecorderId == part.Id).OrderBy(clip => clip.At).Select(clip => new CertificateClip(clip.Channel, clip.ClipFrom, clip.ClipTo, clip.OffsetSeconds, clip.PlaybackChecked, clip.ExportedBy))]);
    }

    /// <summary>In the order of the checklist; what is not on it any more comes last, by its id.</summary>
    private List<CertificateItem> Items(JobRecorder part)
    {
        var known = texts.Items.Select(text => text.Id).ToList();
        return
        [
            .. part.HardeningNow().OrderBy(item => known.IndexOf(item.ItemId) is >= 0 and var place ? place : int.MaxValue).ThenBy(item => item.ItemId, StringComparer.Ordinal)
                .Select(item => new CertificateItem(item.ItemId, texts.Items.FirstOrDefault(text => text.Id == item.ItemId)?.Text ?? item.ItemId, item.State, item.Before, item.After)),
        ];
    }

    private string Name(string methodId) => texts.Methods.GetValueOrDefault(methodId)?.Name ?? ResetMethod.Find(methodId)?.Name ?? methodId;

    private static string? Worst(IEnumerable<string?> effects) => effects.Select(effect => effect ?? "NotStated").OrderBy(effect => Array.IndexOf(Effects, effect)).LastOrDefault();
}
