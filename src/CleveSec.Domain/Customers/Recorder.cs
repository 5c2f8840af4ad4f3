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

    /// <summary>The one that was kept when both turned out to be the same device; null: this one stands for itself.</summary>
    public Guid? MergedIntoId { get; private set; }

    public static Recorder Of(Guid siteId, RecorderBrand brand, string? model, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        SiteId = siteId,
        Brand = brand,
        Model = string.IsNullOrWhiteSpace(model) ? null : model.Trim(),
        CreatedAt = now,
    };

    /// <summary>What the label says, read on site. What cannot be read there stays as it was.</summary>
    public void Identify(string? model, string? serial) => (Model, Serial) = AfterReading(model, serial);

    /// <summary>Whether the label says anything that is not known.</summary>
    public bool IsNews(string? model, string? serial) => (Model, Serial) != AfterReading(model, serial);

    private (string? Model, string? Serial) AfterReading(string? model, string? serial) =>
        (string.IsNullOrWhiteSpace(model) ? Model : model.Trim(), string.IsNullOrWhiteSpace(serial) ? Serial : serial.Trim().ToUpperInvariant());

    /// <summary>What the office puts right; unlike <see cref="Identify"/> it may empty both.</summary>
    public void Correct(RecorderBrand brand, string? model, string? serial)
    {
        Brand = brand;
        Model = string.IsNullOrWhiteSpace(model) ? null : model.Trim();
        Serial = string.IsNullOrWhiteSpace(serial) ? null : serial.Trim().ToUpperInvariant();
    }

    /// <summary>The same device as another one, which is kept.</summary>
    /// <exception cref="InvalidOperationException">Merged already, or into itself.</exception>
    public void MergeInto(Guid kept) =>
        MergedIntoId = MergedIntoId is null && kept != Id ? kept : throw new InvalidOperationException("It is merged once, and into another one.");

    /// <summary>Another device after all.</summary>
    public void StandAlone() => MergedIntoId = null;
}
