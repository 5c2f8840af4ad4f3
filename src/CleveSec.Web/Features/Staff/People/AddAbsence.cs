using System.Security.Claims;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Records when somebody is away. Visits in that time stay planned; the page names them, and the office gives them to somebody else.</summary>
internal sealed class AddAbsence(PersonChanges changes, AuditTrail audit)
{
    public Task<PersonOutcome> RunAsync(Guid id, AbsenceInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, null, person =>
    {
        var absence = person.AddAbsence(new Interval(input.From!.Value, input.To!.Value), input.Reason!);
        audit.Add(by, "absence added", person.Name, AbsenceWords.Of(absence));
        return Task.FromResult<PersonOutcome>(new PersonOutcome.Saved());
    }, ct);
}
