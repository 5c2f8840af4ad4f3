using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class ConsentInput
{
    public string? SignedName { get; set; }
    public bool Agreed { get; set; }

    /// <summary>Asked only where recordings may be needed.</summary>
    public FootageSettled? Footage { get; set; }

    /// <summary>Of the form that was shown.</summary>
    public string? TextVersion { get; set; }
    public Language? Language { get; set; }

    /// <summary>Of a valid input. A method: what binds the form reads every property.</summary>
    public ConsentSigned Signed() => new(TextVersion ?? "", Language ?? Domain.Customers.Language.English, SignedName!.Trim(), Footage);
}

/// <summary>What was sent, with the job it is for.</summary>
internal sealed record ConsentForm(ConsentInput Input, Sheet Sheet);

internal sealed class ConsentFormValidator : AbstractValidator<ConsentForm>
{
    public ConsentFormValidator()
    {
        RuleFor(form => form.Input.Footage).Must(footage => footage is { } said && Enum.IsDefined(said)).When(form => form.Sheet.AsksAboutFootage).WithMessage("Say what becomes of the recordings that may be needed.").OverridePropertyName(nameof(ConsentInput.Footage));
        RuleFor(form => form.Input.Agreed).Equal(true).WithMessage("The owner has to agree to what is lost.").OverridePropertyName(nameof(ConsentInput.Agreed));
        RuleFor(form => form.Input.SignedName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("The owner types their full name.")
            .AtMost(Customer.NameMaxLength)
            .NoSecret()
            .Must((form, name) => form.Sheet.MayConsent.Count == 0 || form.Sheet.MayConsent.Any(known => PersonName.Contains(known, name))).WithMessage(form => Job.WhoConsents(form.Sheet.MayConsent))
            .OverridePropertyName(nameof(ConsentInput.SignedName));
    }
}

/// <summary>The owner signs that settings may be lost on a recorder; only then a destructive method may be tried on it.</summary>
internal sealed class RecordConsent(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, ConsentSigned signed, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == jobRecorderId && recorder.ConsentByName == signed.Name),
        (job, step) => job.RecordConsent(jobRecorderId, signed, step),
        ct);
}
