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
    public string? Note { get; private set; }
    public Instant At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

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
}
