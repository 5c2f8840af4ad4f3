using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Features.Shared;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>What the technician saw.</summary>
internal sealed class OwnershipInput
{
    /// <summary>What can be typed for the last four: a whole number is refused with a reason, where the browser would cut it to its first four.</summary>
    public const int LastFourTypedMaxLength = 40;

    public OwnershipSituation? Situation { get; set; }
    public string? PersonName { get; set; }
    public IdentityKind? Kind { get; set; }
    public string? LastFour { get; set; }
    public bool? NameMatches { get; set; }
    public AuthorityKind? Authority { get; set; }
    public List<RecorderEvidenceInput> Recorders { get; set; } = [];

    /// <summary>Which text of the form was shown.</summary>
    public string? TextVersion { get; set; }

    /// <summary>In which it was shown.</summary>
    public Language? Language { get; set; }

    /// <summary>Typed by whoever signs.</summary>
    public string? SignedName { get; set; }

    /// <summary>What they drew, as <see cref="SignatureStrokes"/> reads it; null or empty: nothing, or no JavaScript.</summary>
    public string? Strokes { get; set; }

    /// <summary>For the second person, where the situation asks for one.</summary>
    public string? Note { get; set; }

    /// <summary>Who of the office said yes by telephone; null: nobody.</summary>
    public Guid? PhoneBy { get; set; }

    /// <summary>Set by the page: on this job a second person decides whatever situation is chosen.</summary>
    public bool AlwaysSecondPerson { get; set; }

    public bool NeedsSecondPerson => AlwaysSecondPerson || OwnershipPolicy.NeedsSecondPerson(Authority) || (Situation is { } situation && Enum.IsDefined(situation) && OwnershipSituations.Of(situation).SecondPerson);

    /// <summary>What was seen, of a valid input.</summary>
    public OwnershipSeen Seen() => new(
        Situation!.Value,
        new IdentitySeen(PersonName!.Trim(), Kind!.Value, LastFour!.Trim().ToUpperInvariant(), NameMatches!.Value),
        Authority!.Value,
        Recorders.Where(recorder => recorder.LinkKind is not null).DistinctBy(recorder => recorder.Id).ToDictionary(recorder => recorder.Id, recorder => recorder.LinkKind!.Value));
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
        RuleFor(input => input.Situation).NotNull().WithMessage("Choose which situation it is.").IsInEnum().WithMessage("Choose which situation it is.");
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
        RuleFor(input => input.SignedName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Whoever asks reads the form and types their name.")
            .AtMost(Customer.NameMaxLength)
            .NoSecret()
            .Must((input, name) => string.IsNullOrWhiteSpace(input.PersonName) || PersonName.Contains(input.PersonName, name)).WithMessage(input => OwnershipPolicy.SignsAs(input.PersonName));
        RuleFor(input => input.TextVersion).Must(version => AuthorizationText.Find(version) is not null).WithMessage("The form has changed. Show it again.");
        RuleFor(input => input.Language).NotNull().WithMessage("The form has changed. Show it again.").IsInEnum().WithMessage("The form has changed. Show it again.");
        RuleFor(input => input.Strokes).Must(strokes => SignatureStrokes.IsNoneOrValid(strokes)).WithMessage("The drawing could not be read. Draw it again, or leave it out: the typed name is enough.");
        RuleFor(input => input.Note).Cascade(CascadeMode.Stop).AtMost(SecondPersonRequest.NoteMaxLength).NoSecret();
        When(input => input.NeedsSecondPerson, () => RuleFor(input => input.Note).NotEmpty().WithMessage("Here a second person decides. Write what they should know."))
            .Otherwise(() => RuleFor(input => input.Note).Must((input, note) => string.IsNullOrWhiteSpace(note) && input.PhoneBy is null).WithMessage("In this situation nobody is asked. Choose the one it is about, or take this out."));
        When(input => input.Situation is { } situation && Enum.IsDefined(situation), Suffices);
    }

    /// <summary>Which papers count depends on the situation; what is missing is said beside the field that was answered.</summary>
    private void Suffices()
    {
        RuleFor(input => input.Authority).Must((input, authority) => WhyNot(input, authority) is null).WithMessage((input, authority) => WhyNot(input, authority));
        RuleFor(input => input.Recorders).Custom((recorders, context) =>
        {
            for (var i = 0; i < recorders.Count; i++)
            {
                if (recorders[i].LinkKind is { } link && OwnershipPolicy.WhyNot(context.InstanceToValidate.Situation!.Value, link) is { } why)
                {
                    context.AddFailure($"Recorders[{i}].Link", why);
                }
            }
        });
    }

    private static string? WhyNot(OwnershipInput input, AuthorityKind? authority) =>
        authority is { } kind && Enum.IsDefined(kind) ? OwnershipPolicy.WhyNot(input.Situation!.Value, kind) : null;
}

internal sealed class RecorderEvidenceInputValidator : AbstractValidator<RecorderEvidenceInput>
{
    public RecorderEvidenceInputValidator()
    {
        RuleFor(input => input.Link)
            .Must((input, link) => link == RecorderEvidenceInput.None || input.LinkKind is not null)
            .WithMessage("Choose what ties the person to this recorder.");
        RuleFor(input => input.Model).Cascade(CascadeMode.Stop).AtMost(Recorder.ModelMaxLength).NoSecret();
        RuleFor(input => input.Serial).Cascade(CascadeMode.Stop).AtMost(Recorder.SerialMaxLength).NoSecret();
    }
}
