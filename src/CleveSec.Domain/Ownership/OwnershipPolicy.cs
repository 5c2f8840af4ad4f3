namespace CleveSec.Domain.Ownership;

/// <summary>Which evidence suffices: identity, authority over the place, and for each recorder a link to it. Source: the locksmiths' positive-ID practice and the recorder vendors' own processes.</summary>
public static class OwnershipPolicy
{
    /// <summary>Why what was seen does not suffice in its situation, as a sentence for the technician; null when it does. That a second person must agree is not asked here.</summary>
    public static string? WhyNot(OwnershipSeen seen)
    {
        if (WhyNot(seen.Identity) is { } why)
        {
            return why;
        }

        var rule = OwnershipSituations.Of(seen.Situation);
        return !rule.Authorities.Contains(seen.Authority) ? WhyNot(seen.Situation, seen.Authority)
            : seen.Links.Count == 0 ? "Say what links this person to at least one recorder on the job."
            : seen.Links.Values.Select(link => WhyNot(seen.Situation, link)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Why this authority does not suffice in this situation; null when it does.</summary>
    public static string? WhyNot(OwnershipSituation situation, AuthorityKind authority) =>
        OwnershipSituations.Of(situation) is var rule && rule.Authorities.Contains(authority) ? null : $"This is not enough here. What suffices: {rule.Suffices}";

    /// <summary>
    /// A signature by link is worth what the mailbox on file is worth, and whoever booked may have typed that: somebody in the office, who can call back, looks at it before anything is opened.
    /// </summary>
    public static bool NeedsSecondPerson(AuthorityKind? authority) => authority == AuthorityKind.OwnerSignedByLink;

    /// <summary>Why this does not link anybody to a recorder in this situation; null when it does.</summary>
    public static string? WhyNot(OwnershipSituation situation, LinkKind link) =>
        OwnershipSituations.Of(situation).Links is var links && links.Contains(link) ? null
            : $"In this situation that does not show whose recorder it is. What does: {string.Join("; ", links.Order().Select(kind => Uncapital(OwnershipWords.Of(kind))))}.";

    private static string Uncapital(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    /// <summary>Why this is no signature under the form; null when it is one.</summary>
    public static string? WhyNot(AuthorizationSigned signed, IdentitySeen identity) =>
        string.IsNullOrWhiteSpace(signed.Name) ? "Whoever asks signs the form with their name."
            : !PersonName.Contains(identity.PersonName, signed.Name) ? SignsAs(identity.PersonName)
            : AuthorizationText.Find(signed.TextVersion) is null ? "The form was not shown as it is. Show it again." : null;

    /// <summary>Whose signature it takes, as a sentence.</summary>
    public static string SignsAs(string? personName) => $"The form is signed by the person whose ID was seen: {personName?.Trim()}.";

    /// <summary>Why this identity does not suffice, as a sentence for the technician; null when it does.</summary>
    public static string? WhyNot(IdentitySeen identity)
    {
        if (string.IsNullOrWhiteSpace(identity.PersonName))
        {
            return "Write the name as it stands on the ID.";
        }

        if (!identity.NameMatches)
        {
            return "The name on the ID must be the customer's, or the person named in the owner's letter or signature by link. If it is not, refuse the job or call the office.";
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
