using NodaTime;

namespace CleveSec.Web.Data;

internal enum EvidenceKind
{
    /// <summary>The label with model and serial.</summary>
    Label,

    /// <summary>What the screen shows.</summary>
    Screen,

    /// <summary>A receipt, contract, letter or deed.</summary>
    Paper,
    Other,
}

internal enum EvidenceFormat
{
    /// <summary>WebP, drawn by us from what was uploaded.</summary>
    Picture,

    /// <summary>As it came: never opened by us, and handed out only as a download under a sandbox.</summary>
    Pdf,
}

/// <summary>
/// A picture or paper that came with a booking or later: made anew from what was uploaded, encrypted with a key of its own under the master key, each view written to the audit, erased on its date.
/// </summary>
internal sealed class EvidenceFile
{
    public const int MostPerJob = 20;
    public const int MostPerForm = 5;

    /// <summary>As the audit names it when somebody of the staff adds one.</summary>
    public const string AddedAction = "photo added";

    /// <summary>From the upload on. One whose booking was never made goes after the shorter time.</summary>
    public static readonly Duration Kept = Duration.FromDays(365);
    public static readonly Duration KeptWithoutJob = Duration.FromDays(1);

    public Guid Id { get; set; }

    /// <summary>Null while the booking is not made yet.</summary>
    public Guid? JobId { get; set; }

    /// <summary>The booking form it was uploaded with.</summary>
    public Guid? FormKey { get; set; }
    public EvidenceKind Kind { get; set; }
    public EvidenceFormat Format { get; set; }

    /// <summary>Encrypted.</summary>
    public byte[] SealedBytes { get; set; } = [];
    public byte[] SealedKey { get; set; } = [];

    /// <summary>Pixels; 0 for a PDF.</summary>
    public int Width { get; set; }
    public int Height { get; set; }

    /// <summary>Of the file in clear, bytes.</summary>
    public int Size { get; set; }
    public Instant At { get; set; }
    public string ByName { get; set; } = "";

    /// <summary>When the office looked at it; null: it waits in the inbox.</summary>
    public Instant? SeenAt { get; set; }
    public string? SeenByName { get; set; }
    public Instant PurgeAt { get; set; }
}

/// <summary>Nothing of this job's evidence is erased while it stands: a court, an insurer or the police may ask for it. Ended, never deleted.</summary>
internal sealed class LegalHold
{
    public const int ReasonMaxLength = 500;

    public Guid Id { get; set; }
    public Guid JobId { get; set; }
    public string Reason { get; set; } = "";
    public Instant Since { get; set; }
    public string ByName { get; set; } = "";
    public Instant? EndedAt { get; set; }
    public string? EndedByName { get; set; }
    public string? EndReason { get; set; }
}

/// <summary>What a customer wrote to the office from "your visit".</summary>
internal sealed class CustomerNote
{
    public const int TextMaxLength = 1000;

    public Guid Id { get; set; }
    public Guid JobId { get; set; }
    public string Text { get; set; } = "";
    public Instant At { get; set; }
    public Instant? DoneAt { get; set; }
    public string? DoneByName { get; set; }
}

internal enum ReminderKind
{
    DayBefore,
    Morning,
}

/// <summary>A reminder that was decided on: once for each kind and promised window.</summary>
internal sealed class VisitReminder
{
    public Guid VisitId { get; set; }
    public ReminderKind Kind { get; set; }
    public Instant WindowStart { get; set; }
    public Instant At { get; set; }
}

internal enum TextState
{
    Waiting,

    /// <summary>The gateway took it.</summary>
    Sent,
    Delivered,

    /// <summary>Given up, refused or not delivered; the office phones instead.</summary>
    Failed,

    /// <summary>Too old to be of use before it could be sent.</summary>
    Expired,
}

/// <summary>A text message before it is one: written in the transaction of what it tells, handed to the gateway at least once, with the same id.</summary>
internal sealed class OutboxText
{
    public const int GatewayIdMaxLength = 120;
    public const int ErrorMaxLength = 500;

    public Guid Id { get; set; }

    /// <summary>Null: to somebody who works here.</summary>
    public Guid? JobId { get; set; }
    public Guid? MessageId { get; set; }
    public string Kind { get; set; } = "";

    /// <summary>E.164.</summary>
    public string ToPhone { get; set; } = "";

    /// <summary>Leaves in quiet hours too: somebody waits for it.</summary>
    public bool AtAnyHour { get; set; }

    /// <summary>What is said, encrypted: links and codes stand in it; emptied when it is over.</summary>
    public string SealedText { get; set; } = "";
    public TextState State { get; set; }
    public int Tries { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant NextTryAt { get; set; }
    public Instant? LeaseUntil { get; set; }

    /// <summary>After that it says nothing of use any more.</summary>
    public Instant ExpiresAt { get; set; }
    public string? GatewayId { get; set; }
    public Instant? SentAt { get; set; }
    public Instant? DeliveredAt { get; set; }
    public string? LastError { get; set; }
}

/// <summary>A number that answered STOP: no text goes there until START.</summary>
internal sealed class TextStop
{
    public string Phone { get; set; } = "";
    public Instant At { get; set; }
}

/// <summary>Somebody with a visit who would come sooner if a window gets free. An offer is a Held visit whose key is the offer's.</summary>
internal sealed class WaitlistEntry
{
    public Guid Id { get; set; }
    public Guid JobId { get; set; }
    public Instant CreatedAt { get; set; }

    /// <summary>Taken, given up, or the visit is over; null: still waiting.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>The standing offer: SHA-256 of its key, the Held visit, its window and until when.</summary>
    public byte[]? OfferKeyHash { get; set; }
    public Guid? OfferVisitId { get; set; }
    public Instant? OfferWindowStart { get; set; }
    public Instant? OfferUntil { get; set; }

    /// <summary>When the last offer was made: others come first until all were asked.</summary>
    public Instant? LastOfferAt { get; set; }
    public int Offers { get; set; }

    /// <summary>Windows, in seconds since 1970, that were free when the customer joined, or were offered and not taken: not offered again before somebody else had them.</summary>
    public List<long> Passed { get; set; } = [];
}
