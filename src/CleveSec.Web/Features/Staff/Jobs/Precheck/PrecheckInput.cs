using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs.Precheck;

/// <summary>What the papers show, as far as they came.</summary>
internal sealed class PrecheckInput
{
    public OwnershipSituation? Situation { get; set; }

    /// <summary>Null: no paper of it came.</summary>
    public AuthorityKind? Authority { get; set; }
    public List<PrecheckLink> Links { get; set; } = [];
    public string? Note { get; set; }
}

internal sealed class PrecheckLink
{
    public Guid Recorder { get; set; }

    /// <summary>Null: nothing came that links anybody to it.</summary>
    public LinkKind? Link { get; set; }
}

internal sealed class PrecheckInputValidator : AbstractValidator<PrecheckInput>
{
    public PrecheckInputValidator()
    {
        RuleFor(input => input.Situation).NotNull().WithMessage("Choose which situation it is.").IsInEnum().WithMessage("Choose which situation it is.");
        RuleFor(input => input.Note).Cascade(CascadeMode.Stop)
            .MaximumLength(OwnershipPrecheck.NoteMaxLength).WithMessage($"Shorten this to {OwnershipPrecheck.NoteMaxLength} characters.")
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept: write it without.");
        When(input => input.Situation is { } situation && Enum.IsDefined(situation), () =>
        {
            RuleFor(input => input.Authority).Must((input, kind) => kind is null || Why(input, kind.Value) is null).WithMessage((input, kind) => Why(input, kind!.Value));
            RuleFor(input => input.Links).Custom((links, context) =>
            {
                for (var i = 0; i < links.Count; i++)
                {
                    if (links[i].Link is { } link && (!Enum.IsDefined(link) ? "Choose from the list." : OwnershipPolicy.WhyNot(context.InstanceToValidate.Situation!.Value, link)) is { } why)
                    {
                        context.AddFailure($"Links[{i}].Link", why);
                    }
                }
            });
        });
    }

    private static string? Why(PrecheckInput input, AuthorityKind kind) => Enum.IsDefined(kind) ? OwnershipPolicy.WhyNot(input.Situation!.Value, kind) : "Choose from the list.";
}
