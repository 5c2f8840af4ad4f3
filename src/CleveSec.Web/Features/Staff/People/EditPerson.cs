using System.Globalization;
using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Changes who somebody is and what they do. A new role ends their sessions, whose length depends on it.</summary>
internal sealed class EditPerson(PersonChanges changes, StaffSessions sessions, AuditTrail audit)
{
    public Task<PersonOutcome> RunAsync(Guid id, PersonInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, input.Version, async person =>
    {
        var role = input.Role!.Value;
        if (person is { Role: StaffRole.Admin, Active: true } && role != StaffRole.Admin && !await changes.AnotherAdminAsync(id, ct))
        {
            return new PersonOutcome.Refused(PersonChanges.LastAdmin);
        }

        if (person.Role != role)
        {
            await sessions.EndAllAsync(id, null, ct);
        }

        var before = Describe(person);
        person.Describe(input.Name!, input.CleanPhone, role, input.CleanZip, input.Skills);
        person.Limit(QualificationWords.Parse(input.Qualifications), input.CleanMostVisits);
        audit.Add(by, "person changed", person.Name, What(before, Describe(person)));
        return new PersonOutcome.Saved();
    }, ct);

    private static (string Name, string Value)[] Describe(StaffMember person) =>
    [
        ("name", person.Name), ("phone", person.Phone ?? ""), ("role", person.Role.ToString()), ("home ZIP", person.HomeZip ?? ""), ("skills", string.Join(", ", person.Skills)),
        ("qualifications", string.Join(", ", person.Qualifications)), ("most visits a day", person.MostVisits?.ToString(CultureInfo.InvariantCulture) ?? "as many as fit"),
    ];

    /// <summary>Old and new values, but of the telephone only that it changed.</summary>
    private static string What((string Name, string Value)[] before, (string Name, string Value)[] after) => string.Join("; ", before.Zip(after)
        .Where(pair => pair.First.Value != pair.Second.Value)
        .Select(pair => pair.First.Name == "phone" ? "phone" : $"{pair.First.Name}: {pair.First.Value} → {pair.Second.Value}")) is { Length: > 0 } what ? what : "nothing";
}
