using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>
/// Records what was seen of the person and of each recorder, and opens the gate for the recorders that are theirs; where a second person decides, it is put before them instead. A serial
/// that another customer's recorder has stops both: the label is kept, so that the office is alerted.
/// </summary>
internal sealed class VerifyOwnership(VisitChanges changes, SerialStop stop, SecondPersonsQuery persons, MasterKey master)
{
    public const string Verified = "Ownership is verified. You may start.";
    public const string Asked = "The office is asked. Nothing may be tried until a second person has agreed.";

    private static readonly Dictionary<Guid, string?> NothingRead = [];

    /// <param name="seen">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, OwnershipInput seen, CancellationToken ct)
    {
        var read = seen.Recorders.DistinctBy(recorder => recorder.Id).ToDictionary(recorder => recorder.Id, recorder => recorder.Serial);
        if (await stop.FindAsync(visitId, technician, read, ct) is { } found)
        {
            var kept = found.IsNew ? await changes.RunAsync(visitId, technician, (_, _) => false, (job, step) => ReadLabels(job, seen, step), ct) : null;
            return kept is null or VisitChange.Made ? new VisitChange.Refused(found.Words) : kept;
        }

        var phone = seen.PhoneBy is { } id ? await persons.FindAsync(id, ct) : null;
        return seen.PhoneBy is not null && phone is null
            ? new VisitChange.Refused("The person who approved by telephone does not work in the office any more. Choose somebody else.")
            : await changes.RunAsync(visitId, technician, (job, visit) => IsDone(job, visit.Id, seen), (job, step) => Check(job, seen, phone, step), ct);
    }

    /// <summary>Goes on with what a second person approved.</summary>
    public async Task<VisitChange> ApprovedAsync(Guid visitId, Actor technician, CancellationToken ct) => await stop.FindAsync(visitId, technician, NothingRead, ct) is { } found
        ? new VisitChange.Refused(found.Words)
        : await changes.RunAsync(visitId, technician, (job, visit) => job.StandingCheck?.VisitId == visit.Id, (job, step) => job.VerifyApproved(step), ct);

    /// <summary>The same tap again. Other evidence is not the same: it is refused while a second person looks at the first.</summary>
    private static bool IsDone(Job job, Guid visitId, OwnershipInput seen) => job.StandingCheck?.VisitId == visitId
        || (job.PendingSecondPerson is { } pending && pending.Note == seen.Note?.Trim() && pending.PhoneById == seen.PhoneBy && IsSame(pending.Seen, seen.Seen()));

    private static bool IsSame(OwnershipSeen one, OwnershipSeen other) =>
        (one.Situation, one.Identity, one.Authority) == (other.Situation, other.Identity, other.Authority) && one.Links.OrderBy(link => link.Key).SequenceEqual(other.Links.OrderBy(link => link.Key));

    private static void ReadLabels(Job job, OwnershipInput seen, Step step)
    {
        foreach (var recorder in seen.Recorders.Where(recorder => job.Recorders.All(part => part.Id != recorder.Id || part.Recorder.IsNews(recorder.Model, recorder.Serial))))
        {
            job.IdentifyRecorder(recorder.Id, recorder.Model, recorder.Serial, step);
        }
    }

    private void Check(Job job, OwnershipInput seen, Actor? phone, Step step)
    {
        ReadLabels(job, seen, step);
        var signed = new AuthorizationSigned(
            seen.TextVersion!, seen.Language!.Value, seen.SignedName!, string.IsNullOrEmpty(seen.Strokes) ? null : master.Encrypt(System.Text.Encoding.UTF8.GetBytes(seen.Strokes)));
        if (job.NeedsSecondPerson(seen.Situation!.Value, seen.Authority))
        {
            job.AskSecondPerson(seen.Seen(), signed, seen.Note ?? "", phone, step);
        }
        else
        {
            job.Verify(seen.Seen(), signed, step);
        }
    }
}
