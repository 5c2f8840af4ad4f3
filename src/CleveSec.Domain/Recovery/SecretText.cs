using System.Text.RegularExpressions;

namespace CleveSec.Domain.Recovery;

/// <summary>Recognises text in which somebody is about to write down a recorder's password, pattern or code, none of which we ever store.</summary>
public static partial class SecretText
{
    /// <summary>True when the text names a secret and goes on with something that looks like its value ("pw: Blue42fish", "pattern 1-2-5-8", "code 482913"). Talking about passwords is not one. In English and Spanish.</summary>
    public static bool LooksLikeOne(string? text) =>
        !string.IsNullOrWhiteSpace(text) && (Assigned().IsMatch(text) || Told().IsMatch(text) || Beside().IsMatch(text) || Pin().IsMatch(text) || Pattern().IsMatch(text) || Code().IsMatch(text));

    // "password: anything", unless what follows only says that there is none.
    [GeneratedRegex(Name + @"\s*(?:=|:|->|→)\s*(?!(?:not|now|unknown|forgotten|forgot|lost|changed|reset|set|wrong|still|the|a|no|none|known|their|his|her|kept|replaced|yes|n/?a|desconocid[ao]|olvidad[ao]|perdid[ao]|cambiad[ao]|incorrect[ao]|la|el|una?|es|era|sigue|ningun[ao]|nadie|sin|su|sus|mi|s[íi])\b)\S{3,}", Options)]
    private static partial Regex Assigned();

    // "password is/was/set to X1": in a sentence only a word with a digit or a sign in it is taken for the value.
    [GeneratedRegex(Name + @"\s+(?:is|was|now|set to|changed to|is now|es|era|fue|es ahora|puesta en|cambiada (?:a|por))\s+(?=[^\s.,]*[\d!@#$%^&*_+])\S{4,}", Options)]
    private static partial Regex Told();

    // "password Blue42fish": small letters and digits in one word; model names are in capitals.
    [GeneratedRegex(Name + @"\s+[""'“]?(?-i:(?=\S*[a-z])(?=\S*\d)\S{6,})", Options)]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b(?:pin|nip)\b\s*(?:is|was|es|era|=|:)?\s*\d{4,8}\b", Options)]
    private static partial Regex Pin();

    [GeneratedRegex(@"\b(?:pattern|patr[oó]n)\b\D{0,12}\d(?:\s*[-–>,]?\s*\d){3,8}\b(?<!\b(?:19|20)\d\d)", Options)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<!(?:zip|area|postal|post|error|country|model)\s)\b(?:code|otp|c[oó]digo(?!\s+(?:postal|de (?:área|area|error|país|pais|modelo|barras))))\b(?:\s*(?:is|was|es|era|=|:)?\s*\d{4,10}|[^\d\n]{0,20}\d{6,10})\b", Options)]
    private static partial Regex Code();

    private const string Name = @"\b(?:pass(?:word|code|phrase|wd)?|pwd?|pw|contraseñas?|contrasenas?|clave)\b";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
