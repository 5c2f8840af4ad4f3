using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>Who may be the second person of an ownership check.</summary>
internal sealed class SecondPersonsQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> ListAsync(CancellationToken ct) =>
        [.. (await Office.OrderBy(staff => staff.Name).Select(staff => new { staff.Id, staff.Name }).ToListAsync(ct)).Select(staff => (staff.Id, staff.Name))];

    /// <summary>Null: not in the office, or not any more.</summary>
    public async Task<Actor?> FindAsync(Guid id, CancellationToken ct) =>
        await Office.Where(staff => staff.Id == id).Select(staff => new { staff.Role, staff.Name }).FirstOrDefaultAsync(ct) is { } found
            ? new Actor(found.Role == StaffRole.Admin ? ActorRole.Admin : ActorRole.Dispatcher, id, found.Name)
            : null;

    private IQueryable<StaffMember> Office => db.Staff.AsNoTracking().Where(staff => staff.Active && (staff.Role == StaffRole.Dispatcher || staff.Role == StaffRole.Admin));
}
