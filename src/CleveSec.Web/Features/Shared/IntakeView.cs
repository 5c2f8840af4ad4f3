using CleveSec.Domain.Jobs;
using NodaTime;

namespace CleveSec.Web.Features.Shared;

/// <summary>What was said when the job was reported, for staff. Drawn by _Intake.</summary>
internal sealed record IntakeView(
    OwnerSituation? Situation, FootageNeed? Footage, string? ContactName, string? ContactPhone, bool IdPromised, CallBackReason? CallBack, Interval? WantedWindow, bool RulesOverridden)
{
    /// <summary>Nothing to show: a job from before these were asked.</summary>
    public bool IsEmpty => Situation is null && Footage is null && ContactName is null && !IdPromised && CallBack is null && WantedWindow is null;

    public static IntakeView Of(Job job) => new(
        job.Situation, job.Footage, job.ContactName, job.ContactPhone, job.IdPromisedAt is not null, job.CallBack,
        job.WantedWindowStart is { } start && job.WantedWindowEnd is { } end ? new Interval(start, end) : null, job.RulesOverridden);
}
