using CleveSec.Domain.Recovery;
using CsCheck;

namespace CleveSec.UnitTests.Recovery;

/// <summary>Many notes as technicians, dispatchers and customers write them, counted: how many innocent ones are stopped, how many secrets get by.</summary>
public sealed class SecretNotesTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["password", "pw:", "pin", "code", "pattern", "la clave es", "Pass ="];

    [Fact]
    public void LooksLikeOne_InnocentNotes_FewerThanTwoInAHundredAreStopped()
    {
        var notes = Read("innocent");
        var stopped = notes.Where(SecretText.LooksLikeOne).ToList();
        output.WriteLine($"{stopped.Count} of {notes.Count} innocent notes stopped ({100.0 * stopped.Count / notes.Count:0.0} %): {string.Join(" | ", stopped)}");

        Assert.True(notes.Count >= 150);
        Assert.True(stopped.Count < 0.02 * notes.Count, string.Join('\n', stopped));
    }

    [Fact]
    public void LooksLikeOne_NotesWithASecret_AllAreStopped() => Assert.DoesNotContain(Read("secret"), note => !SecretText.LooksLikeOne(note));

    [Fact]
    public void Mask_NotesWithASecret_KeepTheWordsAndLoseTheValue() => Assert.All(Read("secret"), note =>
    {
        var masked = SecretText.Mask(note);
        Assert.Contains(SecretText.Masked, masked, StringComparison.Ordinal);
        Assert.False(SecretText.LooksLikeOne(masked), masked);
        Assert.DoesNotMatch(@"\d{4}", masked);
    });

    [Fact]
    public void Mask_InnocentNotes_StayAsTheyAre() => Assert.All(Read("innocent").Where(note => !SecretText.LooksLikeOne(note)), note => Assert.Equal(note, SecretText.Mask(note)));

    /// <summary>Hangs where a pattern tries every way of splitting the spaces.</summary>
    [Theory]
    [InlineData("pattern 1{0}1{0}1{0}a")]
    [InlineData("code {0}1{0}a")]
    [InlineData("password{0}is{0}a")]
    [InlineData("pin{0}is{0}a")]
    public void LooksLikeOne_ManySpaces_Ends(string shape) => Assert.False(SecretText.LooksLikeOne(shape.Replace("{0}", new string(' ', 2000), StringComparison.Ordinal)));

    [Theory]
    [InlineData("password: Snow 2026!", "password: (masked)")]
    [InlineData("password Blue7Heron or Red5Robin\nStairs are narrow.", "password (masked)\nStairs are narrow.")]
    [InlineData("clave: pin 1234", "clave: (masked)")]
    [InlineData("code 220914, then pattern 1-2-5-8", "code (masked), then pattern (masked)")]
    public void Mask_MoreThanOneWord_NoneIsLeft(string note, string expected) => Assert.Equal(expected, SecretText.Mask(note));

    [Fact]
    public void Mask_AnyText_LeavesNoSecretAndEnds() =>
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Gen.Char["ab1-9 :=.\"(masked)\n"].Array[0, 40], (name, rest) => $"{name} {new string(rest)} {name} {new string(rest)}")
            .Sample(text => !SecretText.LooksLikeOne(SecretText.Mask(text)), iter: 20_000, writeLine: output.WriteLine);

    private static List<string> Read(string name)
    {
        using var stream = typeof(SecretNotesTests).Assembly.GetManifestResourceStream($"CleveSec.UnitTests.Recovery.Notes.{name}.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
