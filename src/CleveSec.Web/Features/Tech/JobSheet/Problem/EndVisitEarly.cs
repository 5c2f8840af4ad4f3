using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Problem;

internal sealed class ProblemInput
{
    /// <summary>One of <see cref="EndVisitEarly.Ways"/>.</summary>
    public JobAction? Way { get; set; }
    public string? Reason { get; set; }
}

internal sealed class ProblemInputValidator : AbstractValidator<ProblemInput>
{
    public ProblemInputValidator()
    {
        RuleFor(input => input.Way).Must(way => way is { } chosen && EndVisitEarly.Ways.Contains(chosen)).WithMessage("Choose what happened.");
        RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write why, so that the office knows what to do next.")
            .AtMost(Job.ReasonMaxLength)
            .NoSecret();
    }
}

/// <summary>The visit ends before the job is done, and the customer is told. No access and partly done put the job back into the office's queue with the reason.</summary>
internal sealed class EndVisitEarly(VisitChanges changes, CustomerLetters letters)
{
    public static IReadOnlyList<JobAction> Ways { get; } = [JobAction.NoAccess, JobAction.EndVisitPartlyDone, JobAction.GiveUp];

    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, JobAction way, string reason, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, visit) => way switch
        {
            JobAction.NoAccess => visit.Status == VisitStatus.NoAccess,
            JobAction.EndVisitPartlyDone => visit.Status == VisitStatus.PartlyDone,
            _ => job.Status == JobStatus.NotRecovered,
        },
        (job, step) => End(job, way, reason, step),
        ct,
        (job, visit) => Tell(job, visit, way));

    private Task Tell(Job job, Visit visit, JobAction way)
    {
        if (way == JobAction.GiveUp)
        {
            letters.NotRecovered(job, visit);
        }
        else
        {
            letters.VisitOff(job, visit);
        }

        return Task.CompletedTask;
    }

    private static void End(Job job, JobAction way, string reason, Step step)
    {
        switch (way)
        {
            case JobAction.NoAccess:
                job.NoAccess(reason, step);
                break;
            case JobAction.EndVisitPartlyDone:
                job.EndVisitPartlyDone(reason, step);
                break;
            case JobAction.GiveUp:
                job.GiveUp(reason, step);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "A visit does not end this way.");
        }
    }
}
