using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>Brings the demo's visits to where they would be at this hour, by the moves a technician makes. Luis is the one who runs late.</summary>
internal sealed class DemoPlay(CleveSecDb db, Instant now, IReadOnlyDictionary<string, StaffMember> people)
{
    private static readonly Duration LateFor = Duration.FromHours(2);

    public async Task RunAsync(CancellationToken ct)
    {
        var technicians = new[] { DemoDay.Dana, DemoDay.Luis, DemoDay.Priya }.ToDictionary(email => people[email].Id, email => people[email]);
        var begun = await db.Jobs.Where(job => job.Customer.Email!.EndsWith("@demo.invalid")).SelectMany(job => job.Visits)
            .Where(visit => technicians.Keys.Contains(visit.TechnicianId) && Schedules.Live.Contains(visit.Status) && visit.OccupiedStart <= now).OrderBy(visit => visit.WorkStart).Select(visit => visit.JobId!.Value).ToListAsync(ct);
        foreach (var id in begun)
        {
            db.ChangeTracker.Clear();
            var job = (await JobChanges.LoadAsync(db, db.Jobs.Where(row => row.Id == id), ct))!;
            await PlayAsync(job, technicians[job.LiveVisit!.TechnicianId], ct);
        }
    }

    private async Task PlayAsync(Job job, StaffMember technician, CancellationToken ct)
    {
        var visit = job.LiveVisit!;
        if (technician.Email == DemoDay.Luis && visit.WorkStart <= now && now < visit.WorkEnd + LateFor)
        {
            return;
        }

        foreach (var (at, move) in MovesOf(job, visit).TakeWhile(move => move.At <= now))
        {
            if (move(new Step(DemoDaySeed.ActorOf(technician), at)))
            {
                await db.SaveChangesAsync(ct);
            }
        }
    }

    /// <summary>What happens in a visit and when. A move that was made before, on an earlier start of the demo, is left out.</summary>
    private static IEnumerable<(Instant At, Func<Step, bool> Move)> MovesOf(Job job, Visit visit)
    {
        Func<Step, bool> When(Func<bool> possible, Action<Step> act) => step =>
        {
            var can = possible();
            if (can)
            {
                act(step);
            }

            return can;
        };
        var part = job.Recorders[0];
        return
        [
            (visit.OccupiedStart, When(() => visit.Status is VisitStatus.Planned or VisitStatus.Confirmed, job.Depart)),
            (visit.WorkStart, When(() => job.Status == JobStatus.Scheduled, step => job.Arrive(samePersonSeen: false, step))),
            (visit.WorkStart + Duration.FromMinutes(5), When(() => part.Recorder.Serial is null && job.Status == JobStatus.OnSite, step => job.IdentifyRecorder(part.Id, null, SerialOf(job), step))),
            (visit.WorkStart + Duration.FromMinutes(10), When(() => job.Status == JobStatus.OnSite, step => Verify(job, step))),
            (visit.WorkEnd, When(() => job.Status == JobStatus.OwnershipVerified && part.Outcome is null, step => job.RecordAttempt(part.Id, ResetMethod.Find("other-admin")!, AttemptOutcome.Succeeded, null, step))),
            (visit.WorkEnd, When(() => job.Status == JobStatus.OwnershipVerified && part.Outcome is null, step => job.ReinitializeRecorder(part.Id, null, playbackChecked: true, step))),
            (visit.WorkEnd, When(() => job.Status == JobStatus.Reinitialized, step => job.Close("Your recorder has a new password that only you know (demo).", step))),
        ];
    }

    /// <summary>The customer lives there and has everything that is asked for.</summary>
    public static void Verify(Job job, Step step) => job.Verify(
        new OwnershipSeen(
            OwnershipSituation.OwnerOccupier, new IdentitySeen(job.Customer.Name, IdentityKind.DriversLicense, "0000", NameMatches: true), AuthorityKind.IdShowsThisAddress,
            job.Recorders.ToDictionary(recorder => recorder.Id, _ => LinkKind.Receipt)),
        new AuthorizationSigned(AuthorizationText.Current.Version, job.Customer.Language, job.Customer.Name),
        step);

    /// <summary>Two of the day's recorders carry one serial: the alert a dispatcher has to look into.</summary>
    private static string SerialOf(Job job) => job.Customer.Name.StartsWith("Marisol", StringComparison.Ordinal) || job.Customer.Name.StartsWith("Terrence", StringComparison.Ordinal) ? DemoDay.SharedSerial : $"DEMO{job.Number[^5..]}0815";
}
