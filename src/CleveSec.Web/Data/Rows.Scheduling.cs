using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>The booking rules; one row. Minutes and days.</summary>
internal sealed class BookingSettings
{
    public int Id { get; set; }

    /// <summary>"Monday 08:00-10:00" and so on, New York time.</summary>
    public List<string> Windows { get; set; } = [];
    public int BufferMinutes { get; set; }
    public int MinimumNoticeMinutes { get; set; }
    public int HorizonDays { get; set; }
    public int CutOffMinutes { get; set; }
    public int WarrantyDays { get; set; }

    /// <summary>Share of each technician's day kept for urgent work, 0 to 90.</summary>
    public int ReservePercent { get; set; }

    /// <summary>Until that time of the day itself.</summary>
    public LocalTime ReserveUntil { get; set; }

    /// <summary>When the reminder of the day before and that of the morning go out.</summary>
    public LocalTime RemindDayBeforeAt { get; set; }
    public LocalTime RemindMorningAt { get; set; }

    /// <summary>From when until when (next day) no text and no call goes out, unless the customer says otherwise.</summary>
    public LocalTime QuietFrom { get; set; }
    public LocalTime QuietUntil { get; set; }
}

/// <summary>How driving times are estimated; one row.</summary>
internal sealed class TravelSettings
{
    public int Id { get; set; }

    /// <summary>How much longer roads are than the great circle: 130 is 1.3 times.</summary>
    public int RoadPercent { get; set; }

    /// <summary>"6 25" is: up to 6 miles at 25 miles an hour; "* 45" is: what is beyond.</summary>
    public List<string> SpeedBands { get; set; } = [];

    /// <summary>"Monday 07:00-09:00 130" is: arriving then takes 1.3 times as long.</summary>
    public List<string> HourBands { get; set; } = [];

    /// <summary>When the road server (OSRM) last gave times, and since when it does not answer.</summary>
    public Instant? RoadServerAnsweredAt { get; set; }
    public Instant? RoadServerFailingSince { get; set; }
    public string? RoadServerError { get; set; }
}

/// <summary>Where a driving time comes from; the first that has one counts.</summary>
internal enum TravelSource
{
    /// <summary>A table uploaded by the office.</summary>
    Matrix,

    /// <summary>An OSRM server.</summary>
    RoadServer,
}

/// <summary>A driving time between two ZIP codes that is better known than by estimate, without traffic.</summary>
internal sealed class TravelTime
{
    public string FromZip { get; set; } = "";
    public string ToZip { get; set; } = "";
    public TravelSource Source { get; set; }
    public double Minutes { get; set; }
}

/// <summary>A <see cref="Service"/> as staff set it up.</summary>
internal sealed class ServiceRow
{
    public string Id { get; set; } = "";
    public string NameEnglish { get; set; } = "";
    public string NameSpanish { get; set; } = "";
    public int WorkMinutes { get; set; }

    /// <summary>"Hikvision 75" and so on: brands that take another time.</summary>
    public List<string> BrandMinutes { get; set; } = [];
    public int FurtherRecorderPercent { get; set; }
    public List<string> Needs { get; set; } = [];

    /// <summary>Customers may choose it on the booking page.</summary>
    public bool Online { get; set; }
    public bool Active { get; set; }
    public int Position { get; set; }
}

/// <summary>A day on which nobody comes.</summary>
internal sealed class Holiday
{
    public const int NameMaxLength = 80;

    public LocalDate Date { get; set; }
    public string Name { get; set; } = "";
}

/// <summary>A technician's own calendar (an .ics address) whose busy times are taken over as other work.</summary>
internal sealed class BusyFeed
{
    public Guid Id { get; set; }
    public Guid TechnicianId { get; set; }

    /// <summary>The address, encrypted: who has it reads the calendar.</summary>
    public string SealedUrl { get; set; } = "";

    /// <summary>The host alone, for the office.</summary>
    public string Host { get; set; } = "";
    public Instant CreatedAt { get; set; }
    public Instant? FetchedAt { get; set; }
    public Instant? FailingSince { get; set; }
    public string? Error { get; set; }
    public string? ETag { get; set; }
}

/// <summary>Raised by triggers with every change of rules, services, holidays, area, travel and people; what was read under an older number is stale.</summary>
internal sealed class SchedulingVersion
{
    public int Id { get; set; }
    public long Version { get; set; }
}
