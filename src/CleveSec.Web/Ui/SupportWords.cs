using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Ui;

/// <summary>When a vendor can be asked, in words: "Monday to Friday 9 am–5 pm, Saturday 9 am–12 pm".</summary>
internal static class SupportWords
{
    /// <summary>Null: not known.</summary>
    public static string? Of(SupportHours hours)
    {
        var runs = new List<(IsoDayOfWeek From, IsoDayOfWeek To, string Spans)>();
        foreach (var day in hours.Spans.GroupBy(span => span.Day).OrderBy(day => day.Key))
        {
            var spans = string.Join(" and ", day.OrderBy(span => span.From).Select(span => LocalTime.Span(span.From, span.To)));
            if (runs is [.., var last] && last.Spans == spans && last.To + 1 == day.Key)
            {
                runs[^1] = last with { To = day.Key };
            }
            else
            {
                runs.Add((day.Key, day.Key, spans));
            }
        }

        return runs.Count == 0 ? null : string.Join(", ", runs.Select(run => $"{run.From}{(run.From == run.To ? "" : $" to {run.To}")} {run.Spans}"));
    }
}
