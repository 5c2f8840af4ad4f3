using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Replaces somebody's weekly hours. Visits already planned stay where they are.</summary>
internal sealed class SetHours(PersonChanges changes, AuditTrail audit)
{
    public Task<PersonOutcome> RunAsync(Guid id, HoursInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, input.Version, person =>
    {
        var week = input.WorkingWeek().ToList();
        person.WorkWeekly(week);
        audit.Add(by, "hours changed", person.Name, string.Join(", ", person.WorkingHours.Select(Words)));
        return Task.FromResult<PersonOutcome>(new PersonOutcome.Saved());
    }, ct);

    private static string Words(WorkingHours span) => $"{span.Day.ToString()[..3]} {TypedTime.Format(span.Start)}–{TypedTime.Format(span.End)}";
}
