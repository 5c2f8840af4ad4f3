using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Settings;

/// <param name="Visits">Planned there from now on.</param>
internal sealed record CountyRow(string Name, int Zips, bool Served, int Visits);

internal sealed record AreaView(IReadOnlyList<CountyRow> Counties)
{
    /// <summary>Of what the form was opened with; another one lost a race.</summary>
    public string Version => Keys.IdOf([.. Counties.Where(county => county.Served).Select(county => county.Name)]).ToString("N");
}

/// <summary>All counties we know, by name, and what is planned in them.</summary>
internal sealed class AreaQuery(CleveSecDb db, IClock clock)
{
    public async Task<AreaView> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var visits = await (
            from visit in db.Visits.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on visit.JobId equals job.Id
            join zip in db.ServiceZips.AsNoTracking() on job.Site.Zip equals zip.Zip
            where Schedules.Live.Contains(visit.Status) && visit.WindowEnd > now
            group visit by zip.County into county
            select new { county.Key, Count = county.Count() }).ToDictionaryAsync(county => county.Key, county => county.Count, ct);
        var counties = await db.ServiceZips.AsNoTracking().GroupBy(zip => zip.County).Select(county => new { Name = county.Key, Zips = county.Count(), Served = county.Any(zip => zip.Served) }).ToListAsync(ct);
        return new AreaView([.. counties.OrderBy(county => county.Name, StringComparer.Ordinal).Select(county => new CountyRow(county.Name, county.Zips, county.Served, visits.GetValueOrDefault(county.Name)))]);
    }
}
