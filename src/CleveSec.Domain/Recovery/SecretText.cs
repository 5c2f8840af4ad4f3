using System.Text.RegularExpressions;

namespace CleveSec.Domain.Recovery;

/// <summary>Recognises text in which somebody is about to write down a recorder's password, pattern or code, none of which we ever store.</summary>
public static partial class SecretText
{
    /// <summary>True when the text names a secret and goes on with something that looks like its value ("pw: Blue42fish", "pattern 1-2-5-8", "code 482913"). Talking about passwords is not one. In English and Spanish.</summary>
    public static bool LooksLikeOne(string? text) =>
        !string.IsNullOrWhiteSpace(text) && Array.Exists(Patterns, pattern => pattern.IsMatch(text));

    private static readonly Regex[] Patterns = [Assigned(), Told(), ToldAWord(), Beside(), Pin(), Pattern(), Code(), LetteredCode(), Answer()];

    /// <summary>What stands in the text instead of a secret.</summary>
    public const string Masked = "(masked)";

    /// <summary>The text with every secret replaced by <see cref="Masked"/>, a named one with the rest of its line because nobody knows where it ends, so that <see cref="LooksLikeOne"/> finds none. Longer than before it is only where a value was shorter than the word.</summary>
    public static string Mask(string text)
    {
        foreach (var pattern in Patterns)
        {
            // What comes to stand beside a name may be taken for a value again; each turn leaves one value fewer.
            while (pattern.IsMatch(text))
            {
                text = pattern.Replace(text, match => match.Value.Remove(match.Groups["value"].Index - match.Index, match.Groups["value"].Length).Insert(match.Groups["value"].Index - match.Index, Masked));
            }
        }

        return text;
    }

    // "password: anything", unless what follows only says that there is none.
    [GeneratedRegex(Name + @"\s*(?:=|:|->|→)\s*(?!\(masked\)|(?:not|now|unknown|forgotten|forgot|lost|changed|reset|set|wrong|still|the|a|no|none|known|their|his|her|kept|replaced|yes|n/?a|desconocid[ao]|olvidad[ao]|perdid[ao]|cambiad[ao]|incorrect[ao]|la|el|una?|es|era|sigue|ningun[ao]|nadie|sin|su|sus|mi|s[íi])\b)(?<value>\S{3,}[^\n]*)", Options)]
    private static partial Regex Assigned();

    // "password is/was/set to X1": in a sentence only a word with a digit or a sign in it is taken for the value.
    [GeneratedRegex(Name + @"\s+(?:is|was|now|set to|changed to|is now|es|era|fue|es ahora|puesta en|cambiada (?:a|por))\s+(?<value>(?=[^\s.,]*[\d!@#$%^&*_+])\S{4,}[^\n]*)", Options)]
    private static partial Regex Told();

    // "password is bluefish.": a word alone at the end of what is said, unless it is one that says something about the password.
    [GeneratedRegex(Name + @"\s+(?:is|was|set to|changed to|is now|es|era|es ahora)\s+[""'“]?(?<value>(?!(?:wrong|right|lost|default|empty|blank|correct|incorrect|invalid|valid|different|same|secret|there|here|gone|theirs|hers|mine|yours|ours|strong|weak|short|long|unclear|needed|required|fine|okay|good|bad|back|known|unknown|theirs|correct[ao]|incorrect[ao]|nuev[ao]|distint[ao]|segur[ao]|secret[ao]|buen[ao]|mal[ao]|corta|larga|suya|mía|otra|fuerte|débil)\b)(?!\p{L}*(?:ed|en|ing|own|able|ible|ent|ant|ous|ad[ao]|id[ao])\b)\p{L}{4,})[""'”]?\s*(?=[.,;!)\n]|$)", Options)]
    private static partial Regex ToldAWord();

    // "password Blue42fish": small letters and digits in one word; model names are in capitals.
    [GeneratedRegex(Name + @"\s+[""'“]?(?<value>(?-i:(?=\S*[a-z])(?=\S*\d)\S{6,})[^\n]*)", Options)]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b(?:pin|nip)\b\s*(?:is|was|es|era|=|:)?\s*(?<value>\d{4,8})\b", Options)]
    private static partial Regex Pin();

    [GeneratedRegex(@"\b(?:pattern|patr[oó]n)\b\D{0,12}(?<value>\d(?:(?:\s*[-–>,]\s*|\s+)?\d){3,8})\b(?<!\b(?:19|20)\d\d)", Options)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<!(?:zip|area|postal|post|error|country|model)\s)\b(?:code|otp|c[oó]digo(?!\s+(?:postal|de (?:área|area|error|país|pais|modelo|barras))))\b(?:\s*(?:is|was|es|era|=|:)?\s*(?<value>\d{4,10})|[^\d\n]{0,20}(?<value>\d{6,10}))\b", Options)]
    private static partial Regex Code();

    // "the code is 8RQ4K2ZD": capitals and digits in one word, as the makers' support sends them.
    [GeneratedRegex(@"(?<!(?:zip|area|postal|post|error|country|model|serial|date|qr)\s)\b(?:code|key|c[oó]digo(?!\s+(?:postal|de (?:área|area|error|país|pais|modelo|barras)))|clave)\b\s*(?:is|was|es|era|=|:)\s*[""'“]?(?<value>(?-i:(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,16}))\b", Options)]
    private static partial Regex LetteredCode();

    // "maiden name: Kowalski", "security answer is Rex": what opens the recorder as well as its password.
    [GeneratedRegex(@"\b(?:(?:mother['’]?s\s+)?maiden name|(?:first|favou?rite)\s+(?:pet|dog|cat|school|teacher|car)(?:['’]?s)?(?:\s+name)?|(?:security|secret)\s+answer|answer to (?:the |his |her |their )?(?:first|second|third|last|security|secret)\s+question|apellido de soltera|primera mascota|respuesta (?:secreta|de seguridad))\b\s*(?:is|was|es|era|=|:|->|→)\s*(?!\(masked\)|(?:not|now|unknown|known|forgotten|lost|set|changed|wrong|right|still|the|a|no|none|their|his|her|kept|typed|chosen|asked|accepted|refused|desconocid[ao]|olvidad[ao]|incorrect[ao]|la|el|una?|sin|su)\b)(?<value>[^\s.,;][^\n.;]*)", Options)]
    private static partial Regex Answer();

    private const string Name = @"\b(?:pass(?:word|code|phrase|wd)?|pwd?|pw|contraseñas?|contrasenas?|clave)\b[""”’'»]?";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
