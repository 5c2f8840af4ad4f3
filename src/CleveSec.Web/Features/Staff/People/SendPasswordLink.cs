using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Mails the invitation again, or a link for a new password to somebody who had one. Links sent before are void.</summary>
internal sealed class SendPasswordLink(CleveSecDb db, PersonChanges changes, SecretLinks links, Outbox outbox, SiteAddress site, AuditTrail audit, IClock clock)
{
    public Task<PersonOutcome> RunAsync(Guid id, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, null, async person =>
    {
        if (!person.Active)
        {
            return new PersonOutcome.Refused($"{person.Name} is not active. Activate them first.");
        }

        var now = clock.GetCurrentInstant();
        await links.RevokeAsync(StaffPasswordChange.Purposes, id, now, ct);
        var invite = await db.Users.AnyAsync(account => account.Id == id && account.PasswordHash == null, ct);
        var token = invite
            ? links.Issue(LinkPurpose.Invitation, id, now, now + InvitationMail.LinkLife)
            : links.Issue(LinkPurpose.PasswordReset, id, now, now + PasswordResetMail.LinkLife);
        outbox.Add(person.Email, person.Name, invite ? InvitationMail.Write(person, token, site) : PasswordResetMail.Write(person, token, site));
        audit.Add(by, invite ? "invitation sent again" : "password link sent", person.Name);
        return new PersonOutcome.Saved();
    }, ct);
}
