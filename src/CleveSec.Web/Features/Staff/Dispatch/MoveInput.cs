using System.Globalization;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using FluentValidation;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>Where a visit is to stand, as typed or as dragged.</summary>
public sealed class MoveInput
{
    public string? Technician { get; set; }
    public string? Date { get; set; }
    public string? Time { get; set; }

    /// <summary>In seconds since 1970, from the script and the suggestions; then day and time count for nothing.</summary>
    public long? At { get; set; }

    /// <summary>The visit and its change number when it was looked at; empty: there was none.</summary>
    public string? Seen { get; set; }
    public string? Reason { get; set; }

    /// <summary>What was promised before, where a move is taken back.</summary>
    public long? PromisedFrom { get; set; }
    public long? PromisedUntil { get; set; }

    /// <summary>Until when a move by form may be taken back, in seconds since 1970; null: this takes nothing back.</summary>
    public long? PutBackUntil { get; set; }

    /// <summary>The form as it opens: where the visit stands now.</summary>
    /// <param name="date">For a job that waits.</param>
    internal static MoveInput Of(CardView card, LocalDate date) => new()
    {
        Technician = card.TechnicianId?.ToString(),
        Date = (card.Work is { } work ? LocalTime.Today(work.Start) : date).ToString("uuuu-MM-dd", null),
        Time = card.Work is { } planned ? TypedTime.Format(planned.Start.InZone(BookingRules.Zone).TimeOfDay) : null,
        Seen = card.Seen,
    };

    /// <summary>A visit as a move says that it was seen; empty: there was none.</summary>
    internal static string SeenOf(Visit? visit) => visit is null ? "" : $"{visit.Id:N}.{visit.Sequence}";

    public Guid? TechnicianId => Guid.TryParse(Technician, out var id) ? id : null;

    /// <summary>New York time: one the clocks skip moves forward, one that exists twice is the first.</summary>
    internal Instant? Start => At is { } seconds ? LocalTime.FromForm(seconds)
        : TypedTime.ParseDate(Date) is { Year: > 1 and < 9999 } date && TypedTime.Parse(Time) is { } time ? date.At(time).InZoneLeniently(BookingRules.Zone).ToInstant() : null;

    internal SeenVisit? SeenVisit => (Seen ?? "").Split('.') is [var id, var sequence] && Guid.TryParseExact(id, "N", out var visit) && int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? new SeenVisit(visit, number) : null;

    internal bool IsTooLate(Instant now) => PutBackUntil is { } until && LocalTime.FromForm(until) < now;

    internal Interval? Promise => PromisedFrom is { } from && PromisedUntil is { } until && from < until ? new Interval(LocalTime.FromForm(from), LocalTime.FromForm(until)) : null;
}

internal sealed class MoveInputValidator : AbstractValidator<MoveInput>
{
    public MoveInputValidator()
    {
        RuleFor(input => input.Technician).Must((input, _) => input.TechnicianId is not null).WithMessage("Choose who goes.");
        RuleFor(input => input.Date).Must(date => TypedTime.ParseDate(date) is not null).When(input => input.At is null).WithMessage("Enter the day.");
        RuleFor(input => input.Time).Must(time => TypedTime.Parse(time) is not null).When(input => input.At is null).WithMessage("Enter a time like 9:40.");
        RuleFor(input => input.Reason).MaximumLength(Job.ReasonMaxLength).WithMessage($"Shorten the reason to {Job.ReasonMaxLength} characters.")
            .Must(reason => !SecretText.LooksLikeOne(reason)).WithMessage("This looks like a password, pattern or code. Those are never kept: say it without.");
    }
}
