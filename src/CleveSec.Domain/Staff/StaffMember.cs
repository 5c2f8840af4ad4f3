using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Staff;

public enum StaffRole
{
    Technician,
    Dispatcher,
    Admin,
}

/// <summary>Somebody who works here. How they sign in is kept elsewhere; this is who they are and when they work.</summary>
public sealed class StaffMember
{
    public const int NameMaxLength = 120;
    public const int EmailMaxLength = 254;
    public const int ZipLength = 5;

    private readonly List<WorkingHours> workingHours = [];
    private readonly List<Absence> absences = [];

    private StaffMember() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Lower case; what the person signs in with.</summary>
    public string Email { get; private set; } = "";

    /// <summary>E.164, or null.</summary>
    public string? Phone { get; private set; }

    /// <summary>Chose to be told by text message, too, of what waits while they are on call.</summary>
    public bool AlertsByText { get; private set; }
    public StaffRole Role { get; private set; }
    public bool Active { get; private set; }

    /// <summary>Where a technician's day starts; null for people who do not drive.</summary>
    public string? HomeZip { get; private set; }

    /// <summary>The brands a technician can work on.</summary>
    public List<RecorderBrand> Skills { get; private set; } = [];

    /// <summary>What a service may need beside brands, "ladder" say.</summary>
    public List<string> Qualifications { get; private set; } = [];

    /// <summary>How many visits a day at most; null: as many as fit.</summary>
    public int? MostVisits { get; private set; }
    public Instant CreatedAt { get; private set; }
    public IReadOnlyList<WorkingHours> WorkingHours => workingHours;
    public IReadOnlyList<Absence> Absences => absences;

    /// <summary>What customers are told: the first word of the name.</summary>
    public string FirstName => FirstNameOf(Name);

    public static string FirstNameOf(string name) => name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? name;

    public static StaffMember Join(string name, string email, StaffRole role, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name.Trim(),
        Email = email.Trim().ToLowerInvariant(),
        Role = role,
        Active = true,
        CreatedAt = now,
    };

    public void Describe(string name, string? phone, StaffRole role, string? homeZip, IEnumerable<RecorderBrand> skills)
    {
        Name = name.Trim();
        Phone = phone;
        Role = role;
        HomeZip = homeZip;
        Skills = [.. skills.Distinct().Order()];
    }

    public void ChooseAlerts(bool byText) => AlertsByText = byText;

    /// <param name="qualifications">Compared without regard to case.</param>
    /// <param name="mostVisits">At least one, or null.</param>
    public void Limit(IEnumerable<string> qualifications, int? mostVisits)
    {
        Qualifications = [.. qualifications.Select(word => word.Trim().ToLowerInvariant()).Where(word => word.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        MostVisits = mostVisits;
    }

    public void Deactivate() => Active = false;

    public void Activate() => Active = true;

    /// <summary>Why this person cannot do a visit that takes this time, as a sentence for the office; null when they can. The reason of an absence stays theirs.</summary>
    public string? WhyNotAvailable(Interval during) =>
        !Active ? $"{Name} does not work here any more. Give the visit to another technician."
        : Role != StaffRole.Technician ? $"{Name} is not a technician any more. Give the visit to another technician."
        : absences.Exists(absence => absence.Start < during.End && absence.End > during.Start) ? $"{Name} is away then. Give the visit to another technician, or move it."
        : null;

    /// <summary>Replaces the weekly hours.</summary>
    /// <exception cref="ArgumentException">Two spans of one day overlap.</exception>
    public void WorkWeekly(IEnumerable<WorkingHours> week)
    {
        var spans = week.OrderBy(span => span.Day).ThenBy(span => span.Start).ToList();
        for (var i = 1; i < spans.Count; i++)
        {
            if (spans[i].Day == spans[i - 1].Day && spans[i].Start < spans[i - 1].End)
            {
                throw new ArgumentException($"The hours on {spans[i].Day} overlap.", nameof(week));
            }
        }

        workingHours.Clear();
        workingHours.AddRange(spans);
    }

    public Absence AddAbsence(Interval during, string reason)
    {
        var absence = new Absence(Guid.CreateVersion7(), during.Start, during.End, reason.Trim());
        absences.Add(absence);
        return absence;
    }

    public bool RemoveAbsence(Guid absenceId) => absences.RemoveAll(absence => absence.Id == absenceId) > 0;
}

/// <summary>One span of a weekday in which somebody works, in New York time. The end is after the start on the same day.</summary>
public sealed class WorkingHours
{
    private WorkingHours() { }

    public WorkingHours(IsoDayOfWeek day, LocalTime start, LocalTime end)
    {
        if (day == IsoDayOfWeek.None)
        {
            throw new ArgumentOutOfRangeException(nameof(day), "Working hours belong to a day of the week.");
        }

        if (end <= start)
        {
            throw new ArgumentException("Working hours end after they start.", nameof(end));
        }

        Day = day;
        Start = start;
        End = end;
    }

    public IsoDayOfWeek Day { get; private set; }
    public LocalTime Start { get; private set; }
    public LocalTime End { get; private set; }
}

/// <summary>A time in which somebody does not work although the weekly hours say so.</summary>
public sealed class Absence
{
    public const int ReasonMaxLength = 120;

    private Absence() { }

    public Absence(Guid id, Instant start, Instant end, string reason)
    {
        if (end <= start)
        {
            throw new ArgumentException("An absence ends after it starts.", nameof(end));
        }

        Id = id;
        Start = start;
        End = end;
        Reason = reason;
    }

    public Guid Id { get; private set; }
    public Instant Start { get; private set; }
    public Instant End { get; private set; }
    public string Reason { get; private set; } = "";
}
