using Microsoft.AspNetCore.Identity;

namespace CleveSec.Web.Data;

/// <summary>How a staff member signs in. Shares its id with <see cref="Domain.Staff.StaffMember"/>, who they are.</summary>
internal sealed class StaffAccount : IdentityUser<Guid>;
