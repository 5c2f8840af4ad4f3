using NodaTime;

namespace CleveSec.Domain.Recovery;

/// <summary>What a vendor wants to be told before it answers.</summary>
[Flags]
public enum VendorNeeds
{
    None = 0,

    /// <summary>Serial number or Device ID.</summary>
    Device = 1,

    /// <summary>The date the recorder shows.</summary>
    Date = 2,

    /// <summary>The file that was exported from the recorder.</summary>
    File = 4,
}

/// <summary>What a letter to a vendor says, and by what its answer will be known.</summary>
/// <param name="Token">Unguessable, one for each letter.</param>
/// <param name="ValidityHours">How long an answer is good.</param>
public sealed record VendorLetterFacts(string Vendor, VendorNeeds Needs, string? DeviceId, LocalDate? DateOnScreen, bool HasFile, string Token, int ValidityHours)
{
    /// <summary>As it is kept.</summary>
    public string? Device => string.IsNullOrWhiteSpace(DeviceId) ? null : DeviceId.Trim();

    /// <summary>The first thing this vendor needs and the letter lacks, as a sentence; null: nothing.</summary>
    public string? Missing =>
        Needs.HasFlag(VendorNeeds.Device) && string.IsNullOrWhiteSpace(DeviceId) ? "Enter the serial number or Device ID: this vendor does not answer without it."
        : Needs.HasFlag(VendorNeeds.Date) && DateOnScreen is null ? "Enter the date that the recorder shows: the code is made for that date."
        : Needs.HasFlag(VendorNeeds.File) && !HasFile ? "Attach the file that was exported from the recorder."
        : null;
}
