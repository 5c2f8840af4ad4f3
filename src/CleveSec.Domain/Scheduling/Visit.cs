using NodaTime;
using NodaTime.Text;

namespace CleveSec.Domain.Scheduling;

/// <summary>Where a visit stands. The first five are live: they occupy their technician.</summary>
public enum VisitStatus
{
    Held,
    Planned,
    Confirmed,
    EnRoute,
    OnSite,
    Done,
    PartlyDone,
    NoAccess,
    Cancelled,
}

/// <summary>One technician at one site for one span of time.</summary>
public sealed class Visit
{
    private static readonly LocalDatePattern DayWords = LocalDatePattern.CreateWithInvariantCulture("dddd, MMMM d");

    private Visit() { }

    public Guid Id { get; private set; }

    /// <summary>Null for a hold and for other work.</summary>
    public Guid? JobId { get; private set; }

    /// <summary>The other work this span belongs to; null for visits.</summary>
    public Guid? OtherWorkId { get; private set; }
    public Guid TechnicianId { get; private set; }
    public VisitStatus Status { get; private set; }

    /// <summary>The ZIP the technician drives to.</summary>
    public string Zip { get; private set; } = "";

    /// <summary>The arrival window the customer was promised.</summary>
    public Instant WindowStart { get; private set; }
    public Instant WindowEnd { get; private set; }

    /// <summary>When work is planned to start and end; inside the technician's hours.</summary>
    public Instant WorkStart { get; private set; }
    public Instant WorkEnd { get; private set; }

    /// <summary>Travel from the stop before + work + buffer: what nothing else of this technician may overlap.</summary>
    public Instant OccupiedStart { get; private set; }
    public Instant OccupiedEnd { get; private set; }
    public Instant CreatedAt { get; private set; }

    /// <summary>When technician or time last changed; the technician has to acknowledge a change.</summary>
    public Instant ChangedAt { get; private set; }
    public Instant? AcknowledgedAt { get; private set; }
    public Instant? EnRouteAt { get; private set; }
    public Instant? ArrivedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <summary>Raised with each change the customer is told of; calendar programs need it.</summary>
    public int Sequence { get; private set; }

    /// <summary>SHA-256 of the key of the browser, or of the offer, for which a Held visit is kept; null for all others.</summary>
    public byte[]? HoldKeyHash { get; private set; }

    /// <summary>When a Held visit is free again for everybody.</summary>
    public Instant? HeldUntil { get; private set; }

    public Interval Window => new(WindowStart, WindowEnd);
    public Interval Occupied => new(OccupiedStart, OccupiedEnd);
    public bool IsLive => IsLiveStatus(Status);
    public bool AwaitsAcknowledgement => IsLive && Status != VisitStatus.Held && (AcknowledgedAt is null || AcknowledgedAt < ChangedAt);

    /// <summary>The day of the arrival window in New York.</summary>
    public LocalDate Day => WindowStart.InZone(BookingRules.Zone).Date;

    /// <summary>The visit's day has begun: its technician may set out, early the same day or, where nobody tapped, later.</summary>
    public bool HasItsDay(Instant now) => now.InZone(BookingRules.Zone).Date >= Day;

    public static bool IsLiveStatus(VisitStatus status) => status <= VisitStatus.OnSite;

    /// <param name="byCustomer">What a customer chose waits for the office's acceptance; what the office plans is accepted.</param>
    public static Visit Plan(Guid jobId, string zip, Placement placement, Instant now, bool byCustomer)
    {
        var visit = At(zip, placement, now);
        (visit.Status, visit.JobId) = (Chosen(byCustomer), jobId);
        return visit;
    }

    /// <summary>Keeps a window for whoever has the key, for <see cref="BookingRules.HoldTime"/>. No job stands behind it yet.</summary>
    public static Visit Hold(string zip, Placement placement, byte[] keyHash, Instant now)
    {
        var visit = At(zip, placement, now);
        (visit.Status, visit.HoldKeyHash, visit.HeldUntil) = (VisitStatus.Held, keyHash, now + BookingRules.HoldTime);
        return visit;
    }

    /// <summary>A technician's span of other work.</summary>
    public static Visit Occupy(Guid otherWorkId, string zip, Placement placement, Instant now)
    {
        var visit = At(zip, placement, now);
        (visit.Status, visit.OtherWorkId, visit.AcknowledgedAt) = (VisitStatus.Confirmed, otherWorkId, now);
        return visit;
    }

    /// <exception cref="InvalidOperationException">The technician is already under way.</exception>
    internal void Move(Placement placement, Instant now, bool byCustomer)
    {
        Require(Status is VisitStatus.Planned or VisitStatus.Confirmed, "A visit that is under way cannot be moved.");
        TechnicianId = placement.TechnicianId;
        Status = Chosen(byCustomer);
        (WindowStart, WindowEnd) = (placement.Window.Start, placement.Window.End);
        (WorkStart, WorkEnd) = (placement.WorkStart, placement.WorkEnd);
        (OccupiedStart, OccupiedEnd) = (placement.OccupiedStart, placement.OccupiedEnd);
        ChangedAt = now;
        Sequence++;
    }

    /// <summary>Another technician or another start inside the window that was promised: the customer's side of it stays as it is, an acceptance that is awaited included.</summary>
    /// <exception cref="InvalidOperationException">The technician is already under way, or the promise would change.</exception>
    internal void Replan(Placement placement, Instant now)
    {
        Require(Status is VisitStatus.Planned or VisitStatus.Confirmed, "A visit that is under way cannot be moved.");
        Require(placement.Window == Window && placement.WorkStart >= WindowStart && placement.WorkStart < WindowEnd, "The promised window stays.");
        TechnicianId = placement.TechnicianId;
        (WorkStart, WorkEnd) = (placement.WorkStart, placement.WorkEnd);
        (OccupiedStart, OccupiedEnd) = (placement.OccupiedStart, placement.OccupiedEnd);
        ChangedAt = now;
    }

    internal void Accept()
    {
        Require(Status == VisitStatus.Planned, "Only a planned visit waits for acceptance.");
        Status = VisitStatus.Confirmed;
        Sequence++;
    }

    internal void Acknowledge(Instant now)
    {
        Require(IsLive, "This visit is over.");
        AcknowledgedAt = now;
    }

    internal void Depart(Instant now)
    {
        Require(Status is VisitStatus.Planned or VisitStatus.Confirmed, "This visit is not waiting for its technician.");
        RequireDay(now);
        Status = VisitStatus.EnRoute;
        EnRouteAt = now;
        AcknowledgedAt = now;
    }

    internal void Arrive(Instant now)
    {
        Require(Status is VisitStatus.Planned or VisitStatus.Confirmed or VisitStatus.EnRoute, "This visit is not waiting for its technician.");
        RequireDay(now);
        Status = VisitStatus.OnSite;
        ArrivedAt = now;
    }

    internal void End(VisitStatus how, Instant now)
    {
        if (Visit.IsLiveStatus(how))
        {
            throw new ArgumentOutOfRangeException(nameof(how), how, "A visit ends in a final status.");
        }

        Require(IsLive, "This visit is over.");
        Status = how;
        EndedAt = now;
        Sequence++;
    }

    private static Visit At(string zip, Placement placement, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        TechnicianId = placement.TechnicianId,
        Zip = zip,
        WindowStart = placement.Window.Start,
        WindowEnd = placement.Window.End,
        WorkStart = placement.WorkStart,
        WorkEnd = placement.WorkEnd,
        OccupiedStart = placement.OccupiedStart,
        OccupiedEnd = placement.OccupiedEnd,
        CreatedAt = now,
        ChangedAt = now,
    };

    private static VisitStatus Chosen(bool byCustomer) => byCustomer ? VisitStatus.Planned : VisitStatus.Confirmed;

    private void RequireDay(Instant now) =>
        Require(HasItsDay(now), $"This visit is on {DayWords.Format(Day)}. On that day you can set out; to go earlier, have the office move it.");

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new InvalidOperationException(reason);
        }
    }
}
