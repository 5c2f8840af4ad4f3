using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;
using FluentValidation;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.Web.Features.Staff.Settings.Booking;

/// <summary>The booking rules as typed.</summary>
public sealed class BookingInput
{
    /// <summary>One line a weekday, Monday first; empty: nobody comes.</summary>
    public List<string?> Windows { get; set; } = [];
    public string? Buffer { get; set; }
    public string? Notice { get; set; }
    public string? Horizon { get; set; }
    public string? CutOff { get; set; }
    public string? Warranty { get; set; }
    public string? ReservePercent { get; set; }
    public string? ReserveUntil { get; set; }
    public string? RemindDayBefore { get; set; }
    public string? RemindMorning { get; set; }
    public string? QuietFrom { get; set; }
    public string? QuietUntil { get; set; }
    public string? Version { get; set; }

    public static IsoDayOfWeek DayAt(int index) => (IsoDayOfWeek)(index + 1);

    /// <summary>Only after validation.</summary>
    internal List<string> StoredWindows() =>
        [.. Windows.SelectMany((line, index) => TypedSpans.Parse(line)!.Select(span => new OfficeSpan(DayAt(index), span.From, span.To).ToString()))];
}

internal sealed class BookingInputValidator : AbstractValidator<BookingInput>
{
    private const int MostWindows = 8;
    private static readonly LocalTime Earliest = new(5, 0);
    private static readonly LocalTime Latest = new(23, 0);
    private static readonly Period Shortest = Period.FromMinutes(30);

    public BookingInputValidator()
    {
        RuleFor(input => input.Windows).Must(days => days.Count == 7).WithMessage("The form came without its seven days. Open this page again.");
        RuleFor(input => input.Windows).Must(days => days.Exists(day => !string.IsNullOrWhiteSpace(day))).WithMessage("Leave at least one window: without one nobody can book.");
        RuleForEach(input => input.Windows).Custom((line, context) =>
        {
            if (Problem(line) is { } problem)
            {
                context.AddFailure(problem);
            }
        });
        RuleFor(input => input.Buffer).IsWhole(0, 120, "minutes");
        RuleFor(input => input.Notice).IsWhole(0, 2880, "minutes");
        RuleFor(input => input.Horizon).IsWhole(1, 60, "days");
        RuleFor(input => input.CutOff).IsWhole(0, 2880, "minutes");
        RuleFor(input => input.Warranty).IsWhole(0, 365, "days");
        RuleFor(input => input.ReservePercent).IsWhole(0, 90, "percent");
        RuleFor(input => input.ReserveUntil).Must(IsTime).WithMessage("Enter a time like 10:00.");
        RuleFor(input => input.QuietFrom).Must(time => TypedTime.Parse(time)?.Hour >= 12).WithMessage("Enter a time from 12:00 on, like 21:00.");
        RuleFor(input => input.QuietUntil).Must(time => TypedTime.Parse(time)?.Hour < 12).WithMessage("Enter a time in the morning, like 7:00.");
        RuleFor(input => input.RemindDayBefore).Must(time => TypedTime.Parse(time)?.Hour >= 12).WithMessage("Enter a time from 12:00 on, like 17:00.")
            .Must((input, time) => !IsQuiet(input, time)).WithMessage("At this time nobody is disturbed. Choose one before the quiet hours begin.");
        RuleFor(input => input.RemindMorning).Must(time => TypedTime.Parse(time)?.Hour < 12).WithMessage("Enter a time in the morning, like 7:30.")
            .Must((input, time) => !IsQuiet(input, time)).WithMessage("At this time nobody is disturbed. Choose one after the quiet hours end.");
    }

    private static bool IsTime(string? typed) => TypedTime.Parse(typed) is not null;

    /// <summary>Quiet hours that are wrong themselves are said once, beside their own field.</summary>
    private static bool IsQuiet(BookingInput input, string? time) =>
        TypedTime.Parse(input.QuietFrom) is { Hour: >= 12 } from && TypedTime.Parse(input.QuietUntil) is { Hour: < 12 } until && TypedTime.Parse(time) is { } at && (at < until || at >= from);

    private static string? Problem(string? line)
    {
        if (line?.Length > TypedSpans.MaxLength || TypedSpans.Parse(line) is not { } spans)
        {
            return "Write windows like 8–10 am, 10 am–12 pm or 13:00-15:00, with commas between them.";
        }

        return spans.Count > MostWindows ? $"These are more than {MostWindows} windows."
            : TypedSpans.Overlap(spans) ? "Two of these windows overlap."
            : spans.Any(span => span.From < Earliest || span.To > Latest) ? "A window at night? Add am or pm, or write 13:00-15:00."
            : spans.Any(span => span.From.Plus(Shortest) > span.To) ? "A window has to last 30 minutes at least."
            : null;
    }
}
