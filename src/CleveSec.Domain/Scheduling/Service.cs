using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>What a visit is for: how long it takes and what a technician must be able to do.</summary>
/// <param name="Work">For one recorder whose brand has no time of its own.</param>
/// <param name="WorkByBrand">For one recorder of that brand.</param>
/// <param name="FurtherRecorderPercent">Each further recorder at the site takes this share of its own time, 0 to 100.</param>
/// <param name="Needs">Qualifications a technician must have beside the brands of the recorders.</param>
public sealed record Service(
    string Id,
    Duration Work,
    IReadOnlyDictionary<RecorderBrand, Duration> WorkByBrand,
    int FurtherRecorderPercent,
    IReadOnlyCollection<string> Needs)
{
    /// <summary>Getting an owner back into a recorder, on site.</summary>
    public const string RecoveryId = "recovery";

    /// <summary>Coming back with the vendor's answer.</summary>
    public const string ReturnId = "return";

    public const int IdMaxLength = 40;
    public const int NameMaxLength = 80;

    /// <summary>The same time whatever the brand, half of it for each further recorder.</summary>
    public static Service Simple(string id, Duration work) => new(id, work, new Dictionary<RecorderBrand, Duration>(), 50, []);

    /// <summary>How long all recorders of one site take: the longest whole, the others by their share, in whole minutes.</summary>
    /// <exception cref="ArgumentException">No recorder.</exception>
    public Duration WorkFor(IReadOnlyCollection<RecorderBrand> brands)
    {
        if (brands.Count == 0)
        {
            throw new ArgumentException("There is no work without a recorder.", nameof(brands));
        }

        var each = brands.Select(brand => WorkByBrand.GetValueOrDefault(brand, Work)).OrderDescending().ToList();
        return each[0] + Duration.FromMinutes((long)each.Skip(1).Sum(work => work.TotalMinutes * FurtherRecorderPercent / 100));
    }
}
