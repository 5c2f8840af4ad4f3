using System.Reflection;

namespace CleveSec.Migrations.Seeds;

/// <summary>The files of Content/, built into this program.</summary>
internal static class ContentFile
{
    private const string Root = "Content/";
    private static readonly Assembly Program = typeof(ContentFile).Assembly;

    public static StreamReader Open(string name) => new(Program.GetManifestResourceStream(Root + name)
        ?? throw new InvalidOperationException($"{Root}{name} is not embedded."));

    public static string Read(string name)
    {
        using var reader = Open(name);
        return reader.ReadToEnd();
    }

    /// <summary>The names below a folder, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
    [
        .. Program.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Root + folder, StringComparison.Ordinal))
            .Select(name => name[Root.Length..])
            .Order(StringComparer.Ordinal),
    ];
}
