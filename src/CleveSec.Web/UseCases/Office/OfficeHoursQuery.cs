using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Office;

/// <summary>When somebody in the office answers, in the language of the request.</summary>
internal sealed class OfficeHoursQuery(CleveSecDb db, IStringLocalizer<OfficeHoursQuery> t)
{
    /// <summary>"Monday to Friday, 8 am–5 pm", one line for days with the same hours; empty: the hours are not published.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var stored = await db.OfficeSettings.AsNoTracking().Select(settings => settings.Hours).FirstOrDefaultAsync(ct) ?? [];
        var runs = new List<Run>();
        foreach (var day in stored.Select(OfficeSpan.Parse).GroupBy(span => span.Day).OrderBy(day => day.Key))
        {
            var times = day.OrderBy(span => span.From).Select(span => LocalTime.Span(span.From, span.To)).Aggregate((some, more) => t["{0} and {1}", some, more]);
            if (runs.LastOrDefault() is { } last && last.Times == times && last.Last + 1 == day.Key)
            {
                runs[^1] = last with { Last = day.Key };
            }
            else
            {
                runs.Add(new Run(day.Key, day.Key, times));
            }
        }

        return runs.ConvertAll(run => $"{Days(run)}, {run.Times}");
    }

    private string Days(Run run)
    {
        var (first, last) = (LocalTime.Weekday(run.First), LocalTime.Weekday(run.Last));
        string days = run.First == run.Last ? first : run.First + 1 == run.Last ? t["{0} and {1}", first, last] : t["{0} to {1}", first, last];
        return char.ToUpperInvariant(days[0]) + days[1..];
    }

    /// <summary>Neighbouring days with the same hours.</summary>
    private sealed record Run(IsoDayOfWeek First, IsoDayOfWeek Last, string Times);
}
