using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

internal abstract record InviteOutcome
{
    internal sealed record Invited(Guid Id) : InviteOutcome;

    /// <summary>Somebody, maybe not active, has this address.</summary>
    internal sealed record EmailTaken : InviteOutcome;
}

/// <summary>Adds a member of staff without a password and mails the link to set one; all of it in one transaction.</summary>
internal sealed class InvitePerson(CleveSecDb db, UserManager<StaffAccount> users, SecretLinks links, Outbox outbox, SiteAddress site, AuditTrail audit, IClock clock)
{
    public async Task<InviteOutcome> RunAsync(NewPersonInput input, ClaimsPrincipal by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var person = StaffMember.Join(input.Name!, input.Email!, input.Role!.Value, now);
        person.Describe(input.Name!, input.CleanPhone, input.Role.Value, input.CleanZip, input.Skills);
        person.Limit(QualificationWords.Parse(input.Qualifications), input.CleanMostVisits);
        if (await db.Staff.AnyAsync(staff => staff.Email == person.Email, ct))
        {
            return new InviteOutcome.EmailTaken();
        }

        db.Staff.Add(person);
        var token = links.Issue(LinkPurpose.Invitation, person.Id, now, now + InvitationMail.LinkLife);
        outbox.Add(person.Email, person.Name, InvitationMail.Write(person, token, site));
        audit.Add(by, "person invited", person.Name, $"as {person.Role}");
        try
        {
            // Saves all of the above with the account.
            var made = await users.CreateAsync(StaffPasswords.AccountOf(person));
            return made.Succeeded ? new InviteOutcome.Invited(person.Id) : new InviteOutcome.EmailTaken();
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.StaffEmailUnique))
        {
            return new InviteOutcome.EmailTaken();
        }
    }
}
