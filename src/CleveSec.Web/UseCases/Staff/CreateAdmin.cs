using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Staff;

internal abstract record CreateAdminOutcome
{
    /// <param name="Token">For the address that sets the password; good once, for <see cref="CreateAdmin.LinkLife"/>.</param>
    /// <param name="Again">The administrator existed and had never set a password.</param>
    internal sealed record Created(string Token, bool Again) : CreateAdminOutcome;

    internal sealed record EmailTaken : CreateAdminOutcome;
}

/// <summary>Makes an administrator without a password, for the command line. Somebody made this way who never set a password gets a fresh link instead.</summary>
internal sealed class CreateAdmin(CleveSecDb db, UserManager<StaffAccount> users, SecretLinks links, AuditTrail audit, IClock clock)
{
    public static readonly Duration LinkLife = Duration.FromMinutes(10);

    public async Task<CreateAdminOutcome> RunAsync(string email, string name, CancellationToken ct)
    {
        var address = email.Trim().ToLowerInvariant();
        if (await db.Staff.AsSplitQuery().FirstOrDefaultAsync(staff => staff.Email == address, ct) is { } known)
        {
            return known is { Role: StaffRole.Admin, Active: true } && await db.Users.AnyAsync(account => account.Id == known.Id && account.PasswordHash == null, ct)
                ? await IssueAsync(known, true, ct)
                : new CreateAdminOutcome.EmailTaken();
        }

        var person = StaffMember.Join(name, address, StaffRole.Admin, clock.GetCurrentInstant());
        db.Staff.Add(person);
        var made = await users.CreateAsync(StaffPasswords.AccountOf(person));
        return made.Succeeded ? await IssueAsync(person, false, ct) : throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
    }

    private async Task<CreateAdminOutcome> IssueAsync(StaffMember person, bool again, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await links.RevokeAsync(StaffPasswordChange.Purposes, person.Id, now, ct);
        var token = links.Issue(LinkPurpose.FirstAdmin, person.Id, now, now + LinkLife);
        audit.Add((Guid?)null, "create-admin", again ? "first link renewed" : "admin created", person.Name);
        await db.SaveChangesAsync(ct);
        return new CreateAdminOutcome.Created(token, again);
    }
}
