using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>Where a visit would stand in a technician's day.</summary>
/// <param name="Window">The arrival window promised; work starts inside it.</param>
/// <param name="Travel">From the stop before, or from home.</param>
/// <param name="AddedTravel">How much more the technician drives that day than without this visit; may be negative where estimates break the triangle.</param>
public sealed record Placement(Guid TechnicianId, Interval Window, Instant WorkStart, Instant WorkEnd, Duration Travel, Duration Buffer, Duration AddedTravel)
{
    public Instant OccupiedStart => WorkStart - Travel;
    public Instant OccupiedEnd => WorkEnd + Buffer;
}
