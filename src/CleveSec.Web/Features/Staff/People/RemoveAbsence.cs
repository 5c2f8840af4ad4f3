using System.Security.Claims;
using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Takes an absence back. One that is gone already counts as removed.</summary>
internal sealed class RemoveAbsence(PersonChanges changes, AuditTrail audit)
{
    public Task<PersonOutcome> RunAsync(Guid id, Guid absenceId, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, null, person =>
    {
        var gone = person.Absences.FirstOrDefault(absence => absence.Id == absenceId);
        if (gone is null || !person.RemoveAbsence(absenceId))
        {
            return Task.FromResult<PersonOutcome>(new PersonOutcome.Saved(Changed: false));
        }

        audit.Add(by, "absence removed", person.Name, AbsenceWords.Of(gone));
        return Task.FromResult<PersonOutcome>(new PersonOutcome.Saved());
    }, ct);
}
