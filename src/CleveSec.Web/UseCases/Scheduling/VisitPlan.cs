using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Which visit is wanted for a job that exists.</summary>
/// <param name="Which">Selects the job, with the right to see it inside.</param>
/// <param name="TechnicianId">Null: whoever fits best.</param>
/// <param name="HoldKey">Of a hold that was made for this wish, a waitlist's offer say; it is used up. Null: none.</param>
/// <param name="Exact">The very minute at which the work is to start; null: wherever in the window it fits best.</param>
/// <param name="Outside">Given: the office may plan outside of the times in which a vendor's answer is of use, with this reason; empty: it is asked for one.</param>
internal sealed record VisitWish(IQueryable<Job> Which, Actor By, Guid? TechnicianId, Instant WindowStart, string? HoldKey = null, ExactStart? Exact = null, string? Outside = null);

internal abstract record VisitPlan
{
    internal sealed record Planned(Guid JobId, Interval Window) : VisitPlan;

    /// <summary>Nobody, or not this technician, can come then; the nearest that is free.</summary>
    internal sealed record WindowTaken(IReadOnlyList<OfferedWindow> Nearest) : VisitPlan;

    internal sealed record Refused(string Reason) : VisitPlan;

    /// <summary>Possible for the office, with a reason.</summary>
    internal sealed record AgainstRules(IReadOnlyList<string> Rules) : VisitPlan;

    internal sealed record NotFound : VisitPlan;
}
