using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Deactivates somebody, which ends their sessions and links at once, or takes them back.</summary>
internal sealed class SwitchPerson(CleveSecDb db, PersonChanges changes, StaffSessions sessions, SecretLinks links, AuditTrail audit, IClock clock)
{
    public Task<PersonOutcome> RunAsync(Guid id, bool active, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, null, async person =>
    {
        if (person.Active == active)
        {
            return new PersonOutcome.Saved(Changed: false);
        }

        if (active)
        {
            person.Activate();
            audit.Add(by, "person activated", person.Name);
            return new PersonOutcome.Saved();
        }

        return await DeactivateAsync(person, by, ct);
    }, ct);

    private async Task<PersonOutcome> DeactivateAsync(StaffMember person, ClaimsPrincipal by, CancellationToken ct)
    {
        if (person.Id == by.StaffId())
        {
            return new PersonOutcome.Refused("You cannot deactivate yourself. Ask another admin.");
        }

        if (person.Role == StaffRole.Admin && !await changes.AnotherAdminAsync(person.Id, ct))
        {
            return new PersonOutcome.Refused(PersonChanges.LastAdmin);
        }

        person.Deactivate();
        // Written before the sessions end: a sign-in at this moment waits for the row, and then starts no session.
        await db.SaveChangesAsync(ct);
        await sessions.EndAllAsync(person.Id, null, ct);
        await links.RevokeAsync(StaffPasswordChange.Purposes, person.Id, clock.GetCurrentInstant(), ct);
        audit.Add(by, "person deactivated", person.Name);
        return new PersonOutcome.Saved();
    }
}
