using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.People;

/// <param name="HasPassword">False: invited, and never signed in.</param>
internal sealed record PersonRow(Guid Id, string Name, string Email, string? Phone, StaffRole Role, bool Active, bool HasPassword);

/// <summary>Everybody who works or worked here: active people first, by name.</summary>
internal sealed class PeopleQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<PersonRow>> RunAsync(CancellationToken ct) => await db.Staff.AsNoTracking()
        .OrderByDescending(staff => staff.Active).ThenBy(staff => staff.Name)
        .Select(staff => new PersonRow(staff.Id, staff.Name, staff.Email, staff.Phone, staff.Role, staff.Active, db.Users.Any(account => account.Id == staff.Id && account.PasswordHash != null)))
        .ToListAsync(ct);
}
