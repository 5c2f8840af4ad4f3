using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.Web.Features.Shared;

/// <summary>One weekday as typed: up to two spans, empty where there is none.</summary>
public sealed class DayHours
{
    public string? From1 { get; set; }
    public string? To1 { get; set; }
    public string? From2 { get; set; }
    public string? To2 { get; set; }
}

/// <summary>A week as typed, Monday first. Drawn by _WeekTable.</summary>
public abstract class WeekInput
{
    public List<DayHours> Days { get; set; } = [];

    public static IsoDayOfWeek DayAt(int index) => (IsoDayOfWeek)(index + 1);

    /// <summary>The spans of the week in its order; only after validation.</summary>
    public IEnumerable<(IsoDayOfWeek Day, LocalTime From, LocalTime To)> Week() =>
        Days.SelectMany((day, index) => Typed(day).Select(span => (DayAt(index), TypedTime.Parse(span.From)!.Value, TypedTime.Parse(span.To)!.Value)).OrderBy(span => span.Item2));

    protected static List<DayHours> DaysOf(IEnumerable<(IsoDayOfWeek Day, LocalTime From, LocalTime To)> week)
    {
        var spans = week.ToLookup(span => span.Day);
        return [.. Enumerable.Range(0, 7).Select(index => Of([.. spans[DayAt(index)]]))];
    }

    internal static IEnumerable<(string? From, string? To)> Typed(DayHours day) =>
        new[] { (day.From1, day.To1), (day.From2, day.To2) }.Where(span => !(string.IsNullOrWhiteSpace(span.Item1) && string.IsNullOrWhiteSpace(span.Item2)));

    private static DayHours Of(IReadOnlyList<(IsoDayOfWeek Day, LocalTime From, LocalTime To)> spans) => new()
    {
        From1 = spans.Count > 0 ? TypedTime.Format(spans[0].From) : null,
        To1 = spans.Count > 0 ? TypedTime.Format(spans[0].To) : null,
        From2 = spans.Count > 1 ? TypedTime.Format(spans[1].From) : null,
        To2 = spans.Count > 1 ? TypedTime.Format(spans[1].To) : null,
    };
}

internal abstract class WeekInputValidator<T> : AbstractValidator<T>
    where T : WeekInput
{
    protected WeekInputValidator()
    {
        RuleFor(input => input.Days).Must(days => days.Count == 7).WithMessage("The form came without its seven days. Open this page again.");
        RuleFor(input => input.Days).Custom((days, context) =>
        {
            foreach (var (index, day) in days.Take(7).Index())
            {
                if (Problem(day, WeekInput.DayAt(index).ToString()) is { } problem)
                {
                    context.AddFailure($"{nameof(WeekInput.Days)}[{index}].{nameof(DayHours.From1)}", problem);
                }
            }
        });
    }

    private static string? Problem(DayHours day, string name)
    {
        var spans = WeekInput.Typed(day).Select(span => (From: TypedTime.Parse(span.From), To: TypedTime.Parse(span.To))).ToList();
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
