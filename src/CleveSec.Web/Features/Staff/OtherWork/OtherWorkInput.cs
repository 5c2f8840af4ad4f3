using System.Globalization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>Other work as typed.</summary>
public sealed class OtherWorkInput
{
    public OtherWorkKind? Kind { get; set; }
    public string? Title { get; set; }
    public string? Street { get; set; }
    public string? Zip { get; set; }
    public string? Date { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public List<Guid> Technicians { get; set; } = [];

    /// <summary>Null: once.</summary>
    public RepeatEvery? Repeat { get; set; }

    /// <summary>Days in all where it repeats, as typed.</summary>
    public string? Times { get; set; }

    /// <summary>Of a repetition: enter the days on which everybody is free.</summary>
    public bool LeaveOutBusy { get; set; }

    /// <summary>Made with the form for new work, so that the same click twice enters it once.</summary>
    public Guid Key { get; set; }

    /// <summary>Of what the form was opened with; another one lost a race.</summary>
    public uint Version { get; set; }

    /// <summary>What staff may enter; busy times come from calendars.</summary>
    public static IReadOnlyList<OtherWorkKind> Kinds { get; } = [.. Enum.GetValues<OtherWorkKind>().Where(kind => kind != OtherWorkKind.Busy)];

    /// <summary>New York time; a time the clocks skip moves forward, one that exists twice is the first. Null while something typed is no date or time, or no time is left between.</summary>
    public Interval? Span => Hours is { } hours && TypedTime.ParseDate(Date) is { Year: > 1 and < 9999 } date && hours.On(date) is var span && span.Duration > Duration.Zero ? span : null;

    /// <summary>All days of the repetition, at the same hours by the clock on the wall; one where it does not repeat. Only after <see cref="Span"/> and <see cref="DaysInAll"/> are there.</summary>
    internal IReadOnlyList<Interval> Spans => Repeat is { } every && DaysInAll is { } count ? [.. Repetition.Days(TypedTime.ParseDate(Date)!.Value, every, count).Select(Hours!.On)] : [Span!.Value];

    /// <summary>2 to <see cref="Repetition.MostDays"/>; null: something else was typed.</summary>
    internal int? DaysInAll => int.TryParse(Times?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 2 and <= Repetition.MostDays ? count : null;

    private WindowTime? Hours => TypedTime.Parse(From) is { } from && TypedTime.Parse(To) is { } to ? new WindowTime(from, to) : null;
}

internal sealed class OtherWorkInputValidator : AbstractValidator<OtherWorkInput>
{
    private const int MostTechnicians = 10;

    public OtherWorkInputValidator(IClock clock)
    {
        RuleFor(input => input.Kind).Must(kind => kind is { } chosen && OtherWorkInput.Kinds.Contains(chosen)).WithMessage("Choose what it is.");
        RuleFor(input => input.Title).NotEmpty().WithMessage("Enter a title, for example Eight cameras at the bakery.").MaximumLength(Domain.Scheduling.OtherWork.TitleMaxLength).WithMessage($"Shorten the title to {Domain.Scheduling.OtherWork.TitleMaxLength} characters.");
        RuleFor(input => input.Street).MaximumLength(Site.StreetMaxLength).WithMessage($"Shorten the street to {Site.StreetMaxLength} characters.");
        RuleFor(input => input.Zip).Must(zip => zip?.Trim() is { Length: Site.ZipLength } clean && clean.All(char.IsAsciiDigit)).WithMessage("Enter the five-digit ZIP code; the drive counts from there.");
        RuleFor(input => input.Date).Cascade(CascadeMode.Stop)
            .Must(date => TypedTime.ParseDate(date) is not null).WithMessage("Enter the day.")
            .Must(date => NearDates.IsNear(TypedTime.ParseDate(date)!.Value, Today(clock))).WithMessage("This date is years away. Check the year.")
            .Must(date => TypedTime.ParseDate(date) >= Today(clock)).WithMessage("This day is over.");
        RuleFor(input => input.From).Must(time => TypedTime.Parse(time) is not null).WithMessage("Enter a time like 9:00.");
        RuleFor(input => input.To).Must(time => TypedTime.Parse(time) is not null).WithMessage("Enter a time like 12:30.");
        RuleFor(input => input.To).Must((input, _) => input.Span is not null)
            .When(input => TypedTime.ParseDate(input.Date) is not null && TypedTime.Parse(input.From) is not null && TypedTime.Parse(input.To) is not null)
            .WithMessage("The end has to be after the start, on the same day.");
        RuleFor(input => input.Times).Empty().When(input => input.Repeat is null).WithMessage("Choose how it repeats, or leave this empty.");
        RuleFor(input => input.Repeat).IsInEnum().WithMessage("Choose how it repeats.");
        RuleFor(input => input.Times).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.DaysInAll is not null).WithMessage($"Enter on how many days in all, 2 to {Repetition.MostDays}.")
            .Must((input, _) => input.Span is null || !NearDates.IsNear(TypedTime.ParseDate(input.Date)!.Value, Today(clock)) || input.Spans.All(span => span.Duration > Duration.Zero)).WithMessage(input => $"On {LocalTime.LongDay(input.Spans.First(span => span.Duration <= Duration.Zero).Start.InZone(BookingRules.Zone).Date)} the clocks skip this time. Enter fewer days, or that one by itself.")
            .When(input => input.Repeat is { } every && Enum.IsDefined(every));
        RuleFor(input => input.Technicians).Must(list => list.Count is > 0 and <= MostTechnicians).WithMessage("Choose who goes.");
    }

    private static LocalDate Today(IClock clock) => clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
}
