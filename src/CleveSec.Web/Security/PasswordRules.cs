using System.Reflection;
using System.Text;

namespace CleveSec.Web.Security;

/// <summary>
/// What a password has to be: long, and not guessable from public knowledge. No rules about kinds of characters: they make people write passwords down.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 15;
    public const int MaxLength = 128;
    public const string Hint = "At least 15 characters. Four or more unrelated words work well; spaces are allowed.";
    public const string TooCommon = "This password is easy to guess. Choose one nobody would think of, for instance four or more unrelated words.";

    /// <summary>What has to be left once the guessable parts are taken out.</summary>
    private const int MinUnguessable = 6;
    private const int ShortestPart = 3;
    private static readonly string[] OwnParts = ["clevelandsecuritycameras", "clevelandsecurity", "clevesec", "cleveland"];
    private static readonly Lazy<(HashSet<string> Whole, string[] Parts)> Common = new(Load);

    /// <summary>Why this password is refused, as a sentence; null when it is good.</summary>
    public static string? Problem(string? password, string name, string email)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Enter a password.";
        }

        if (password.Length < MinLength)
        {
            return $"Use at least {MinLength} characters; this has {password.Length}.";
        }

        if (password.Length > MaxLength)
        {
            return $"Use at most {MaxLength} characters.";
        }

        return IsGuessable(password, name, email) ? TooCommon : null;
    }

    private static bool IsGuessable(string password, string name, string email)
    {
        var plain = Plain(password);
        var (whole, parts) = Common.Value;
        if (whole.Contains(plain))
        {
            return true;
        }

        // The person's own words first: a name may contain a common part.
        var personal = $"{name} {email}".Split([' ', '@', '.', '-', '_', '+', '\''], StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(part => part.Length >= ShortestPart);
        var left = personal.Append(Plain(email)).Append(Plain(name)).Concat(OwnParts).OrderByDescending(part => part.Length).Concat(parts)
            .Where(part => part.Length >= ShortestPart)
            .Aggregate(plain, (text, part) => text.Replace(part, " ", StringComparison.Ordinal));
        return Unguessable(left) < MinUnguessable;
    }

    /// <summary>Lower case, letters and digits only, with the usual look-alikes read as letters: "P@ssw0rd" is "password".</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            var letter = c switch { '@' or '4' => 'a', '3' => 'e', '1' or '!' => 'i', '0' => 'o', '$' or '5' => 's', '7' => 't', _ => c };
            if (char.IsLetterOrDigit(letter) || letter > 127)
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    /// <summary>How many characters do not simply repeat or continue the ones before ("aaaa", "abcd", "abcabc").</summary>
    private static int Unguessable(string text)
    {
        var seen = new HashSet<string>();
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ' || (i > 0 && Math.Abs(text[i] - text[i - 1]) <= 1))
            {
                continue;
            }

            count += i < 2 || seen.Add(text[(i - 2)..(i + 1)]) ? 1 : 0;
        }

        return count;
    }

    private static (HashSet<string> Whole, string[] Parts) Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("common-passwords.txt") ?? throw new InvalidOperationException("The list of common passwords is not in this build.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var parts = lines.Where(line => line[0] == '+').SelectMany(line => line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Plain).Where(part => part.Length >= ShortestPart);
        return ([.. lines.Where(line => line[0] != '+').Select(Plain)], [.. parts.Distinct().OrderByDescending(part => part.Length)]);
    }
}
