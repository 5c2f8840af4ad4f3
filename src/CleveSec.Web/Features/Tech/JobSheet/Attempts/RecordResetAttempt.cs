using System.Security.Cryptography;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

/// <summary>One method tried once on one recorder. The form's key makes a second tap harmless: two attempts with one method are legal, so the rows cannot tell.</summary>
internal sealed class RecordResetAttempt(VisitChanges changes, CleveSecDb db, IClock clock)
{
    private const string Kind = "reset-attempt";

    /// <param name="tried">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, AttemptInput tried, CancellationToken ct)
    {
        var fingerprint = Fingerprint(visitId, technician, jobRecorderId, tried);
        var known = await db.CommandKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Key == tried.Key, ct);
        if (known is not null && !known.Fingerprint.SequenceEqual(fingerprint))
        {
            return new VisitChange.Refused("This form was sent before with other answers. The first ones are recorded; for another attempt open a new form from the job sheet.");
        }

        try
        {
            return await changes.RunAsync(visitId, technician, (_, _) => known is not null, Act, ct);
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.CommandKeyUnique))
        {
            return await changes.RunAsync(visitId, technician, (_, _) => true, (_, _) => { }, ct);
        }

        void Act(Job job, Step step)
        {
            job.RecordAttempt(jobRecorderId, ResetMethod.Find(tried.Method)!, tried.Outcome!.Value, tried.Note, step);
            db.CommandKeys.Add(new CommandKey { Key = tried.Key, Kind = Kind, Fingerprint = fingerprint, ResultId = job.Id, At = clock.GetCurrentInstant() });
        }
    }

    private static byte[] Fingerprint(Guid visitId, Actor technician, Guid jobRecorderId, AttemptInput tried) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', visitId, technician.Id, jobRecorderId, tried.Method, tried.Outcome, tried.Note?.Trim())));
}
