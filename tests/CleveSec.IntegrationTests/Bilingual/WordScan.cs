using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>A place in the sources that asks for words in the reader's language.</summary>
/// <param name="File">From the web project's folder.</param>
/// <param name="Resource">The Spanish file the words must stand in, from the same folder.</param>
/// <param name="Key">The English; null where it is no literal.</param>
/// <param name="Code">What stands there instead of a literal.</param>
/// <param name="InAttribute">Written into an HTML attribute as it is.</param>
internal sealed record WordUse(string File, string Resource, string? Key, string Code, bool InAttribute);

/// <summary>
/// Reads the site's sources for their words: <c>T["…"]</c> and <c>T.GetString("…")</c> in views, the same on an <c>IStringLocalizer&lt;X&gt;</c> by its declared name in
/// classes. The Spanish of a view stands beside it, that of a class beside the file that declares the class.
/// </summary>
internal static partial class WordScan
{
    private static readonly string Web = Path.Combine(Repository.Root, "src/CleveSec.Web");

    public static IReadOnlyList<WordUse> All { get; } = [.. Views(), .. Classes()];

    /// <summary>Every Spanish file and its words.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Spanish { get; } =
        Sources("*.es.resx").ToDictionary(Relative, IReadOnlyDictionary<string, string> (file) => Read(file));

    /// <summary>What is wrong between the words a source uses and the Spanish ones; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<WordUse> uses, IReadOnlyDictionary<string, string> spanish)
    {
        var keys = uses.Where(use => use.Key is not null).ToLookup(use => use.Key!);
        return
        [
            .. keys.Where(key => !spanish.ContainsKey(key.Key)).Select(key => $"missing: {key.Key}"),
            .. spanish.Keys.Where(key => !keys.Contains(key)).Select(key => $"not used: {key}"),
            .. spanish.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => $"empty: {pair.Key}"),
            .. spanish.Where(pair => !Same(Placeholders(), pair)).Select(pair => $"other placeholders: {pair.Key}"),
            .. spanish.Where(pair => !Same(Tags(), pair)).Select(pair => $"other HTML: {pair.Key}"),
            .. spanish.Where(pair => keys[pair.Key].Any(use => use.InAttribute) && (pair.Key + pair.Value).IndexOfAny(['"', '<', '&']) >= 0).Select(pair => $"breaks its attribute: {pair.Key}"),
        ];
    }

    /// <summary>The uses in a view's text.</summary>
    public static IEnumerable<WordUse> InView(string file, string text) =>
        ViewUse().Matches(text).Select(match => Use(file, Path.ChangeExtension(file, ".es.resx"), text, match.Index + match.Length, match.Groups["attribute"].Success));

    /// <summary>The uses in a class file's text.</summary>
    /// <param name="folderOf">Where a class is declared.</param>
    /// <param name="beside">The text of the other files of the folder, of whose records this one may use a localizer by its property.</param>
    public static IEnumerable<WordUse> InClasses(string file, string text, Func<string, string> folderOf, string beside = "")
    {
        var declared = Declaration().Matches(text).Concat(Declaration().Matches(beside).Where(match => char.IsUpper(match.Groups["name"].Value[0]))).ToList();
        foreach (var name in declared.Select(match => match.Groups["name"].Value).Distinct())
        {
            foreach (var match in Regex.Matches(text, $@"\b{name}(\[|\.GetString\()").AsEnumerable())
            {
                var type = declared.Last(it => it.Groups["name"].Value == name && (it.Index < match.Index || it == declared.Find(first => first.Groups["name"].Value == name))).Groups["type"].Value;
                yield return Use(file, $"{folderOf(type)}{type}.es.resx", text, match.Index + match.Length, false);
            }
        }
    }

    private static IEnumerable<WordUse> Views() => Sources("*.cshtml").SelectMany(file => InView(Relative(file), File.ReadAllText(file)));

    private static IEnumerable<WordUse> Classes()
    {
        var files = Sources("*.cs").ToDictionary(Relative, File.ReadAllText);
        return files.SelectMany(file => InClasses(file.Key, file.Value, type => FolderOf(type, Folder(file.Key)), string.Concat(files.Where(other => other.Key != file.Key && Folder(other.Key) == Folder(file.Key)).Select(other => other.Value))));

        // Many folders have an IndexModel: the one that is nearest is meant.
        string FolderOf(string type, string from)
        {
            var declaration = new Regex($@"\b(class|record)\s+{type}\b");
            return Folder(files.Where(file => declaration.IsMatch(file.Value)).OrderByDescending(file => Folder(file.Key) == from).First().Key);
        }

        static string Folder(string file) => file[..(file.LastIndexOf('/') + 1)];
    }

    private static WordUse Use(string file, string resource, string text, int start, bool inAttribute)
    {
        while (char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var code = text[start..text.IndexOfAny([']', ')', ','], start)];
        return new WordUse(file, resource, text[start] == '"' ? Literal(text, start + 1) : null, code, inAttribute);
    }

    private static string Literal(string text, int start)
    {
        var word = new StringBuilder();
        for (var i = start; text[i] != '"'; i++)
        {
            i += text[i] == '\\' ? 1 : 0;
            word.Append(text[i]);
        }

        return word.ToString();
    }

    private static Dictionary<string, string> Read(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader).Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }

    private static bool Same(Regex parts, KeyValuePair<string, string> pair) =>
        parts.Matches(pair.Key).Select(match => match.Value).Distinct().Order().SequenceEqual(parts.Matches(pair.Value).Select(match => match.Value).Distinct().Order());

    private static IEnumerable<string> Sources(string pattern) => Directory.EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Relative(string file) => Path.GetRelativePath(Web, file);

    [GeneratedRegex(@"(?<attribute>=""@)?\bT(\[|\.GetString\()")]
    private static partial Regex ViewUse();

    [GeneratedRegex(@"IStringLocalizer<(?<type>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
