namespace CleveSec.Domain.Jobs;

/// <summary>The job may not make this move. <see cref="Exception.Message"/> is a sentence that may be shown to the person who tried.</summary>
public sealed class IllegalTransition(JobStatus? from, JobAction? action, string reason) : Exception(reason)
{
    public JobStatus? From { get; } = from;

    /// <summary>The refused action; null when a step inside a status was refused (an attempt without verified ownership, say).</summary>
    public JobAction? Action { get; } = action;
}
