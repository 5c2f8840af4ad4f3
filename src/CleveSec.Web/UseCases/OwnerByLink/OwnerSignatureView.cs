using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.UseCases.OwnerByLink;

/// <summary>One link to an absent owner, as members of staff see it.</summary>
/// <param name="SentTo">Masked.</param>
/// <param name="IsExpired">Asked, and the link is over.</param>
/// <param name="IsElsewhere">Open, and another address stands on file by now: neither the link nor what was signed counts any more.</param>
internal sealed record OwnerSignatureView(
    Guid Id, OwnerSignatureState State, string Owner, string Representative, Language Language, string SentTo, string AskedBy, Instant AskedAt, Instant ExpiresAt, bool IsExpired, bool IsElsewhere,
    string? SignedName, Instant? SignedAt, Instant? DeclinedAt, string? DeclinedWords, Instant? EndedAt, string? EndedBy)
{
    public bool MayRevoke => State is OwnerSignatureState.Asked or OwnerSignatureState.Signed;

    /// <summary>The one that is open comes first, then the last one asked.</summary>
    public static IReadOnlyList<OwnerSignatureView> ListOf(Job job, Instant now) =>
        [.. job.OwnerSignatures.OrderByDescending(signature => signature.IsOpen).ThenByDescending(signature => signature.AskedAt).ThenByDescending(signature => signature.Id).Select(signature => new OwnerSignatureView(
            signature.Id, signature.State, signature.OwnerName, signature.RepresentativeName, signature.Language, Masked(signature.Channel, signature.SentTo), signature.AskedByName, signature.AskedAt, signature.ExpiresAt,
            signature.HasExpired(now), signature.IsOpen && !job.GoesToWhoIsOnFile(signature),
            signature.SignedName, signature.SignedAt, signature.DeclinedAt, signature.DeclinedWords, signature.EndedAt, signature.EndedByName))];

    /// <summary>As they stood in the versions that were signed, in the language of the page; empty: nobody signed.</summary>
    public static IReadOnlyList<string> SentencesOf(OwnerSignature signed) => signed.SignedLanguage is { } language
        ? [.. OwnerSignatureText.Find(signed.TextVersion)?.In(language, signed.OwnerName, signed.RepresentativeName) ?? [], .. AuthorizationText.Find(signed.FormVersion)?.In(language) ?? []]
        : [];

    public static string Masked(MessageChannel channel, string to) => channel == MessageChannel.Email ? MaskedReach.Email(to) : MaskedReach.Phone(to);
}
