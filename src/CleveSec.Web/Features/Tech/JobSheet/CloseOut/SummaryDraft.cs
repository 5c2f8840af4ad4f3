using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared.Certificates;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

/// <summary>The summary for the customer, from what was recorded, in their language and in words they understand; the technician corrects it.</summary>
internal sealed class SummaryDraft(CleveSecDb db)
{
    /// <summary>What the guide says of a method that was tried.</summary>
    private sealed record Method(string Settings, string SpanishName);

    public async Task<string> WriteAsync(Sheet sheet, Language language, CancellationToken ct)
    {
        var used = sheet.Attempts.Select(attempt => attempt.MethodId).Distinct().ToList();
        var methods = await db.GuideMethods.AsNoTracking().Where(method => used.Contains(method.Id)).ToDictionaryAsync(method => method.Id, method => new Method(method.Settings, method.Spanish.Name), ct);
        return new Writer(sheet, new CertificateWords(language), language, methods).Write();
    }

    private sealed class Writer(Sheet sheet, CertificateWords words, Language language, Dictionary<string, Method> methods)
    {
        public string Write() => sheet.Status == JobStatus.Refused
            ? words.Say(
                "We did not open your recorder, because we could not confirm on site that we may. Nothing was changed on it. If you find further papers, or think that this is wrong, call us.",
                "No abrimos su grabador, porque en el lugar no pudimos confirmar que podemos hacerlo. No se cambió nada en él. Si encuentra más documentos, o cree que hay un error, llámenos.")
            : string.Join("\n\n", sheet.Recorders.Select(Paragraph));

        private string Paragraph(SheetRecorder recorder)
        {
            var tried = sheet.Attempts.Where(attempt => attempt.RecorderId == recorder.Id).ToList();
            return recorder.Outcome == RecorderOutcome.Reinitialized
                ? string.Join(' ', new[] { Opened(recorder, tried), Checked(recorder) }.OfType<string>())
                : NotOpened(recorder, tried);
        }

        private string Opened(SheetRecorder recorder, List<SheetAttempt> tried)
        {
            var worked = tried.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Succeeded);
            var how = worked is null ? "" : words.Say($" with this method: {Name(worked)}", $" con este método: {Name(worked)}");
            var settings = Settings(recorder.Work.LosesSettings && worked is { } it && ResetMethod.Find(it.MethodId) is not { Destructive: true } ? "MayBeLost" : methods.GetValueOrDefault(worked?.MethodId ?? "")?.Settings);
            return words.Say(
                $"Your recorder ({recorder.Label}) was opened{how}. {settings} You chose and typed the new password yourself; we do not know it.",
                $"Su grabador ({Label(recorder)}) se abrió{how}. {settings} Usted mismo eligió y escribió la nueva contraseña; nosotros no la conocemos.");
        }

        /// <param name="effect">The guide's word for what the method does to settings; null where the guide says nothing.</param>
        private string Settings(string? effect) => effect switch
        {
            "Kept" or "KeptExpected" => words.Say("Its settings should be as they were before; tell us if something is missing.", "Sus ajustes deberían estar como antes; díganos si falta algo."),
            "Lost" => words.Say("This method puts the recorder back to its factory settings, so they had to be set up again.", "Este método deja el grabador con los valores de fábrica, así que hubo que configurarlo de nuevo."),
            _ => words.Say("What was tried can change settings: look through them and tell us if something is missing.", "Lo que se probó puede cambiar ajustes: revíselos y díganos si falta algo."),
        };

        private string? Checked(SheetRecorder recorder)
        {
            var done = recorder.Answers.Values.Count(state => state is HardeningState.Done or HardeningState.AlreadySo);
            var declined = recorder.Answers.Values.Count(state => state == HardeningState.DeclinedByOwner);
            var parts = new[]
            {
                Playback(recorder),
                recorder.Cameras is { } cameras ? words.Say($"{cameras.Back} of {cameras.Total} cameras are back.", $"{cameras.Back} de {cameras.Total} cámaras funcionan de nuevo.") : null,
                recorder.FirmwareAfter is { } firmware ? words.Say($"Firmware now: {firmware}.", $"Firmware actual: {firmware}.") : null,
                recorder.Work.Next is { WaysBack: > 0 } next ? words.Prepared(next) : null,
                done == 0 ? null : words.Say(
                    $"Together we went through the safety checklist: {done} {(done == 1 ? "item is" : "items are")} in order{(declined == 0 ? "" : $", {declined} you decided against")}.",
                    $"Juntos repasamos la lista de seguridad: {done} {(done == 1 ? "punto está" : "puntos están")} en orden{(declined == 0 ? "" : $", {declined} usted no lo quiso")}."),
            };
            return parts.All(part => part is null) ? null : string.Join(' ', parts.OfType<string>());
        }

        private string? Playback(SheetRecorder recorder) => (recorder.PlaybackChecked, recorder.PlaybackGaps) switch
        {
            (true, null) => words.Say("We played back the last minutes of each channel.", "Reprodujimos los últimos minutos de cada canal."),
            (true, { } gaps) => words.Say($"We played back the last minutes of the channels; these did not play: {gaps}.", $"Reprodujimos los últimos minutos de los canales; estos no se reprodujeron: {gaps}."),
            _ => null,
        };

        private string NotOpened(SheetRecorder recorder, List<SheetAttempt> tried)
        {
            var names = tried.Select(Name).Distinct().ToList();
            return names.Count == 0
                ? words.Say($"Your recorder ({recorder.Label}) was not opened. Nothing was changed on it.", $"Su grabador ({Label(recorder)}) no se abrió. No se cambió nada en él.")
                : words.Say(
                    $"Your recorder ({recorder.Label}) could not be opened. We tried: {string.Join(", ", names)}.{(recorder.Work.LosesSettings ? " Its settings may have changed." : "")}",
                    $"Su grabador ({Label(recorder)}) no se pudo abrir. Probamos: {string.Join(", ", names)}.{(recorder.Work.LosesSettings ? " Sus ajustes pueden haber cambiado." : "")}");
        }

        private string Name(SheetAttempt attempt) => language == Language.Spanish && methods.GetValueOrDefault(attempt.MethodId) is { SpanishName.Length: > 0 } method ? method.SpanishName : attempt.Method;

        private static string Label(SheetRecorder recorder) => string.Join(", ", new[] { $"{(recorder.Brand == RecorderBrand.Other ? "otra marca" : recorder.Brand.ToString())} {recorder.Model}".Trim(), recorder.Serial is null ? null : $"número de serie {recorder.Serial}" }.OfType<string>());
    }
}
