using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>An absence as typed. Without times it is whole days, the last one included.</summary>
public sealed class AbsenceInput
{
    public string? FromDate { get; set; }
    public string? FromTime { get; set; }
    public string? ToDate { get; set; }
    public string? ToTime { get; set; }
    public string? Reason { get; set; }

    /// <summary>New York time; a time the clocks skip moves forward. Null while something typed is no date or time.</summary>
    public Instant? From => Reckonable(FromDate) is { } date
        ? string.IsNullOrWhiteSpace(FromTime) ? StartOf(date) : At(date, FromTime)
        : null;

    public Instant? To => Reckonable(ToDate) is { } date
        ? string.IsNullOrWhiteSpace(ToTime) ? StartOf(date.PlusDays(1)) : At(date, ToTime)
        : null;

    /// <summary>Not at the calendar's ends, which have no next day and no instant: these properties are also read before anything is validated.</summary>
    private static LocalDate? Reckonable(string? typed) => TypedTime.ParseDate(typed) is { Year: > 1 and < 9999 } date ? date : null;

    private static Instant StartOf(LocalDate date) => date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();

    private static Instant? At(LocalDate date, string time) => TypedTime.Parse(time) is { } parsed ? date.At(parsed).InZoneLeniently(BookingRules.Zone).ToInstant() : null;
}

internal sealed class AbsenceInputValidator : AbstractValidator<AbsenceInput>
{
    private const string NotNear = "This date is years away. Check the year.";
    private static readonly Duration Longest = Duration.FromDays(400);
    private readonly IClock clock;

    public AbsenceInputValidator(IClock clock)
    {
        this.clock = clock;
        RuleFor(input => input.FromDate).Cascade(CascadeMode.Stop)
            .Must(date => TypedTime.ParseDate(date) is not null).WithMessage("Enter the first day.")
            .Must(IsNear).WithMessage(NotNear);
        RuleFor(input => input.FromTime).Must(IsTimeOrEmpty).WithMessage("Enter a time like 13:00, or leave it empty for the whole day.");
        RuleFor(input => input.ToDate).Cascade(CascadeMode.Stop)
            .Must(date => TypedTime.ParseDate(date) is not null).WithMessage("Enter the last day.")
            .Must(IsNear).WithMessage(NotNear);
        RuleFor(input => input.ToTime).Must(IsTimeOrEmpty).WithMessage("Enter a time like 13:00, or leave it empty for the whole day.");
        When(input => IsNear(input.FromDate) && IsNear(input.ToDate) && input.From is not null && input.To is not null, () =>
            RuleFor(input => input.ToDate).Cascade(CascadeMode.Stop)
                .Must((input, _) => input.To > input.From).WithMessage("The end has to be after the start.")
                .Must((input, _) => input.To - input.From <= Longest).WithMessage("This is longer than a year. Deactivate the person instead, or check the dates.")
                .Must((input, _) => input.To > clock.GetCurrentInstant()).WithMessage("This absence is over already. Check the dates."));
        RuleFor(input => input.Reason).NotEmpty().WithMessage("Enter a reason, for example vacation.").MaximumLength(Absence.ReasonMaxLength).WithMessage($"Shorten the reason to {Absence.ReasonMaxLength} characters.");
    }

    private bool IsNear(string? typed) => TypedTime.ParseDate(typed) is { } date && NearDates.IsNear(date, clock.GetCurrentInstant().InZone(BookingRules.Zone).Date);

    private static bool IsTimeOrEmpty(string? time) => string.IsNullOrWhiteSpace(time) || TypedTime.Parse(time) is not null;
}
