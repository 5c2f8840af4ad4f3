using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Settings.Holidays;

/// <summary>A holiday as typed.</summary>
public sealed class HolidayInput
{
    public string? Date { get; set; }
    public string? Name { get; set; }
}

internal sealed class HolidayInputValidator : AbstractValidator<HolidayInput>
{
    public HolidayInputValidator(IClock clock)
    {
        RuleFor(input => input.Date).Cascade(CascadeMode.Stop)
            .Must(date => TypedTime.ParseDate(date) is not null).WithMessage("Enter the day.")
            .Must(date => TypedTime.ParseDate(date) >= Today(clock)).WithMessage("This day is over.")
            .Must(date => NearDates.IsNear(TypedTime.ParseDate(date)!.Value, Today(clock))).WithMessage("This date is years away. Check the year.");
        RuleFor(input => input.Name).NotEmpty().WithMessage("Enter what the day is called.").MaximumLength(Holiday.NameMaxLength).WithMessage($"Shorten the name to {Holiday.NameMaxLength} characters.");
    }

    private static LocalDate Today(IClock clock) => clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
}
