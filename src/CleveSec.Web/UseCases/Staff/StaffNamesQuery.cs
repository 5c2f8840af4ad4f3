using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Staff;

/// <summary>Who drives, by name.</summary>
internal sealed class StaffNamesQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> TechniciansAsync(CancellationToken ct) =>
        [.. (await db.Staff.AsNoTracking().Where(staff => staff.Active && staff.Role == StaffRole.Technician).OrderBy(staff => staff.Name).Select(staff => new { staff.Id, staff.Name }).ToListAsync(ct))
            .Select(staff => (staff.Id, staff.Name))];
}
