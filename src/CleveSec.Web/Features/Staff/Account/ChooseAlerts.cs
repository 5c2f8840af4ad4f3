using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Account;

/// <summary>Whether somebody wants a text message, too, when they are on call. Each decides it for themselves.</summary>
internal sealed class ChooseAlerts(CleveSecDb db, AuditTrail audit)
{
    /// <summary>False: there is no number it could go to.</summary>
    public async Task<bool> RunAsync(ClaimsPrincipal user, bool byText, CancellationToken ct)
    {
        var id = user.StaffId();
        var person = await db.Staff.AsSplitQuery().SingleAsync(staff => staff.Id == id, ct);
        if (byText && person.Phone is null)
        {
            return false;
        }

        person.ChooseAlerts(byText);
        audit.Add(user, "alerts chosen", person.Name, byText ? "by text too" : "by mail only");
        await db.SaveChangesAsync(ct);
        return true;
    }
}
