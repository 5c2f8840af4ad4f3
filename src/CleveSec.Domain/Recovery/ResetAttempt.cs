using NodaTime;

namespace CleveSec.Domain.Recovery;

public enum AttemptOutcome
{
    Succeeded,
    Failed,
    NotPossible,
}

/// <summary>One method tried once on one recorder. Exists only behind the ownership gate.</summary>
public sealed class ResetAttempt
{
    public const int NoteMaxLength = 1000;

    private ResetAttempt() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public Guid? VisitId { get; private set; }
    public string MethodId { get; private set; } = "";
    public bool Destructive { get; private set; }
    public AttemptOutcome Outcome { get; private set; }

    /// <summary>Why it did not work; null when it did or nobody chose one.</summary>
    public AttemptReason? Reason { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Ids of <see cref="AttemptPreconditions"/>; empty for an attempt recorded when it was over.</summary>
    public List<string> Preconditions { get; private set; } = [];
    public bool EffectAcknowledged { get; private set; }

    /// <summary>When the button was pressed at its start; null for an attempt recorded when it was over.</summary>
    public Instant? StartedAt { get; private set; }

    /// <summary>When it ended, or was recorded as over.</summary>
    public Instant At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

    /// <summary>It may have done what its method does: it worked, or it was tried and the method takes effect before anybody is let in.</summary>
    public bool MayHaveChanged => Outcome == AttemptOutcome.Succeeded || (Destructive && Outcome == AttemptOutcome.Failed);

    internal static ResetAttempt Of(Guid jobId, Guid jobRecorderId, ResetMethod method, AttemptOutcome outcome, string? note, Jobs.Step step) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        VisitId = step.VisitId,
        MethodId = method.Id,
        Destructive = method.Destructive,
        Outcome = outcome,
        Note = note,
        At = step.At,
        ById = step.By.Id ?? throw new ArgumentException("An attempt is made by a staff member.", nameof(step)),
        ByName = step.By.Name,
    };

    /// <summary>The second button press.</summary>
    internal static ResetAttempt Of(AttemptStart start, AttemptOutcome outcome, AttemptReason? reason, string? note, Jobs.Step step) => new()
    {
        Id = start.Id,
        JobId = start.JobId,
        JobRecorderId = start.JobRecorderId,
        VisitId = start.VisitId,
        MethodId = start.MethodId,
        Destructive = start.Destructive,
        Outcome = outcome,
        Reason = reason,
        Note = note,
        Preconditions = [.. start.Preconditions],
        EffectAcknowledged = start.EffectAcknowledged,
        StartedAt = start.StartedAt,
        At = step.At,
        ById = step.By.Id ?? throw new ArgumentException("An attempt is made by a staff member.", nameof(step)),
        ByName = step.By.Name,
    };
}
