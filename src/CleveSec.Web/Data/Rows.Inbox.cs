using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>
/// What people did about something that waits. What waits is read from jobs, visits, mails and so on; this row stands beside it, and something that waits again later
/// (another <see cref="Since"/>) begins without one.
/// </summary>
internal sealed class InboxMark
{
    public const int KindMaxLength = 20;
    public static readonly Duration KeptFor = Duration.FromDays(180);

    /// <summary>So long something is somebody's: then they have gone home, and it is anybody's again.</summary>
    public static readonly Duration ClaimHolds = Duration.FromHours(12);

    /// <summary>The job, visit, mail and so on.</summary>
    public Guid Subject { get; set; }

    /// <summary>As what it waits: one visit can wait for acceptance and be late.</summary>
    public string Kind { get; set; } = "";
    public Instant Since { get; set; }
    public Guid? ClaimedById { get; set; }
    public string? ClaimedByName { get; set; }
    public Instant? ClaimedAt { get; set; }
    public Instant? DoneAt { get; set; }
    public string? DoneByName { get; set; }

    /// <summary>When somebody first had it on their screen.</summary>
    public Instant? SeenAt { get; set; }

    /// <summary>When the person on call was told of it.</summary>
    public Instant? AlertedAt { get; set; }
}

/// <summary>A view of the inbox that somebody saved under a name of theirs.</summary>
internal sealed class InboxSavedView
{
    public const int NameMaxLength = 30;
    public const int QueryMaxLength = 200;
    public const int MostPerPerson = 12;

    public Guid Id { get; set; }
    public Guid StaffId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>The view and the filter, as in the address.</summary>
    public string View { get; set; } = "";
    public string Filter { get; set; } = "";
    public Instant CreatedAt { get; set; }
}
