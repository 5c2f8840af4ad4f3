using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class StartInput
{
    /// <summary>Made with the form: the same form sent twice is one attempt.</summary>
    public Guid Key { get; set; }
    public string? Method { get; set; }
    public List<string> Preconditions { get; set; } = [];
    public bool Told { get; set; }
}

internal sealed class StartInputValidator : AbstractValidator<StartInput>
{
    public StartInputValidator()
    {
        RuleFor(input => input.Key).NotEmpty().WithMessage("This form is incomplete. Go back to the job sheet and open it again.");
        RuleFor(input => input.Method).Must(method => ResetMethod.Find(method) is not null).WithMessage("Choose a method.");
        RuleFor(input => input.Preconditions).Must((input, ticked) => ResetMethod.Find(input.Method) is not { } method || AttemptPreconditions.Of(method).All(needed => ticked.Contains(needed.Id)))
            .WithMessage("Tick what is so. If one of them is not, choose another method.");
        RuleFor(input => input.Told).Equal(true).WithMessage("Tell the owner first what it does to settings and footage.");
    }
}

/// <summary>The first button of an attempt.</summary>
internal sealed class StartResetAttempt(VisitChanges changes)
{
    /// <param name="stated">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, StartInput stated, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.AttemptStarts.Any(start => start.Id == stated.Key && start.JobRecorderId == jobRecorderId && start.MethodId == stated.Method),
        (job, step) => job.StartAttempt(stated.Key, jobRecorderId, ResetMethod.Find(stated.Method)!, new AttemptTerms(stated.Preconditions, stated.Told), step),
        ct);
}
