using FluentValidation;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>What is to be planned.</summary>
public sealed class PlanInput
{
    public const int MostSeconds = 60;

    public int? Seconds { get; set; } = 2;
    public List<Guid> Technicians { get; set; } = [];
}

internal sealed class PlanInputValidator : AbstractValidator<PlanInput>
{
    public PlanInputValidator()
    {
        RuleFor(input => input.Seconds).Must(seconds => seconds is >= 1 and <= PlanInput.MostSeconds).WithMessage($"Enter how many seconds it may take, 1 to {PlanInput.MostSeconds}.");
        RuleFor(input => input.Technicians).Must(list => list.Count > 0).WithMessage("Choose whose day is planned.");
    }
}
