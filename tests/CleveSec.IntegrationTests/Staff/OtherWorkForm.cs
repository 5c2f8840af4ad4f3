using CleveSec.Domain.Staff;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>The form for other work, filled in.</summary>
internal static class OtherWorkForm
{
    public const string List = "/staff/other-work";
    public const string New = "/staff/other-work/new";
    public const string Form = "form:has([name='Input.Title'])";

    public static (string Name, string? Value)[] Fields(StaffMember[] who, string date = "2026-11-25", string from = "08:00", string to = "12:00", string zip = "44107") =>
    [
        ("Input.Kind", "Install"), ("Input.Title", "Eight cameras at O'Brien-Muñoz"), ("Input.Street", "5 Elm Street"), ("Input.Zip", zip), ("Input.Date", date), ("Input.From", from), ("Input.To", to),
        .. who.Select(one => ("Input.Technicians", (string?)one.Id.ToString())),
    ];

    public static (string Name, string? Value)[] Repeated(StaffMember[] who, string every, string times, string date = "2026-11-25", string from = "08:00", string to = "12:00", bool leaveOut = false) =>
        [.. Fields(who, date, from, to), ("Input.Repeat", every), ("Input.Times", times), .. leaveOut ? new[] { ("Input.LeaveOutBusy", (string?)"true") } : []];
}
