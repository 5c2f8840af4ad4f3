using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>Which question comes next. What cannot change the result is not asked. Source: facts 6.2.</summary>
internal static class DiagnosisFlow
{
    /// <summary>Null when the answers decide.</summary>
    public static DiagnosisQuestion? NextQuestion(DiagnosisAnswers answers)
    {
        if (DiagnosisVerdicts.WhyContactFirst(answers) is not null)
        {
            return null;
        }

        // Ownership before anything that could help a stranger, footage before anything that could cost it.
        return FirstOpen(answers, DiagnosisQuestion.Whose, DiagnosisQuestion.Footage, DiagnosisQuestion.Screen)
            ?? (answers[DiagnosisQuestion.Screen] == NoMonitor ? FirstOpen(answers, DiagnosisQuestion.Monitor) : null)
            ?? FirstOpen(answers, DiagnosisQuestion.Brand)
            ?? OfBrand(answers);
    }

    private static DiagnosisQuestion? OfBrand(DiagnosisAnswers answers) => answers.Brand switch
    {
        // Every Lorex way ends at the recorder's own screen (facts 2): without one the app does not matter.
        RecorderBrand.Lorex => answers.HasNoMonitor ? null : FirstOpen(answers, DiagnosisQuestion.LorexApp),

        // Who has no monitor cannot say what "Forgot password" offers. With a borrowed one everything may be open; without, only a computer on the network helps.
        RecorderBrand.Dahua or RecorderBrand.Hikvision when answers[DiagnosisQuestion.Monitor] is not null => answers.HasNoMonitor ? FirstOpen(answers, DiagnosisQuestion.Computer) : null,
        RecorderBrand.Dahua => FirstOpen(answers, DiagnosisQuestion.DahuaOffers) ?? AfterDahuaOffers(answers),
        RecorderBrand.Hikvision => FirstOpen(answers, DiagnosisQuestion.HikOffers) ?? AfterHikOffers(answers),
        _ => null,
    };

    private static DiagnosisQuestion? AfterDahuaOffers(DiagnosisAnswers answers)
    {
        if (answers[DiagnosisQuestion.DahuaOffers] is not (EmailOthers or Nothing))
        {
            return null;
        }

        // The button is only spoken of when nothing gentler is left, and never near footage.
        return FirstOpen(answers, DiagnosisQuestion.Computer)
            ?? (answers[DiagnosisQuestion.Computer] is Windows or NotSure || answers.FootageMayMatter ? null : FirstOpen(answers, DiagnosisQuestion.Warranty))
            ?? (answers[DiagnosisQuestion.Warranty] == No ? FirstOpen(answers, DiagnosisQuestion.Manual) : null);
    }

    private static DiagnosisQuestion? AfterHikOffers(DiagnosisAnswers answers) => answers[DiagnosisQuestion.HikOffers] switch
    {
        EmailOthers or Nothing => FirstOpen(answers, DiagnosisQuestion.Computer),
        HikConnect => FirstOpen(answers, DiagnosisQuestion.Computer) ?? (answers.FootageMayMatter ? null : FirstOpen(answers, DiagnosisQuestion.Settings)),
        _ => null,
    };

    private static DiagnosisQuestion? FirstOpen(DiagnosisAnswers answers, params ReadOnlySpan<DiagnosisQuestion> questions)
    {
        foreach (var question in questions)
        {
            if (answers[question] is null)
            {
                return question;
            }
        }

        return null;
    }
}
