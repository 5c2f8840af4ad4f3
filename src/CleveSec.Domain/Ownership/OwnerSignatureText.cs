using System.Text.RegularExpressions;
using CleveSec.Domain.Customers;

namespace CleveSec.Domain.Ownership;

/// <summary>
/// What an absent owner signs by link beside the <see cref="AuthorizationText"/>: who may act for them. Versioned by itself; what somebody signed stays readable as it was. The sentences hold
/// <c>{owner}</c> and <c>{representative}</c>.
/// </summary>
/// <param name="Version">The day it was written, "2026-11-28".</param>
/// <param name="English">Sentences in order; the Spanish ones say the same.</param>
public sealed partial record OwnerSignatureText(string Version, IReadOnlyList<string> English, IReadOnlyList<string> Spanish)
{
    /// <summary>Every text there ever was, the newest last.</summary>
    public static IReadOnlyList<OwnerSignatureText> All { get; } =
    [
        new("2026-11-28",
            [
                "I am {owner}. The recorders of this job are mine, or I decide about them.",
                "I cannot be there myself. {representative} may act for me at the visits of this job: lets the technician in, says what is to be done, and does for me what this form says that I do.",
                "The technician looks at the photo ID of {representative}. Nothing is opened for anybody else.",
                "This holds for this job only. I can take it back by telephone until the work has begun.",
            ],
            [
                "Soy {owner}. Los grabadores de este trabajo son míos, o yo decido sobre ellos.",
                "No puedo estar allí. {representative} puede actuar por mí en las visitas de este trabajo: deja entrar al técnico, dice qué se hace y hace por mí lo que este formulario dice que hago yo.",
                "El técnico mira la identificación con foto de {representative}. No se abre nada para ninguna otra persona.",
                "Esto vale solo para este trabajo. Puedo retirarlo por teléfono hasta que empiece el trabajo.",
            ]),
    ];

    public static OwnerSignatureText Current => All[^1];

    /// <summary>Null: there was never such a text.</summary>
    public static OwnerSignatureText? Find(string? version) => All.FirstOrDefault(text => text.Version == version);

    /// <summary>In one pass: a name that looks like a place for a name stays a name.</summary>
    public IReadOnlyList<string> In(Language language, string owner, string representative) =>
        [.. (language == Language.Spanish ? Spanish : English).Select(sentence => Places().Replace(sentence, place => place.Value == "{owner}" ? owner : representative))];

    [GeneratedRegex(@"\{(owner|representative)\}")]
    private static partial Regex Places();
}
