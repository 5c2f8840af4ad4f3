using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Customers;

/// <summary>A DVR or NVR at a site.</summary>
public sealed class Recorder
{
    public const int ModelMaxLength = 60;
    public const int SerialMaxLength = 60;

    private Recorder() { }

    public Guid Id { get; private set; }
    public Guid SiteId { get; private set; }
    public RecorderBrand Brand { get; private set; }
    public string? Model { get; private set; }
    public string? Serial { get; private set; }
    public Instant CreatedAt { get; private set; }

    public static Recorder Of(Guid siteId, RecorderBrand brand, string? model, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        SiteId = siteId,
        Brand = brand,
        Model = string.IsNullOrWhiteSpace(model) ? null : model.Trim(),
        CreatedAt = now,
    };

    /// <summary>What the label says, read on site.</summary>
    public void Identify(string? model, string? serial)
    {
        Model = string.IsNullOrWhiteSpace(model) ? Model : model.Trim();
        Serial = string.IsNullOrWhiteSpace(serial) ? Serial : serial.Trim().ToUpperInvariant();
    }
}
