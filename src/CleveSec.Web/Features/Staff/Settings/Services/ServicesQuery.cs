using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <param name="OpenJobs">That are not closed, cancelled or refused and were reported with it.</param>
internal sealed record ServiceLine(ServiceRow Row, int OpenJobs);

/// <summary>The services in their order.</summary>
internal sealed class ServicesQuery(CleveSecDb db)
{
    private static readonly JobStatus[] Ended = [JobStatus.Closed, JobStatus.Cancelled, JobStatus.Refused, JobStatus.NotRecovered];

    public async Task<IReadOnlyList<ServiceLine>> AllAsync(CancellationToken ct)
    {
        var rows = await db.Services.AsNoTracking().OrderBy(service => service.Position).ThenBy(service => service.NameEnglish).ToListAsync(ct);
        var open = await db.Jobs.AsNoTracking().Where(job => !Ended.Contains(job.Status)).GroupBy(job => job.ServiceId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return [.. rows.Select(row => new ServiceLine(row, open.GetValueOrDefault(row.Id)))];
    }

    public Task<ServiceRow?> OneAsync(string id, CancellationToken ct) => db.Services.AsNoTracking().FirstOrDefaultAsync(service => service.Id == id, ct);

    public Task<int> OpenJobsAsync(string id, CancellationToken ct) => db.Jobs.AsNoTracking().CountAsync(job => job.ServiceId == id && !Ended.Contains(job.Status), ct);

    /// <summary>Whether any technician has all of these.</summary>
    public async Task<bool> AnybodyAsync(IReadOnlyList<string> needs, CancellationToken ct) =>
        (await db.Staff.AsNoTracking().Where(staff => staff.Active && staff.Role == StaffRole.Technician).Select(staff => staff.Qualifications).ToListAsync(ct)).Exists(has => needs.All(has.Contains));

    public static IReadOnlyList<Fact> FactsOf(ServiceRow row) =>
    [
        new("English", row.NameEnglish),
        new("Spanish", row.NameSpanish),
        new("Time for one recorder", SettingNumber.Minutes(row.WorkMinutes)),
        new("By brand", row.BrandMinutes.Count == 0 ? "the same" : string.Join(", ", row.BrandMinutes)),
        new("Each further recorder", $"{row.FurtherRecorderPercent} %"),
        new("Needs", row.Needs.Count == 0 ? "nothing" : string.Join(", ", row.Needs)),
        new("Order", SettingNumber.Format(row.Position)),
        new("Offered online", row.Online ? "yes" : "no"),
        new("In use", row.Active ? "yes" : "no"),
    ];
}
