using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>Whom one method asks, with how the admin set it. One row for each method that asks somebody.</summary>
internal sealed class VendorRow
{
    public const int LetterMaxLength = 1500;

    /// <summary>The method's id.</summary>
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>Where letters go; null: not set, so none can be sent. The device's own screen may say another address.</summary>
    public string? Recipient { get; set; }

    /// <summary>The first lines of the letter; what the vendor needs to know follows.</summary>
    public string LetterText { get; set; } = "";

    /// <summary>How long an answer is good after it came.</summary>
    public int ValidityHours { get; set; }

    /// <summary>After so long silence somebody is told.</summary>
    public int ReplyHours { get; set; }
    public VendorNeeds Needs { get; set; }

    /// <summary>When somebody there can be asked, New York time, as "Monday 08:00-17:00"; none: not known.</summary>
    public List<string> Hours { get; set; } = [];
}

/// <summary>The file that was exported from a recorder, byte for byte and encrypted. Gone when the case is over.</summary>
internal sealed class VendorFile
{
    public const int NameMaxLength = 120;

    public Guid Id { get; set; }
    public Guid VendorCaseId { get; set; }
    public string FileName { get; set; } = "";
    public int Size { get; set; }
    public byte[] SealedBytes { get; set; } = [];
    public byte[] SealedKey { get; set; } = [];
    public Instant At { get; set; }
    public string ByName { get; set; } = "";
}

/// <summary>A file that leaves with a mail; deleted when that was delivered.</summary>
internal sealed class OutboxAttachment
{
    public Guid Id { get; set; }
    public Guid OutboxMailId { get; set; }
    public string FileName { get; set; } = "";
    public string MediaType { get; set; } = "";
    public byte[] SealedBytes { get; set; } = [];
    public byte[] SealedKey { get; set; } = [];
}

internal enum VendorAnswerState
{
    /// <summary>Nobody has looked; nothing of it goes anywhere.</summary>
    Quarantined,

    /// <summary>A person took it for the vendor's answer; the technician may use it.</summary>
    Accepted,
    Refused,

    /// <summary>Nobody looked while it was good.</summary>
    Expired,

    /// <summary>Came when the case was over; what it held was never kept.</summary>
    Late,
}

internal enum VendorAnswerKind
{
    Answer,

    /// <summary>The mail server's word that our letter was not delivered.</summary>
    Bounce,

    /// <summary>A program wrote it: "we got your request", a delay, a receipt. Neither the answer nor a letter that came back.</summary>
    Automatic,
}

internal enum VendorAnswerMatch
{
    /// <summary>From an address of a vendor, but to none of our letters.</summary>
    SenderOnly,

    /// <summary>The token in the subject.</summary>
    Token,

    /// <summary>References or In-Reply-To name our letter.</summary>
    Reply,
}

internal enum VendorAnswerSender
{
    /// <summary>The address we wrote to.</summary>
    Recipient,

    /// <summary>Another address of the same domain.</summary>
    SameDomain,
    Stranger,
}

internal enum VendorAnswerProblem
{
    None,

    /// <summary>Not fetched; it can be looked at in the mailbox only.</summary>
    TooLarge,

    /// <summary>No mail program could take it apart.</summary>
    Unreadable,
}

internal enum ScanState
{
    NotScanned,
    Clean,
    Infected,

    /// <summary>The scanner did not answer.</summary>
    Failed,
}

/// <param name="Name">As the sender named it, made harmless.</param>
internal sealed record AnswerPart(string Name, string MediaType, int Size);

/// <summary>
/// One mail that came for a vendor case. Held back until a person accepts it; the whole mail is kept encrypted, byte for byte, read by the technician of the visit only, and deleted when
/// the case ends or the answer is not good any more.
/// </summary>
internal sealed class VendorAnswer
{
    public const int NameMaxLength = 120;
    public const int ReasonMaxLength = 300;
    public const int Largest = 10 * 1024 * 1024;

    public Guid Id { get; set; }

    /// <summary>Null: nobody has said yet to which case it belongs.</summary>
    public Guid? VendorCaseId { get; set; }

    /// <summary>Where it lies in the mailbox.</summary>
    public long UidValidity { get; set; }
    public long Uid { get; set; }

    /// <summary>Of Message-ID, sender and content: the same mail is taken once, also where the mailbox was renumbered.</summary>
    public byte[] Fingerprint { get; set; } = [];
    public string? MessageId { get; set; }
    public string FromAddress { get; set; } = "";
    public VendorAnswerKind Kind { get; set; }
    public VendorAnswerState State { get; set; }
    public VendorAnswerMatch Match { get; set; }
    public VendorAnswerSender Sender { get; set; }

    /// <summary>The mail server that took it in could not confirm the sender.</summary>
    public bool SenderUnproven { get; set; }
    public VendorAnswerProblem Problem { get; set; }
    public List<AnswerPart> Parts { get; set; } = [];
    public ScanState Scan { get; set; }
    public string? ScanWords { get; set; }
    public long Size { get; set; }
    public Instant CameAt { get; set; }
    public Instant ReadAt { get; set; }
    public byte[]? SealedBytes { get; set; }
    public byte[]? SealedKey { get; set; }
    public Instant? DecidedAt { get; set; }
    public Guid? DecidedById { get; set; }
    public string? DecidedByName { get; set; }
    public string? Reason { get; set; }
    public uint Version { get; set; }

    /// <summary>Somebody else may have written it.</summary>
    public bool IsSuspicious => Sender != VendorAnswerSender.Recipient || SenderUnproven;
}

/// <summary>How far the mailbox for answers has been read. One row.</summary>
internal sealed class VendorMailbox
{
    public const int Only = 1;

    public int Id { get; set; }
    public long UidValidity { get; set; }
    public long LastUid { get; set; }
    public Instant? ReadAt { get; set; }
    public Instant? FailingSince { get; set; }
    public string? Error { get; set; }
}
