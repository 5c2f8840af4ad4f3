using CleveSec.Domain.Customers;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>A ZIP code and where it lies. Coordinates: US Census; names: GeoNames (CC BY 4.0).</summary>
internal sealed class ServiceZip
{
    public string Zip { get; set; } = "";
    public string City { get; set; } = "";
    public string County { get; set; } = "";
    public double Latitude { get; set; }
    public double Longitude { get; set; }

    /// <summary>Whether we go there.</summary>
    public bool Served { get; set; }
}

/// <summary>What the office says of itself; one row.</summary>
internal sealed class OfficeSettings
{
    public int Id { get; set; }

    /// <summary>"Monday 08:00-17:00" and so on, New York time. Empty: hours are not published.</summary>
    public List<string> Hours { get; set; } = [];

    /// <summary>After how many days a page of the guide asks to be checked against its sources again.</summary>
    public int GuideCheckDays { get; set; }

    /// <summary>Who is told of urgent things that nobody has seen; null: nobody.</summary>
    public Guid? OnCallId { get; set; }

    /// <summary>After how many minutes.</summary>
    public int AlertMinutes { get; set; } = 15;
}

/// <summary>Somebody asked to be phoned, from the contact page.</summary>
internal sealed class CallRequest
{
    public const int AboutMaxLength = 1000;
    public const int WhenMaxLength = 120;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>E.164.</summary>
    public string Phone { get; set; } = "";

    /// <summary>When a call suits, in their words.</summary>
    public string? BestTime { get; set; }
    public string? About { get; set; }
    public Language Language { get; set; }
    public Instant At { get; set; }
    public Instant? DoneAt { get; set; }
    public string? DoneByName { get; set; }
}
