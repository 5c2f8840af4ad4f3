using System.Text.Json;

namespace CleveSec.UnitTests.Rules;

/// <summary>Versions below these have known holes. Read from what the build resolved, since an audit without a network sees nothing.</summary>
public sealed class PackageVersionsTests
{
    private static readonly (string Name, string Least)[] Minima =
    [
        ("Microsoft.AspNetCore.*", "10.0.14"),
        ("Microsoft.EntityFrameworkCore*", "10.0.14"),
        ("MailKit", "4.18.2"),
        ("MimeKit", "4.18.2"),
        ("Npgsql*", "10.0.3"),
        ("NetVips.Native*", "8.18.7"),
        ("NodaTime", "3.3.4"),
    ];

    private static readonly IReadOnlyList<(string Name, Version Version)> Built = ReadBuilt();

    [Fact]
    public void Site_EveryPackageWithAMinimum_IsAtLeastThat() => Assert.All(Minima, minimum =>
        Assert.All(Built.Where(package => Fits(package.Name, minimum.Name)), package => Assert.True(package.Version >= Version.Parse(minimum.Least), $"{package.Name} {package.Version} < {minimum.Least}")));

    [Fact]
    public void Site_PackagesInUse_AreFoundByTheirPatterns() =>
        Assert.All(Minima, minimum => Assert.Contains(Built, package => Fits(package.Name, minimum.Name)));

    private static bool Fits(string name, string pattern) => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static List<(string, Version)> ReadBuilt()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "CleveSec.Web.deps.json")));
        return [.. file.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/'))
            .Select(parts => (parts[0], Version.Parse(parts[1].Split('-')[0])))];
    }
}
