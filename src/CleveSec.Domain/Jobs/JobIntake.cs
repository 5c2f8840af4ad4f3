using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <summary>What was said when a job was reported, beside who, where and what is wrong.</summary>
public sealed record JobIntake
{
    /// <summary>Of <see cref="Scheduling.Service"/>.</summary>
    public string ServiceId { get; init; } = Scheduling.Service.RecoveryId;

    /// <summary>What was answered to "Which reset works for me?", as the query of its result page.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>Null: not asked.</summary>
    public OwnerSituation? Situation { get; init; }
    public FootageNeed? Footage { get; init; }

    /// <summary>An adult who is there instead of the customer.</summary>
    public string? ContactName { get; init; }

    /// <summary>E.164.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>The customer said that a photo ID will be ready.</summary>
    public bool IdWillBeReady { get; init; }

    /// <summary>Why we talk first; the job then waits in the queue without a visit.</summary>
    public CallBackReason? CallBack { get; init; }

    /// <summary>The window the customer would have liked, where we talk first.</summary>
    public Interval? WantedWindow { get; init; }
}
