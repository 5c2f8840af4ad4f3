using NodaTime;

namespace CleveSec.Domain.Recovery;

/// <summary>What was made sure before a method is tried.</summary>
/// <param name="Preconditions">Ids of <see cref="AttemptPreconditions"/>, ticked by the technician.</param>
/// <param name="EffectAcknowledged">The owner was told what the method does to settings and footage.</param>
public sealed record AttemptTerms(IReadOnlyCollection<string> Preconditions, bool EffectAcknowledged);

/// <summary>The first of the two button presses of an attempt. It stays for good; what came of it is a <see cref="ResetAttempt"/> with the same id, or nothing when the work was broken off.</summary>
public sealed class AttemptStart
{
    private AttemptStart() { }

    public Guid Id { get; private set; }
    public Guid JobId { get; private set; }
    public Guid JobRecorderId { get; private set; }
    public Guid? VisitId { get; private set; }
    public string MethodId { get; private set; } = "";
    public bool Destructive { get; private set; }
    public List<string> Preconditions { get; private set; } = [];
    public bool EffectAcknowledged { get; private set; }
    public Instant StartedAt { get; private set; }

    /// <summary>When it ended or was broken off; null while it is under way.</summary>
    public Instant? OverAt { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";

    public bool IsUnderWay => OverAt is null;

    internal static AttemptStart Of(Guid id, Guid jobId, Guid jobRecorderId, ResetMethod method, AttemptTerms terms, Jobs.Step step) => new()
    {
        Id = id,
        JobId = jobId,
        JobRecorderId = jobRecorderId,
        VisitId = step.VisitId,
        MethodId = method.Id,
        Destructive = method.Destructive,
        Preconditions = [.. terms.Preconditions.Distinct()],
        EffectAcknowledged = terms.EffectAcknowledged,
        StartedAt = step.At,
        ById = step.By.Id ?? throw new ArgumentException("An attempt is made by a staff member.", nameof(step)),
        ByName = step.By.Name,
    };

    internal void End(Instant at) => OverAt = at;
}
