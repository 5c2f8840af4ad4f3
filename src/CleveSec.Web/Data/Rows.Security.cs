using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>A signed-in browser of a staff member. The cookie carries a key of which only the hash is here; ending the row ends the session everywhere.</summary>
internal sealed class StaffSession
{
    public Guid Id { get; set; }
    public byte[] KeyHash { get; set; } = [];
    public Guid StaffId { get; set; }
    public Instant CreatedAt { get; set; }

    /// <summary>The last request a person made; background requests do not count.</summary>
    public Instant LastSeenAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public Instant? EndedAt { get; set; }
    public string? UserAgent { get; set; }
    public string? Address { get; set; }
}

/// <summary>How a customer's browser came to its session, which decides what it may do.</summary>
internal enum CustomerSessionSource
{
    /// <summary>Made the booking itself.</summary>
    Booking,
    /// <summary>Opened the mailed link.</summary>
    Link,
    /// <summary>Job number, ZIP and a mailed code.</summary>
    LookUp,
}

/// <summary>A customer's browser, limited to one job.</summary>
internal sealed class CustomerSession
{
    public Guid Id { get; set; }
    public byte[] KeyHash { get; set; } = [];
    public Guid JobId { get; set; }
    public CustomerSessionSource Source { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }

    /// <summary>Until when changes are allowed: from the booking itself, or after a mailed code.</summary>
    public Instant? MayChangeUntil { get; set; }
}

/// <summary>A six-digit code mailed to the customer's address; single use, few tries, minutes to live.</summary>
internal sealed class CustomerCode
{
    public Guid Id { get; set; }
    public Guid JobId { get; set; }

    /// <summary>The browser that asked; the code works nowhere else.</summary>
    public byte[] BrowserHash { get; set; } = [];
    public byte[] CodeHash { get; set; } = [];
    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public int Tries { get; set; }
    public Instant? ConsumedAt { get; set; }
}

internal enum LinkPurpose
{
    /// <summary>A customer's visit; used many times until it expires.</summary>
    Visit,
    /// <summary>A new staff member sets their first password.</summary>
    Invitation,
    PasswordReset,
    FirstAdmin,

    /// <summary>Confirms that a question under the guide was asked by the owner of the address.</summary>
    CommentConfirmation,

    /// <summary>The absent owner signs who acts for them.</summary>
    OwnerSignature,
}

/// <summary>An unguessable address. Only the SHA-256 of its 32 random bytes is stored.</summary>
internal sealed class SecretLink
{
    public Guid Id { get; set; }
    public LinkPurpose Purpose { get; set; }
    public byte[] TokenHash { get; set; } = [];

    /// <summary>The job, the staff member or what else it is for.</summary>
    public Guid SubjectId { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public Instant? ConsumedAt { get; set; }
    public Instant? RevokedAt { get; set; }
}

/// <summary>A form's own id: the same form sent twice does its work once and gets the same answer.</summary>
internal sealed class CommandKey
{
    public Guid Key { get; set; }
    public string Kind { get; set; } = "";

    /// <summary>SHA-256 of the form's meaningful fields: the same key with another body is refused.</summary>
    public byte[] Fingerprint { get; set; } = [];

    /// <summary>What was answered: the id of the job.</summary>
    public Guid ResultId { get; set; }
    public Instant At { get; set; }
}

/// <summary>How often something was asked within one span, counted here so that all instances agree.</summary>
internal sealed class RateCount
{
    public string Key { get; set; } = "";
    public Instant WindowStart { get; set; }
    public int Count { get; set; }
}

/// <summary>What staff did to people, settings and sign-ins. Insert-only for the site's database role.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }
    public Instant At { get; set; }
    public Guid? StaffId { get; set; }
    public string StaffName { get; set; } = "";
    public string Action { get; set; } = "";
    public string Subject { get; set; } = "";
    public string? Detail { get; set; }
    public string? Address { get; set; }
}
