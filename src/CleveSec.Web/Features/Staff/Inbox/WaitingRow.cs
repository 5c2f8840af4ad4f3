using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>One row of what waits, as the database gives it: what a column means depends on the kind.</summary>
internal sealed class WaitingRow
{
    public string Kind { get; set; } = "";
    public Guid Subject { get; set; }
    public Instant Since { get; set; }
    public Guid? JobId { get; set; }
    public string? Number { get; set; }
    public string? Customer { get; set; }
    public string? Phone { get; set; }
    public string? City { get; set; }
    public string? Status { get; set; }
    public string? Title { get; set; }
    public string? Words { get; set; }
    public int Amount { get; set; }
    public bool One { get; set; }
    public bool Other { get; set; }
    public Instant? WindowStart { get; set; }
    public Instant? WindowEnd { get; set; }
    public Instant? WorkStart { get; set; }
    public Instant? OccupiedStart { get; set; }
    public Instant? EnRouteAt { get; set; }
    public Instant? ChangedAt { get; set; }
    public Instant? AcknowledgedAt { get; set; }
    public string? Technician { get; set; }
    public string? TechnicianPhone { get; set; }

    /// <summary>What people did about it: a list of <see cref="Mark"/> as JSON; null: nothing yet.</summary>
    public string? Marks { get; set; }

    public InboxJob Job => new(Number!, Customer!, Phone!, City!);

    public InboxTechnician Person => new(Technician!, TechnicianPhone);

    public Interval Window => new(WindowStart!.Value, WindowEnd!.Value);
}
