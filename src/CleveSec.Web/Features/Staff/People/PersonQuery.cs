using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>A visit somebody is still to make, or other work.</summary>
internal sealed record OpenVisit(string Name, string Address, Interval Window, Interval Occupied);

/// <param name="Version">Changes with every save; a form that carries an older one lost a race.</param>
/// <param name="HasPassword">False: invited, and never signed in.</param>
/// <param name="OpenVisits">In order of time.</param>
internal sealed record PersonView(
    Guid Id,
    string Name,
    string Email,
    string? Phone,
    StaffRole Role,
    bool Active,
    bool HasPassword,
    string? HomeZip,
    IReadOnlyList<RecorderBrand> Skills,
    IReadOnlyList<string> Qualifications,
    int? MostVisits,
    IReadOnlyList<WorkingHours> Hours,
    IReadOnlyList<Absence> Absences,
    IReadOnlyList<OpenVisit> OpenVisits,
    uint Version)
{
    /// <summary>The visits that lie in this absence, by the time they occupy, driving included.</summary>
    public IEnumerable<OpenVisit> VisitsDuring(Absence absence) => OpenVisits.Where(visit => visit.Occupied.Start < absence.End && visit.Occupied.End > absence.Start);

    /// <summary>Visits that need somebody else, because this person does none (any more).</summary>
    public IReadOnlyList<OpenVisit> Orphaned => Active && Role == StaffRole.Technician ? [] : OpenVisits;
}

/// <summary>One member of staff with hours, absences and visits to come.</summary>
internal sealed class PersonQuery(CleveSecDb db, IClock clock)
{
    public async Task<PersonView?> RunAsync(Guid id, CancellationToken ct)
    {
        var found = await db.Staff.AsNoTracking().Where(staff => staff.Id == id)
            .Select(staff => new { Person = staff, Version = EF.Property<uint>(staff, "Version"), HasPassword = db.Users.Any(account => account.Id == id && account.PasswordHash != null) })
            .AsSplitQuery().FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var person = found.Person;
        return new PersonView(
            person.Id, person.Name, person.Email, person.Phone, person.Role, person.Active, found.HasPassword, person.HomeZip, person.Skills, person.Qualifications, person.MostVisits,
            [.. person.WorkingHours.OrderBy(span => span.Day).ThenBy(span => span.Start)],
            [.. person.Absences.OrderBy(absence => absence.Start)],
            await OpenVisitsAsync(id, ct), found.Version);
    }

    private async Task<IReadOnlyList<OpenVisit>> OpenVisitsAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var rows = await (
            from visit in db.Visits.AsNoTracking()
            join found in db.Jobs.AsNoTracking() on visit.JobId equals found.Id into jobs
            from job in jobs.DefaultIfEmpty()
            join beside in db.OtherWork.AsNoTracking().Where(work => work.FeedId == null) on visit.OtherWorkId equals beside.Id into works
            from work in works.DefaultIfEmpty()
            where visit.TechnicianId == id && Schedules.Live.Contains(visit.Status) && (job != null || (work != null && work.End > now))
            orderby visit.WorkStart
            select new { Number = job == null ? null : job.Number, WorkId = work == null ? (Guid?)null : work.Id, Title = work == null ? null : work.Title, visit.WindowStart, visit.WindowEnd, visit.OccupiedStart, visit.OccupiedEnd }).ToListAsync(ct);
        return [.. rows.Select(row => new OpenVisit(row.Number ?? row.Title!, row.Number is { } number ? Links.Job(number) : Links.OtherWorkOf(row.WorkId!.Value), new Interval(row.WindowStart, row.WindowEnd), new Interval(row.OccupiedStart, row.OccupiedEnd)))];
    }
}
