using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

/// <summary>The summary for the customer, from what was recorded, in words they understand; the technician corrects it.</summary>
internal sealed class SummaryDraft(CleveSecDb db)
{
    public async Task<string> WriteAsync(Sheet sheet, CancellationToken ct)
    {
        if (sheet.Status == JobStatus.Refused)
        {
            return "We did not open your recorder, because we could not confirm on site that we may. Nothing was changed on it. If you find further papers, or think that this is wrong, call us.";
        }

        var used = sheet.Attempts.Select(attempt => attempt.MethodId).Distinct().ToList();
        var effects = await db.GuideMethods.AsNoTracking().Where(method => used.Contains(method.Id)).ToDictionaryAsync(method => method.Id, method => method.Settings, ct);
        return string.Join("\n\n", sheet.Recorders.Select(recorder => Paragraph(sheet, recorder, effects)));
    }

    private static string Paragraph(Sheet sheet, SheetRecorder recorder, Dictionary<string, string> effects)
    {
        var tried = sheet.Attempts.Where(attempt => attempt.RecorderId == recorder.Id).ToList();
        return recorder.Outcome == RecorderOutcome.Reinitialized
            ? string.Join(' ', new[] { Opened(recorder, tried, effects), Checked(recorder) }.OfType<string>())
            : NotOpened(recorder, tried);
    }

    private static string Opened(SheetRecorder recorder, List<SheetAttempt> tried, Dictionary<string, string> effects)
    {
        var worked = tried.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Succeeded);
        var how = worked is null ? "" : $" with this method: {worked.Method}";
        var settings = Settings(effects.GetValueOrDefault(worked?.MethodId ?? ""));
        return $"Your recorder ({recorder.Label}) was opened{how}. {settings} You chose and typed the new password yourself; we do not know it.";
    }

    /// <param name="effect">The guide's word for what the method does to settings; null where the guide says nothing.</param>
    private static string Settings(string? effect) => effect switch
    {
        "Kept" or "KeptExpected" => "Its settings should be as they were before; tell us if something is missing.",
        "Lost" => "This method puts the recorder back to its factory settings, so they had to be set up again.",
        _ => "This method can change settings: look through them and tell us if something is missing.",
    };

    private static string? Checked(SheetRecorder recorder)
    {
        var done = recorder.Answers.Values.Count(state => state is HardeningState.Done or HardeningState.AlreadySo);
        var declined = recorder.Answers.Values.Count(state => state == HardeningState.DeclinedByOwner);
        var parts = new[]
        {
            recorder.PlaybackChecked != true ? null : recorder.PlaybackGaps is { } gaps ? $"We played back the last minutes of the channels; these did not play: {gaps}." : "We played back the last minutes of each channel.",
            recorder.Cameras is { } cameras ? $"{cameras.Back} of {cameras.Total} cameras are back." : null,
            recorder.FirmwareAfter is { } firmware ? $"Firmware now: {firmware}." : null,
            recorder.Work.Next is { WaysBack: > 0 } next ? next.Words : null,
            done == 0 ? null : $"Together we went through the safety checklist: {done} {(done == 1 ? "item is" : "items are")} in order{(declined == 0 ? "" : $", {declined} you decided against")}.",
        };
        return parts.All(part => part is null) ? null : string.Join(' ', parts.OfType<string>());
    }

    private static string NotOpened(SheetRecorder recorder, List<SheetAttempt> tried)
    {
        var methods = tried.Select(attempt => attempt.Method).Distinct().ToList();
        return methods.Count == 0
            ? $"Your recorder ({recorder.Label}) was not opened. Nothing was changed on it."
            : $"Your recorder ({recorder.Label}) could not be opened. We tried: {string.Join(", ", methods)}.";
    }
}
