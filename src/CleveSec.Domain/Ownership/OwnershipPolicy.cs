namespace CleveSec.Domain.Ownership;

/// <summary>Which evidence suffices: identity, authority over the place, and for each recorder a link to it. Source: the locksmiths' positive-ID practice and the recorder vendors' own processes.</summary>
public static class OwnershipPolicy
{
    /// <summary>Why this identity does not suffice, as a sentence for the technician; null when it does.</summary>
    public static string? WhyNot(IdentitySeen identity)
    {
        if (string.IsNullOrWhiteSpace(identity.PersonName))
        {
            return "Write the name as it stands on the ID.";
        }

        if (!identity.NameMatches)
        {
            return "The name on the ID must be the customer's, or the person named in the owner's letter. If it is not, refuse the job or call the office.";
        }

        return WhyNotLastFour(identity.LastFour);
    }

    /// <summary>Why this is not the end of an ID's number, as a sentence; null when it is. More than four characters are never cut: a number cut short would be its beginning.</summary>
    public static string? WhyNotLastFour(string? text) => text switch
    {
        { Length: > IdentitySeen.LastFourLength } => "This is more than four characters. Write only the last four letters or digits of the ID’s number.",
        { Length: > 0 } when text.All(char.IsAsciiLetterOrDigit) => null,
        _ => "Write the last four letters or digits of the ID’s number.",
    };
}
