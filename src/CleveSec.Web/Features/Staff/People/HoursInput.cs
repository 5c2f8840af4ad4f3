using CleveSec.Domain.Staff;
using FluentValidation;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>One weekday as typed: up to two spans, empty where there is none.</summary>
public sealed class DayHours
{
    public string? From1 { get; set; }
    public string? To1 { get; set; }
    public string? From2 { get; set; }
    public string? To2 { get; set; }
}

/// <summary>A week as typed, Monday first.</summary>
public sealed class HoursInput
{
    public List<DayHours> Days { get; set; } = [];
    public uint Version { get; set; }

    public static IsoDayOfWeek DayAt(int index) => (IsoDayOfWeek)(index + 1);

    public static HoursInput Of(IReadOnlyList<WorkingHours> hours, uint version) => new()
    {
        Version = version,
        Days = [.. Enumerable.Range(0, 7).Select(index => Of([.. hours.Where(span => span.Day == DayAt(index))]))],
    };

    /// <summary>The spans of the week; only after validation.</summary>
    public IEnumerable<WorkingHours> Week() => Days.SelectMany((day, index) => Spans(day).Select(span => new WorkingHours(DayAt(index), TypedTime.Parse(span.From)!.Value, TypedTime.Parse(span.To)!.Value)));

    internal static IEnumerable<(string? From, string? To)> Spans(DayHours day) =>
        new[] { (day.From1, day.To1), (day.From2, day.To2) }.Where(span => !(string.IsNullOrWhiteSpace(span.Item1) && string.IsNullOrWhiteSpace(span.Item2)));

    private static DayHours Of(IReadOnlyList<WorkingHours> spans) => new()
    {
        From1 = spans.Count > 0 ? TypedTime.Format(spans[0].Start) : null,
        To1 = spans.Count > 0 ? TypedTime.Format(spans[0].End) : null,
        From2 = spans.Count > 1 ? TypedTime.Format(spans[1].Start) : null,
        To2 = spans.Count > 1 ? TypedTime.Format(spans[1].End) : null,
    };
}

internal sealed class HoursInputValidator : AbstractValidator<HoursInput>
{
    public HoursInputValidator()
    {
        RuleFor(input => input.Days).Must(days => days.Count == 7).WithMessage("The form came without its seven days. Open this page again.");
        RuleFor(input => input.Days).Custom((days, context) =>
        {
            foreach (var (index, day) in days.Take(7).Index())
            {
                if (Problem(day, HoursInput.DayAt(index).ToString()) is { } problem)
                {
                    context.AddFailure($"{nameof(HoursInput.Days)}[{index}].{nameof(DayHours.From1)}", problem);
                }
            }
        });
    }

    private static string? Problem(DayHours day, string name)
    {
        var spans = HoursInput.Spans(day).Select(span => (From: TypedTime.Parse(span.From), To: TypedTime.Parse(span.To))).ToList();
        if (spans.Any(span => span.From is null || span.To is null))
        {
            return $"{name}: enter both times of a span like 8:00 and 17:30, or leave both empty.";
        }

        if (spans.Any(span => span.To <= span.From))
        {
            return $"{name}: the end has to be after the start.";
        }

        return spans.Count == 2 && spans[0].From < spans[1].To && spans[1].From < spans[0].To ? $"{name}: the two spans overlap." : null;
    }
}

/// <summary>Dates and times as browsers send them, or as people type them where the browser has no picker.</summary>
internal static class TypedTime
{
    public const int MaxLength = 10;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly LocalTimePattern Padded = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static LocalTime? Parse(string? typed) => Time.Parse(typed?.Trim() ?? "") is { Success: true } result ? result.Value : null;

    public static LocalDate? ParseDate(string? typed) => LocalDatePattern.Iso.Parse(typed?.Trim() ?? "") is { Success: true } result ? result.Value : null;

    public static string Format(LocalTime time) => Padded.Format(time);
}
