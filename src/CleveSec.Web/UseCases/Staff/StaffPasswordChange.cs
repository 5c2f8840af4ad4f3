using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace CleveSec.Web.UseCases.Staff;

/// <summary>What every new password brings with it, inside the caller's transaction: other sessions end, open links die, an audit entry and a letter are written.</summary>
internal sealed class StaffPasswordChange(CleveSecDb db, UserManager<StaffAccount> users, SecretLinks links, StaffSessions sessions, AuditTrail audit, Outbox outbox, SiteAddress site, IClock clock)
{
    /// <summary>Links with which somebody sets their password without knowing one.</summary>
    public static readonly LinkPurpose[] Purposes = [LinkPurpose.Invitation, LinkPurpose.PasswordReset, LinkPurpose.FirstAdmin];

    /// <param name="password">Already checked against <see cref="PasswordRules"/>.</param>
    /// <param name="keepSession">The session that asked, or null to end all.</param>
    /// <returns>False: another change of this account came first. Nothing is done, and the caller rolls back.</returns>
    public async Task<bool> MakeAsync(StaffMember person, string password, Guid? keepSession, string how, CancellationToken ct)
    {
        var account = await users.FindByIdAsync(person.Id.ToString()) ?? throw new InvalidOperationException($"Staff member {person.Id} has no account.");
        var first = account.PasswordHash is null;
        if ((!first && !Stored(await users.RemovePasswordAsync(account))) || !Stored(await users.AddPasswordAsync(account, password)))
        {
            return false;
        }

        await sessions.EndAllAsync(person.Id, keepSession, ct);
        await links.RevokeAsync(Purposes, person.Id, clock.GetCurrentInstant(), ct);
        audit.Add(person.Id, person.Name, first ? "password set" : "password changed", person.Name, how);
        outbox.Add(person.Email, person.Name, PasswordChangedMail.Write(person, first, site));
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>False: lost a race.</summary>
    private static bool Stored(IdentityResult result) => result.Succeeded
        || (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? false
            : throw new InvalidOperationException($"The password could not be stored: {string.Join(' ', result.Errors.Select(error => error.Description))}"));
}
