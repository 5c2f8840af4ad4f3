using CleveSec.Domain.Staff;
using CleveSec.Web.Features.Shared;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Somebody's week as typed.</summary>
public sealed class HoursInput : WeekInput
{
    public uint Version { get; set; }

    public static HoursInput Of(IReadOnlyList<WorkingHours> hours, uint version) => new() { Version = version, Days = DaysOf(hours.Select(span => (span.Day, span.Start, span.End))) };

    /// <summary>Only after validation.</summary>
    public IEnumerable<WorkingHours> WorkingWeek() => Week().Select(span => new WorkingHours(span.Day, span.From, span.To));
}

internal sealed class HoursInputValidator : WeekInputValidator<HoursInput>;
