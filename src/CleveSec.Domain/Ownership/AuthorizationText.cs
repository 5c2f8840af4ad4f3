using CleveSec.Domain.Customers;

namespace CleveSec.Domain.Ownership;

/// <summary>What is signed before anything is opened. A changed text is a new version; what somebody signed stays readable as it was. Source of what it must say: the locksmiths' positive-ID practice (facts 4.2).</summary>
/// <param name="Version">The day it was written, "2026-11-27".</param>
/// <param name="English">Sentences in order; the Spanish ones say the same.</param>
public sealed record AuthorizationText(string Version, IReadOnlyList<string> English, IReadOnlyList<string> Spanish)
{
    public const int VersionMaxLength = 20;

    /// <summary>Every text there ever was, the newest last.</summary>
    public static IReadOnlyList<AuthorizationText> All { get; } =
    [
        new("2026-11-27",
            [
                "I ask Cleveland Security Cameras to let me back into the recorders of this job.",
                "What I have said and shown about myself, this place and the recorders is true.",
                "I may decide about these recorders: they are mine, or their owner has put me in charge of them.",
                "I am told what a method does to settings and recordings before it is tried. Nothing that loses settings is tried before I have signed for that.",
                "I type the new password myself. Nobody from Cleveland Security Cameras asks for it, sees it or keeps it.",
                "If what I have said is not true, I answer for the harm that comes of it.",
                "This form is kept for three years.",
            ],
            [
                "Pido a Cleveland Security Cameras que me devuelva el acceso a los grabadores de este trabajo.",
                "Lo que he dicho y mostrado sobre mí, este lugar y los grabadores es verdad.",
                "Puedo decidir sobre estos grabadores: son míos, o su dueño me los ha encargado.",
                "Me dicen qué le hace cada método a los ajustes y a las grabaciones antes de probarlo. No se prueba nada que borre ajustes sin que yo haya firmado para ello.",
                "Yo mismo escribo la nueva contraseña. Nadie de Cleveland Security Cameras la pide, la ve ni la guarda.",
                "Si lo que he dicho no es verdad, respondo del daño que resulte.",
                "Este formulario se guarda tres años.",
            ]),
    ];

    public static AuthorizationText Current => All[^1];

    /// <summary>Null: there was never such a text.</summary>
    public static AuthorizationText? Find(string? version) => All.FirstOrDefault(text => text.Version == version);

    public IReadOnlyList<string> In(Language language) => language == Language.Spanish ? Spanish : English;
}
