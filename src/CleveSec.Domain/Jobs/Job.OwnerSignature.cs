using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <content>The absent owner signs by link who acts for them on site.</content>
public sealed partial class Job
{
    /// <summary>There is no way to reach the owner that a stranger could not have named a minute ago.</summary>
    public const string NoChannelForOwner = "There is no way on file to send the owner a link. Call the number on file back, and enter the owner’s e-mail in the customer’s record.";

    private readonly List<OwnerSignature> ownerSignatures = [];

    public IReadOnlyList<OwnerSignature> OwnerSignatures => ownerSignatures;

    /// <summary>The one that is open, else the last one that was asked; only this one can count. Null: nobody was asked.</summary>
    public OwnerSignature? LatestOwnerSignature => ownerSignatures.Find(signature => signature.IsOpen) ?? ownerSignatures.MaxBy(signature => (signature.AskedAt, signature.Id));

    /// <summary>Why no owner is to be asked now; null: one may be.</summary>
    public string? WhyNoOwnerSignature => Status is JobStatus.Reported or JobStatus.Scheduled or JobStatus.OnSite && StandingCheck is null
        ? null
        : "An owner is asked to sign by link only while ownership is not verified and the job is open.";

    /// <summary>
    /// Asks the owner by a link to the channel on file who may act for them. What was asked or signed before is taken back. The mailbox is the customer's: nobody else can be the owner, and the
    /// customer, under whatever longer or shorter form of their name, cannot be the one who acts for them.
    /// </summary>
    /// <param name="byText">Text messages reach this customer; used where no e-mail address is on file.</param>
    public OwnerSignature AskOwner(OwnerAsked asked, bool byText, Step step)
    {
        RefuseOthersThanStaff(step);
        if (WhyNoOwnerSignature is { } why)
        {
            throw new IllegalTransition(Status, null, why);
        }

        if ((WhyNotFor(asked) ?? (Customer.Email is null && !byText ? NoChannelForOwner : null)) is { } problem)
        {
            throw new IllegalTransition(Status, null, problem);
        }

        ownerSignatures.Where(earlier => earlier.IsOpen).ToList().ForEach(earlier => earlier.End(OwnerSignatureState.Revoked, step));
        var (channel, to) = Customer.Email is { } email ? (MessageChannel.Email, email) : (MessageChannel.Text, Customer.Phone);
        var signature = OwnerSignature.Of(Id, asked, channel, to, step);
        ownerSignatures.Add(signature);
        Note("OwnerAsked", step with { VisitId = LiveVisit?.Id }, Describe(signature));
        return signature;
    }

    /// <summary>Why this cannot be asked of the customer on file, as a sentence; null when it can.</summary>
    public string? WhyNotFor(OwnerAsked asked) =>
        string.IsNullOrWhiteSpace(asked.OwnerName) || string.IsNullOrWhiteSpace(asked.RepresentativeName) ? "Write who signs, and who acts for them."
        : PersonName.AreSame(asked.OwnerName, asked.RepresentativeName) ? "That is one and the same person. Whoever is there shows their ID and signs on site; no link is needed."
        : PersonName.Contains(asked.RepresentativeName, Customer.Name) ? $"The link would go to {Customer.Name}, who by that name is to act for the owner: they would sign for themselves. The owner has to be the customer on file."
        : !PersonName.AreSame(asked.OwnerName, Customer.Name) ? $"The link goes to {Customer.Name}, and only they can be asked. If somebody else is the owner, correct the customer’s record first, after calling back the number on file."
        : null;

    /// <summary>Why the link of this one leads nowhere; null while it can be signed. Another address on file than the one it went to: whoever reads the old one is not asked any more.</summary>
    public string? WhyNotSigned(OwnerSignature signature, Instant now) =>
        signature.State != OwnerSignatureState.Asked || signature.HasExpired(now) ? "This link does not work any more."
        : Status is JobStatus.Closed or JobStatus.Cancelled or JobStatus.Refused or JobStatus.NotRecovered ? "The job is over."
        : !GoesToWhoIsOnFile(signature) ? "This link does not work any more."
        : null;

    /// <summary>It went to the address or number that is still on file.</summary>
    public bool GoesToWhoIsOnFile(OwnerSignature signature) => signature.Channel == MessageChannel.Email
        ? string.Equals(signature.SentTo, Customer.Email, StringComparison.OrdinalIgnoreCase)
        : signature.SentTo == Customer.Phone;

    /// <summary>The owner signs.</summary>
    /// <exception cref="IllegalTransition">The link is over, the text was not shown as it is, or another name was typed than the one that was asked.</exception>
    public void SignByOwner(Guid signatureId, OwnerSigned signed, Step step)
    {
        var signature = RequireAsked(signatureId, step);
        if (OwnerSignatureText.Find(signed.TextVersion) is null || AuthorizationText.Find(signed.FormVersion) is null)
        {
            throw new IllegalTransition(Status, null, "The form was not shown as it is. Show it again.");
        }

        if (!PersonName.AreSame(signed.Name, signature.OwnerName))
        {
            throw new IllegalTransition(Status, null, $"This form is for {signature.OwnerName} to sign.");
        }

        signature.Sign(signed, step.At);
        Note("OwnerSigned", step, Describe(signature));
    }

    /// <summary>Not me, or not with me. A task for the office; nothing is verified on it.</summary>
    public void DeclineByOwner(Guid signatureId, string? words, Step step)
    {
        var signature = RequireAsked(signatureId, step);
        signature.Decline(words, step.At);
        var detail = Describe(signature);
        if (signature.DeclinedWords is { } added)
        {
            detail["reason"] = added;
        }

        Note("OwnerDeclined", step, detail);
    }

    /// <summary>We take the link or the signature back. Not while ownership stands verified on it: that is withdrawn first, with its reason.</summary>
    /// <param name="reason">Why; never empty.</param>
    public void RevokeOwnerSignature(Guid signatureId, string reason, Step step)
    {
        RefuseOthersThanStaff(step);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, null, "Write why it is taken back.");
        }

        var signature = ownerSignatures.Find(one => one.Id == signatureId) ?? throw new IllegalTransition(Status, null, "Nobody was asked for this.");
        if (!signature.IsOpen)
        {
            throw new IllegalTransition(Status, null, "This is over already.");
        }

        if (StandingCheck?.OwnerSignatureId == signature.Id)
        {
            // Between two visits nothing else withdraws it, and the owner was told that they can take it back until the work has begun.
            if (Status is not (JobStatus.Reported or JobStatus.Scheduled) || step.By.Role == ActorRole.Technician)
            {
                throw new IllegalTransition(Status, null, Status == JobStatus.AwaitingVendor
                    ? "Ownership was verified on this signature, and a vendor is asked. End the vendor case first, then withdraw the verification."
                    : "Ownership was verified on this signature. Withdraw the verification first.");
            }

            WithdrawStandingCheck($"The owner’s signature by link was taken back: {reason.Trim()}", step);
        }

        signature.End(OwnerSignatureState.Revoked, step);
        var detail = Describe(signature);
        detail["reason"] = reason.Trim();
        Note("OwnerSignatureRevoked", step, detail);
    }

    /// <summary>A "no" of the owner that no later signature of theirs has overruled; asking anew, or taking that back, does not.</summary>
    private OwnerSignature? StandingDecline => ownerSignatures.FindLast(one => one.State == OwnerSignatureState.Declined && !ownerSignatures.Exists(later => later.SignedAt > one.DeclinedAt));

    /// <summary>Why what was seen of the person cannot rest on what the owner said by link; null when it can, or need not.</summary>
    private string? WhyNotByOwner(OwnershipSeen seen, Instant now) => seen.Authority switch
    {
        AuthorityKind.OwnersLetter when StandingDecline is { } declined =>
            $"{declined.OwnerName} was asked by link and has declined. A letter does not overrule that: open nothing, and call the office.",
        AuthorityKind.OwnersLetter when LatestOwnerSignature is { State: OwnerSignatureState.Asked } asked && !asked.HasExpired(now) =>
            $"{asked.OwnerName} was asked by link and has not answered yet. Wait for the answer, or take the link back before a letter counts.",
        AuthorityKind.OwnerSignedByLink => WhyNotByLink(now) ?? (PersonName.AreSame(seen.Identity.PersonName, LatestOwnerSignature!.RepresentativeName)
            ? null
            : $"The owner signed that {LatestOwnerSignature.RepresentativeName} may act for them, and the ID shows another name: {seen.Identity.PersonName.Trim()}. Open nothing for anybody else. If it is the same person under another name, ask the owner anew with the name on the ID."),
        _ => null,
    };

    /// <summary>Why no signature by link stands; null when one does.</summary>
    private string? WhyNotByLink(Instant now) => LatestOwnerSignature switch
    {
        null => "The owner has not been asked to sign by link. Ask them first.",
        { State: OwnerSignatureState.Asked } asked when asked.HasExpired(now) => "The owner’s link has expired unsigned. Ask anew.",
        { State: OwnerSignatureState.Asked } asked => $"{asked.OwnerName} has not signed yet.",
        { State: OwnerSignatureState.Declined } declined => $"{declined.OwnerName} has declined. Open nothing, and call the office.",
        { State: OwnerSignatureState.Signed } signed when !GoesToWhoIsOnFile(signed) => "This was signed from an address that is not on file any more. Ask anew.",
        { State: OwnerSignatureState.Signed } => null,
        _ => "The owner’s signature was taken back or was for work that is over. Ask anew.",
    };

    private void RefuseWithoutOwner(OwnershipSeen seen, Step step)
    {
        if (WhyNotByOwner(seen, step.At) is { } why)
        {
            throw new IllegalTransition(Status, JobAction.Verify, why);
        }
    }

    /// <summary>The job is at its end: what was asked or signed for it counts no more.</summary>
    private void EndOwnerSignatures(Step step) => ownerSignatures.Where(signature => signature.IsOpen).ToList().ForEach(signature => signature.End(OwnerSignatureState.Over, step));

    private OwnerSignature RequireAsked(Guid signatureId, Step step)
    {
        RefuseOtherThan(ActorRole.Homeowner, step, "answer for the owner");
        var signature = ownerSignatures.Find(one => one.Id == signatureId) ?? throw new IllegalTransition(Status, null, "Nobody was asked for this.");
        return WhyNotSigned(signature, step.At) is { } why ? throw new IllegalTransition(Status, null, why) : signature;
    }

    /// <summary>The office, or the technician of the visit.</summary>
    private void RefuseOthersThanStaff(Step step)
    {
        if (step.By.Role == ActorRole.Technician)
        {
            RequireOwnVisit(null, step);
        }

        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin | ActorRole.Technician, step, "ask the owner for a signature");
    }

    private static Dictionary<string, string> Describe(OwnerSignature signature) => new() { ["owner"] = signature.OwnerName, ["representative"] = signature.RepresentativeName };
}
