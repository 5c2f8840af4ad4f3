using System.Globalization;
using System.Text;

namespace CleveSec.Web.Mail.Texts;

/// <summary>The words every subscriber may answer with, in English and Spanish, in any spelling.</summary>
internal static class TextWord
{
    internal enum Meaning
    {
        Other,
        Stop,
        Start,
        Help,
    }

    private static readonly string[] Stop = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ALTO", "PARAR", "PARE", "BASTA", "DETENER", "CANCELAR", "BAJA", "FIN"];

    /// <summary>Stop also at the head of a sentence: "Stop texting me".</summary>
    private static readonly string[] StopAnyhow = ["STOP", "STOPALL", "UNSUBSCRIBE", "ALTO", "BASTA"];
    private static readonly string[] Start = ["START", "UNSTOP", "INICIAR", "INICIO", "EMPEZAR", "COMENZAR"];
    private static readonly string[] Help = ["HELP", "INFO", "AYUDA"];

    public static Meaning Of(string? answer)
    {
        var words = Plain(answer ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var alone = words.Length == 1 ? words[0] : "";
        return Stop.Contains(alone) || (words.Length > 0 && StopAnyhow.Contains(words[0])) ? Meaning.Stop
            : Start.Contains(alone) ? Meaning.Start
            : Help.Contains(alone) ? Meaning.Help
            : Meaning.Other;
    }

    /// <summary>Capitals without accents; everything else is a gap.</summary>
    private static string Plain(string text) => new([.. text.Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
        .Select(character => char.IsLetterOrDigit(character) ? char.ToUpperInvariant(character) : ' ')]);
}
