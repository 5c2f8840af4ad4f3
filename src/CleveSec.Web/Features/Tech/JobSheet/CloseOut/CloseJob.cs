using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Tech.JobSheet.Checklist;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

internal sealed class CloseInput
{
    public string? Summary { get; set; }
}

internal sealed class CloseInputValidator : AbstractValidator<CloseInput>
{
    public CloseInputValidator() => RuleFor(input => input.Summary).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Write the summary that the customer will read.")
        .AtMost(Job.SummaryMaxLength)
        .NoSecret();
}

/// <summary>Hands the job over: the customer gets the summary. After a recovery the musts of the checklist come first.</summary>
internal sealed class CloseJob(VisitChanges changes, HardeningChecklist checklist, CustomerLetters letters)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, string summary, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Status == JobStatus.Closed,
        (job, step) =>
        {
            RefuseOpenChecklist(job);
            job.Close(summary, step);
        },
        ct,
        (job, _) =>
        {
            letters.Closed(job);
            return Task.CompletedTask;
        });

    private void RefuseOpenChecklist(Job job)
    {
        var open = job.Status == JobStatus.Reinitialized && job.Recorders.Any(recorder => recorder.Outcome == RecorderOutcome.Reinitialized
            && checklist.OpenMusts(recorder.Recorder.Brand, recorder.Hardening.Select(item => item.ItemId)).Count > 0);
        if (open)
        {
            throw new IllegalTransition(job.Status, JobAction.Close, "Answer the musts of the checklist with the owner first.");
        }
    }
}
