using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>A mail that came for a vendor case, in the words of the timeline.</summary>
/// <param name="Foreign">From another address than the one we wrote to.</param>
/// <param name="Unproven">The mail server could not confirm its sender.</param>
internal sealed record VendorMailFacts(VendorAnswerKind Kind, VendorAnswerState State, bool Foreign, bool Unproven, VendorAnswerProblem Problem, ScanState Scan, IReadOnlyList<AnswerPart> Parts)
{
    public string? More
    {
        get
        {
            string?[] all =
            [
                Became,
                Kind == VendorAnswerKind.Answer && Unproven ? "its sender is not proven" : null,
                Problem switch { VendorAnswerProblem.TooLarge => "too large to be fetched", VendorAnswerProblem.Unreadable => "damaged", _ => null },
                Scan == ScanState.Infected ? "the virus scanner found something" : null,
                Parts.Where(part => part.Name.Length > 0).Select(part => part.Name).ToList() is { Count: > 0 } names ? $"with {string.Join(", ", names)}" : null,
            ];
            return string.Join("; ", all.OfType<string>());
        }
    }

    private string Became => (Kind, State) switch
    {
        (_, VendorAnswerState.Quarantined) => "nobody has looked at it yet",
        (_, VendorAnswerState.Accepted) => "accepted",
        (VendorAnswerKind.Answer, VendorAnswerState.Refused) => "refused",
        (_, VendorAnswerState.Refused) => "seen",
        (_, VendorAnswerState.Expired) => "nobody looked while it was good",
        _ => "the case was over, nothing of it was kept",
    };

    public string What(string vendor) => Kind switch
    {
        VendorAnswerKind.Bounce => $"Our letter to {vendor} came back",
        VendorAnswerKind.Automatic => $"Automatic reply to our letter to {vendor}",
        _ when Foreign => $"Answer for the case of {vendor}, sender not the one we wrote to",
        _ => $"Answer of {vendor} came",
    };
}
