using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>What the technician saw.</summary>
internal sealed class OwnershipInput
{
    /// <summary>What can be typed for the last four: a whole number is refused with a reason, where the browser would cut it to its first four.</summary>
    public const int LastFourTypedMaxLength = 40;

    public string? PersonName { get; set; }
    public IdentityKind? Kind { get; set; }
    public string? LastFour { get; set; }
    public bool? NameMatches { get; set; }
    public AuthorityKind? Authority { get; set; }
    public List<RecorderEvidenceInput> Recorders { get; set; } = [];
}

/// <summary>What ties the person to one recorder, and what its label says.</summary>
internal sealed class RecorderEvidenceInput
{
    /// <summary>The answer that nothing was seen.</summary>
    public const string None = "none";

    public Guid Id { get; set; }

    /// <summary>A <see cref="LinkKind"/> or <see cref="None"/>.</summary>
    public string? Link { get; set; }
    public string? Model { get; set; }
    public string? Serial { get; set; }

    public LinkKind? LinkKind => Enum.TryParse<LinkKind>(Link, out var kind) && Enum.IsDefined(kind) ? kind : null;
}

internal sealed class OwnershipInputValidator : AbstractValidator<OwnershipInput>
{
    public OwnershipInputValidator()
    {
        RuleFor(input => input.PersonName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write the name as it stands on the ID.")
            .AtMost(Customer.NameMaxLength)
            .NoSecret();
        RuleFor(input => input.Kind).NotNull().WithMessage("Choose which ID you saw.").IsInEnum().WithMessage("Choose which ID you saw.");
        RuleFor(input => input.LastFour)
            .Must(text => OwnershipPolicy.WhyNotLastFour(text?.Trim()) is null)
            .WithMessage(input => OwnershipPolicy.WhyNotLastFour(input.LastFour?.Trim()));
        RuleFor(input => input.NameMatches).NotNull().WithMessage("Say whether the name matches.");
        RuleFor(input => input.Authority).NotNull().WithMessage("Choose why this person may decide about this place.").IsInEnum().WithMessage("Choose why this person may decide about this place.");
        RuleForEach(input => input.Recorders).SetValidator(new RecorderEvidenceInputValidator());
    }
}

internal sealed class RecorderEvidenceInputValidator : AbstractValidator<RecorderEvidenceInput>
{
    public RecorderEvidenceInputValidator()
    {
        RuleFor(input => input.Link)
            .Must((input, link) => link == RecorderEvidenceInput.None || input.LinkKind is not null)
            .WithMessage("Choose what ties the person to this recorder.");
        RuleFor(input => input.Model).AtMost(Recorder.ModelMaxLength).NoSecret();
        RuleFor(input => input.Serial).AtMost(Recorder.SerialMaxLength).NoSecret();
    }
}
