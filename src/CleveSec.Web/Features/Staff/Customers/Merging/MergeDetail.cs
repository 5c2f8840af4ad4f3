using System.Text.Json;
using CleveSec.Domain.Customers;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

/// <summary>What has to be known to take a merge of customers back exactly.</summary>
/// <param name="Before">How the kept customer was called and reached.</param>
/// <param name="After">The same after the merge; when it is something else now, the merge is not undone any more.</param>
/// <param name="Jobs">Which jobs changed their customer.</param>
/// <param name="Sites">Which sites did.</param>
/// <param name="Doors">Which of those sites were the same door as one of the kept customer's.</param>
internal sealed record MergeDetail(DetailsText Before, DetailsText After, IReadOnlyList<Guid> Jobs, IReadOnlyList<Guid> Sites, IReadOnlyList<MergedDoor> Doors)
{
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Default);

    public static MergeDetail Read(string json) => JsonSerializer.Deserialize<MergeDetail>(json, JsonSerializerOptions.Default) ?? throw new InvalidOperationException("A merge without its details.");
}

internal sealed record MergedDoor(Guid From, Guid To, IReadOnlyList<Guid> Jobs, IReadOnlyList<Guid> Recorders);

/// <summary>What a merge of two recorders moved.</summary>
internal sealed record RecorderMergeDetail(IReadOnlyList<Guid> JobRecorders)
{
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Default);

    public static RecorderMergeDetail Read(string json) => JsonSerializer.Deserialize<RecorderMergeDetail>(json, JsonSerializerOptions.Default) ?? throw new InvalidOperationException("A merge without its details.");
}

/// <summary><see cref="CustomerDetails"/> as text, times exact to the last digit the database keeps.</summary>
internal sealed record DetailsText(string Name, string? Email, string Phone, Language Language, string? Consent, string? QuietFrom, string? QuietUntil)
{
    public static DetailsText Of(CustomerDetails details) => new(
        details.Name, details.Email, details.Phone, details.Language, details.TextConsentAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
        details.QuietFrom is { } from ? LocalTimePattern.ExtendedIso.Format(from) : null, details.QuietUntil is { } until ? LocalTimePattern.ExtendedIso.Format(until) : null);

    public CustomerDetails Details => new(
        Name, Email, Phone, Language, Consent is null ? null : InstantPattern.ExtendedIso.Parse(Consent).Value,
        QuietFrom is null ? null : LocalTimePattern.ExtendedIso.Parse(QuietFrom).Value, QuietUntil is null ? null : LocalTimePattern.ExtendedIso.Parse(QuietUntil).Value);
}
