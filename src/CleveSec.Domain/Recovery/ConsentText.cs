using CleveSec.Domain.Customers;

namespace CleveSec.Domain.Recovery;

/// <summary>What the owner signs before a method is tried that may lose settings. A changed text is a new version; which one was signed, and in which language, stands in the job's history.</summary>
/// <param name="Version">The day it was written, "2026-11-28".</param>
/// <param name="English">Sentences in order; the Spanish ones say the same. The last one is what is agreed to.</param>
public sealed record ConsentText(string Version, IReadOnlyList<string> English, IReadOnlyList<string> Spanish)
{
    /// <summary>Every text there ever was, the newest last.</summary>
    public static IReadOnlyList<ConsentText> All { get; } =
    [
        new("2026-11-28",
            [
                "Settings are names, camera links, recording times, network and alarms. They have to be set up again.",
                "Nobody can promise that recordings survive.",
                "I understand that the settings of this recorder may be lost, and I want this to be tried.",
            ],
            [
                "Los ajustes son los nombres, los enlaces de las cámaras, los horarios de grabación, la red y las alarmas. Hay que configurarlos de nuevo.",
                "Nadie puede prometer que las grabaciones se conserven.",
                "Entiendo que se pueden perder los ajustes de este grabador y quiero que se intente.",
            ]),
    ];

    public static ConsentText Current => All[^1];

    /// <summary>Null: there was never such a text.</summary>
    public static ConsentText? Find(string? version) => All.FirstOrDefault(text => text.Version == version);

    public IReadOnlyList<string> In(Language language) => language == Language.Spanish ? Spanish : English;
}

/// <summary>What became of recordings that the customer may have needed, before anything is tried that may lose them.</summary>
public enum FootageSettled
{
    /// <summary>The owner has them on a medium of their own.</summary>
    Saved,
    NotNeeded,
}

/// <summary>The owner's signature that settings may be lost.</summary>
/// <param name="TextVersion">Of the <see cref="ConsentText"/> that was shown.</param>
/// <param name="Name">Typed by who signs.</param>
/// <param name="Footage">Null: not asked, because nobody had said that recordings may be needed.</param>
public sealed record ConsentSigned(string TextVersion, Language Language, string Name, FootageSettled? Footage = null);
