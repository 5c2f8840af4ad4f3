using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>One page of the guide, Markdown.</summary>
internal sealed class GuideTopic
{
    public const int SlugMaxLength = 60;
    public const int TitleMaxLength = 120;
    public const int SummaryMaxLength = 300;

    public string Slug { get; set; } = "";
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public string Body { get; set; } = "";
    public int Position { get; set; }
    public LocalDate CheckedOn { get; set; }

    /// <summary>SHA-256 of what was seeded. Seeding replaces a topic only while it still says that, so that nobody has edited it.</summary>
    public string? SeedHash { get; set; }
    public Instant UpdatedAt { get; set; }
}

/// <summary>One reset method as data, for the guide's comparison, the job sheet and reports.</summary>
internal sealed class GuideMethod
{
    public string Id { get; set; } = "";
    public RecorderBrand? Brand { get; set; }
    public string Name { get; set; } = "";
    public string Topic { get; set; } = "";
    public List<string> Needs { get; set; } = [];
    public string Minutes { get; set; } = "";
    public string Network { get; set; } = "";
    public string Settings { get; set; } = "";
    public string SettingsNote { get; set; } = "";
    public string Footage { get; set; } = "";
    public string FootageNote { get; set; } = "";
    public bool WorksOffline { get; set; }
    public bool Destructive { get; set; }
    public List<string> Limits { get; set; } = [];
    public string WhenToStop { get; set; } = "";
    public string? NextId { get; set; }

    /// <summary>The business's own estimate in percent, labelled as such; null where it has none.</summary>
    public int? EstimatePercent { get; set; }
    public string? EstimateNote { get; set; }
    public List<string> Sources { get; set; } = [];

    /// <summary>Fields that rest on inference, not on a source.</summary>
    public List<string> Unproven { get; set; } = [];
    public int Position { get; set; }
    public string SeedHash { get; set; } = "";
}

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

/// <summary>The booking rules; one row. Minutes and days.</summary>
internal sealed class BookingSettings
{
    public int Id { get; set; }

    /// <summary>"08:00-10:00" and so on, New York time.</summary>
    public List<string> Windows { get; set; } = [];
    public int WorkMinutes { get; set; }
    public int BufferMinutes { get; set; }
    public int MinimumNoticeMinutes { get; set; }
    public int HorizonDays { get; set; }
    public int CutOffMinutes { get; set; }
    public int WarrantyDays { get; set; }
}
