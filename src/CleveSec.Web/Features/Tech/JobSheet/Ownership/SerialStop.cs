using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <param name="IsNew">It was read just now; an older one already stands on the job, and only the office ends it: by a reason, a merge or a correction.</param>
internal sealed record FoundSerial(string Serial, bool IsNew)
{
    public string Words => $"Stop: serial {Serial} is also known under another customer. Nothing is opened. The office was alerted: call them.";
}

/// <summary>A recorder that is known under another customer is opened for nobody until the office has found out why.</summary>
internal sealed class SerialStop(OwnVisit own, SerialAlertsQuery alerts)
{
    /// <param name="read">What the labels say, by recorder of the job; what is not read stays as it is known.</param>
    public async Task<FoundSerial?> FindAsync(Guid visitId, Actor technician, IReadOnlyDictionary<Guid, string?> read, CancellationToken ct)
    {
        var known = await own.JobOf(visitId, technician.Id ?? Guid.Empty).AsNoTracking()
            .SelectMany(job => job.Recorders.Select(part => new { part.Id, part.Recorder.Serial, job.CustomerId })).ToListAsync(ct);
        if (known.Count == 0)
        {
            return null;
        }

        var customer = known[0].CustomerId;
        if (await alerts.FindElsewhereAsync(customer, [.. known.Select(part => part.Serial).OfType<string>()], ct) is { } standing)
        {
            return new FoundSerial(standing, IsNew: false);
        }

        var fresh = known.Select(part => read.GetValueOrDefault(part.Id)).Where(serial => !string.IsNullOrWhiteSpace(serial)).OfType<string>().ToList();
        return await alerts.FindElsewhereAsync(customer, fresh, ct) is { } found ? new FoundSerial(found, IsNew: true) : null;
    }
}
