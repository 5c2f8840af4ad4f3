using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>What staff do to people, settings and sign-ins, written with the change itself. Never a secret, and in <c>detail</c> no more than what changed.</summary>
internal sealed class AuditTrail(CleveSecDb db, IClock clock, IHttpContextAccessor http)
{
    /// <summary>By the signed-in member of staff.</summary>
    public void Add(ClaimsPrincipal by, string action, string subject, string? detail = null) => Add(by.StaffId(), by.Identity?.Name ?? "", action, subject, detail);

    /// <summary>By somebody who is not signed in yet, or by the command line.</summary>
    public void Add(Guid? staffId, string name, string action, string subject, string? detail = null) => db.AuditEntries.Add(new AuditEntry
    {
        At = clock.GetCurrentInstant(),
        StaffId = staffId,
        StaffName = Cut(name, StaffMember.NameMaxLength)!,
        Action = Cut(action, 60)!,
        Subject = Cut(subject, 200)!,
        Detail = Cut(detail, 1000),
        Address = Cut(http.HttpContext?.Connection.RemoteIpAddress?.ToString(), 60),
    });

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
