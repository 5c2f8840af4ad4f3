using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;

namespace CleveSec.Web.Security;

/// <summary>The signed-in staff member of a request.</summary>
internal static class CurrentStaff
{
    public static Guid StaffId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));

    public static Guid SessionId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(StaffTickets.SessionClaim) ?? throw new InvalidOperationException("Nobody is signed in."));

    public static StaffRole StaffRole(this ClaimsPrincipal user) => Enum.Parse<StaffRole>(user.FindFirstValue(ClaimTypes.Role) ?? throw new InvalidOperationException("Nobody is signed in."));

    /// <summary>As the domain knows them.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(RoleOf(user.StaffRole()), user.StaffId(), user.Identity?.Name ?? "");

    public static ActorRole RoleOf(StaffRole role) => role switch
    {
        Domain.Staff.StaffRole.Technician => ActorRole.Technician,
        Domain.Staff.StaffRole.Dispatcher => ActorRole.Dispatcher,
        Domain.Staff.StaffRole.Admin => ActorRole.Admin,
        _ => ActorRole.None,
    };
}
