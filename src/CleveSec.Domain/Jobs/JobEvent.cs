using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <summary>One line of a job's history: who did what, when, from where. Never changed and never deleted, also not by the database role of the site.</summary>
public sealed class JobEvent
{
    public const int KindMaxLength = 40;

    private JobEvent() { }

    public Guid Id { get; private set; }

    /// <summary>The order in which the database took the events.</summary>
    public long Sequence { get; private set; }
    public Guid JobId { get; private set; }

    /// <summary>A <see cref="JobAction"/>'s name for a move, else what happened beside the table ("VisitAccepted", "AttemptRecorded" …).</summary>
    public string Kind { get; private set; } = "";
    public JobStatus? From { get; private set; }
    public JobStatus To { get; private set; }
    public ActorRole ActorRole { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";

    /// <summary>When the server recorded it.</summary>
    public Instant At { get; private set; }

    /// <summary>When the person tapped, by the clock of their device; null when that is the same request.</summary>
    public Instant? AtDevice { get; private set; }
    public Guid? VisitId { get; private set; }
    public Guid? JobRecorderId { get; private set; }

    /// <summary>What changed, as names and values for people. Never a secret.</summary>
    public IReadOnlyDictionary<string, string> Detail { get; private set; } = new Dictionary<string, string>();

    internal static JobEvent Of(Guid jobId, string kind, JobStatus? from, JobStatus to, Step step, IReadOnlyDictionary<string, string> detail) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        Kind = kind,
        From = from,
        To = to,
        ActorRole = step.By.Role,
        ActorId = step.By.Id,
        ActorName = step.By.Name,
        At = step.At,
        AtDevice = step.AtDevice,
        VisitId = step.VisitId,
        JobRecorderId = step.JobRecorderId,
        Detail = detail,
    };
}

/// <summary>Who takes a step, when, and about which visit and recorder.</summary>
/// <param name="At">The server's time; handed in, the domain has no clock.</param>
/// <param name="AtDevice">The device's time where it differs (a command that waited for signal).</param>
public sealed record Step(Actor By, Instant At, Instant? AtDevice = null, Guid? VisitId = null, Guid? JobRecorderId = null);
