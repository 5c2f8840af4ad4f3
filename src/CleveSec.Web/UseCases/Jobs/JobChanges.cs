using System.Data;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>What came of a change to a job.</summary>
internal abstract record JobChange
{
    internal sealed record Made(Job Job) : JobChange;

    /// <summary>The move is not legal now; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : JobChange;

    /// <summary>No such job, or not this person's.</summary>
    internal sealed record NotFound : JobChange;

    /// <summary>Why it was not made, as a sentence; null when it was.</summary>
    public string? Problem => this switch
    {
        Refused refused => refused.Reason,
        NotFound => "This job was not found.",
        _ => null,
    };
}

/// <summary>
/// The one way to change a job: load it whole, let the domain act, save with its event and its mails in one transaction. A race that is lost is told, not retried:
/// the person decided on what they saw.
/// </summary>
internal sealed class JobChanges(CleveSecDb db, IClock clock)
{
    public const string LostRace = "Somebody else changed this job a moment ago. Look at it again, then decide.";

    /// <param name="which">Selects the job, with the right to see it inside.</param>
    /// <param name="act">Calls the domain; may throw <see cref="IllegalTransition"/>.</param>
    /// <param name="tell">Adds letters to the outbox, after the domain agreed.</param>
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, Action<Job, Step> act, CancellationToken ct, Func<Job, Task>? tell = null)
    {
        if (await LoadAsync(db, which, ct) is not { } job)
        {
            return new JobChange.NotFound();
        }

        try
        {
            act(job, new Step(by, clock.GetCurrentInstant()));
            if (tell is not null)
            {
                await tell(job);
            }

            Touch(db, job);
            await SaveAsync(job.Id, ct);
            return new JobChange.Made(job);
        }
        catch (IllegalTransition refused)
        {
            return new JobChange.Refused(refused.Message);
        }
        catch (Exception error) when (DbErrors.IsLostRace(error))
        {
            return new JobChange.Refused(LostRace);
        }
        catch (DbUpdateException error) when (DbErrors.IsOwnershipGate(error))
        {
            return new JobChange.Refused("Ownership is not verified on this job, so nothing may be tried on its recorders.");
        }
        catch (DbUpdateException error) when (DbErrors.IsWindowTaken(error))
        {
            return new JobChange.Refused("That time is taken.");
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Makes other changes to this job wait until the transaction ends. Taken before its parts are written: without it two changes that add the same parts in another order
    /// end in a deadlock, and the loser would look at the job again before the winner's change can be seen.
    /// </summary>
    public static Task LockAsync(CleveSecDb db, Guid jobId, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select from jobs where id = {jobId} for update", ct);

    /// <summary>Writes the job's own row with every change to a part of it, so that of two changes at once the second finds that it decided on something old.</summary>
    public static void Touch(CleveSecDb db, Job job)
    {
        if (db.ChangeTracker.HasChanges())
        {
            db.Entry(job).Property(row => row.Status).IsModified = true;
        }
    }

    private Task SaveAsync(Guid jobId, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync(db, jobId, ct);

        // Changes stay pending until the commit, so that a retry writes them again.
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, ct);
        await transaction.CommitAsync(ct);
    });

    /// <summary>The whole aggregate as it was at one moment, tracked; without its events, which are only ever added to.</summary>
    public static async Task<Job?> LoadAsync(CleveSecDb db, IQueryable<Job> which, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await ReadAsync(which, ct);
        }

        // Many statements read it, and somebody may change it between two of them: half of it would be of before, or missing.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var job = await ReadAsync(which, ct);
            await snapshot.CommitAsync(ct);
            return job;
        });
    }

    private static Task<Job?> ReadAsync(IQueryable<Job> which, CancellationToken ct) => which
        .Include(job => job.Customer)
        .Include(job => job.Site)
        .Include(job => job.Recorders).ThenInclude(recorder => recorder.Recorder)
        .Include(job => job.Recorders).ThenInclude(recorder => recorder.Hardening)
        .Include(job => job.Recorders).ThenInclude(recorder => recorder.SetupSteps)
        .Include(job => job.Visits.OrderBy(visit => visit.CreatedAt))
        .Include(job => job.Checks)
        .Include(job => job.SecondPersonRequests)
        .Include(job => job.OwnerSignatures)
        .Include(job => job.Attempts)
        .Include(job => job.AttemptStarts)
        .Include(job => job.Clips)
        .Include(job => job.VendorCases)
        .AsSplitQuery()
        .FirstOrDefaultAsync(ct);
}
