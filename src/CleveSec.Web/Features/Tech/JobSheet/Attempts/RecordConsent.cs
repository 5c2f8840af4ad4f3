using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class ConsentInput
{
    public string? SignedName { get; set; }
    public bool Agreed { get; set; }
}

internal sealed class ConsentInputValidator : AbstractValidator<ConsentInput>
{
    public ConsentInputValidator()
    {
        RuleFor(input => input.Agreed).Equal(true).WithMessage("The owner has to agree to what is lost.");
        RuleFor(input => input.SignedName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("The owner types their full name.")
            .AtMost(Customer.NameMaxLength)
            .NoSecret();
    }
}

/// <summary>The owner signs that settings may be lost on a recorder; only then a destructive method may be tried on it.</summary>
internal sealed class RecordConsent(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, string signedName, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == jobRecorderId && recorder.ConsentByName == signedName.Trim()),
        (job, step) => job.RecordConsent(jobRecorderId, signedName, step),
        ct);
}
