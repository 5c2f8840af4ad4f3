using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>
/// Records what was seen of the person and of each recorder, and opens the gate for the recorders that are theirs; where the situation asks for a second person, it is put before them
/// instead. A serial that another customer's recorder has stops both: the labels are kept, so that the office is alerted.
/// </summary>
internal sealed class VerifyOwnership(VisitChanges changes, OwnVisit own, SerialAlertsQuery alerts, SecondPersonsQuery persons, MasterKey master)
{
    public const string Verified = "Ownership is verified. You may start.";
    public const string Asked = "The office is asked. Nothing may be tried until a second person has agreed.";

    /// <param name="seen">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, OwnershipInput seen, CancellationToken ct)
    {
        if (await FindElsewhereAsync(visitId, technician, seen, ct) is { } serial)
        {
            await changes.RunAsync(visitId, technician, (job, visit) => IsDone(job, visit.Id, seen), (job, step) => ReadLabels(job, seen, step), ct);
            return new VisitChange.Refused($"Stop: serial {serial} is also known under another customer. Nothing is verified. The office was alerted: call them.");
        }

        var phone = seen.PhoneBy is { } id ? await persons.FindAsync(id, ct) : null;
        return seen.PhoneBy is not null && phone is null
            ? new VisitChange.Refused("The person who approved by telephone does not work in the office any more. Choose somebody else.")
            : await changes.RunAsync(visitId, technician, (job, visit) => IsDone(job, visit.Id, seen), (job, step) => Check(job, seen, phone, step), ct);
    }

    /// <summary>Goes on with what a second person approved.</summary>
    public Task<VisitChange> ApprovedAsync(Guid visitId, Actor technician, CancellationToken ct) =>
        changes.RunAsync(visitId, technician, (job, visit) => job.StandingCheck?.VisitId == visit.Id, (job, step) => job.VerifyApproved(step), ct);

    private static bool IsDone(Job job, Guid visitId, OwnershipInput seen) =>
        seen.NeedsSecondPerson ? job.PendingSecondPerson is { } pending && pending.VisitId == visitId && pending.Situation == seen.Situation : job.StandingCheck?.VisitId == visitId;

    private static void ReadLabels(Job job, OwnershipInput seen, Step step)
    {
        foreach (var recorder in seen.Recorders.Where(recorder => job.Recorders.All(part => part.Id != recorder.Id || part.Recorder.IsNews(recorder.Model, recorder.Serial))))
        {
            job.IdentifyRecorder(recorder.Id, recorder.Model, recorder.Serial, step);
        }
    }

    /// <summary>A serial of this job, as it is read now, that another customer's recorder has.</summary>
    private async Task<string?> FindElsewhereAsync(Guid visitId, Actor technician, OwnershipInput seen, CancellationToken ct)
    {
        var known = await own.JobOf(visitId, technician.Id ?? Guid.Empty).AsNoTracking()
            .SelectMany(job => job.Recorders.Select(part => new { part.Id, part.Recorder.Serial, job.CustomerId })).ToListAsync(ct);
        var serials = known.Select(part => seen.Recorders.Find(recorder => recorder.Id == part.Id)?.Serial is { } read && !string.IsNullOrWhiteSpace(read) ? read : part.Serial).OfType<string>().ToList();
        return known.Count == 0 ? null : await alerts.FindElsewhereAsync(known[0].CustomerId, serials, ct);
    }

    private void Check(Job job, OwnershipInput seen, Actor? phone, Step step)
    {
        ReadLabels(job, seen, step);
        var signed = new AuthorizationSigned(
            seen.TextVersion!, job.Customer.Language, seen.SignedName!, string.IsNullOrEmpty(seen.Strokes) ? null : master.Encrypt(System.Text.Encoding.UTF8.GetBytes(seen.Strokes)));
        if (seen.NeedsSecondPerson)
        {
            job.AskSecondPerson(seen.Seen(), signed, seen.Note!, phone, step);
        }
        else
        {
            job.Verify(seen.Seen(), signed, step);
        }
    }
}
