using CleveSec.Domain.HandOver;

namespace CleveSec.UnitTests.HandOver;

public sealed class CheckCodeTests
{
    private const string Code = "7K3M9QRT2WXYABCD";

    [Theory]
    [InlineData("7K3M-9QRT-2WXY-ABCD")]
    [InlineData("  7k3m 9qrt 2wxy abcd ")]
    [InlineData("7k3m9qrt2wxyabcd")]
    [InlineData("7K3M–9QRT—2WXY.ABCD")]
    [InlineData("7 K 3 M - 9 Q R T - 2 W X Y - A B C D")]
    public void Normalize_AsPeopleType_IsTheCode(string typed) => Assert.Equal(Code, CheckCode.TryNormalize(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M-9QRT-2WXY-ABC")]
    [InlineData("7K3M-9QRT-2WXY-ABCDE")]
    [InlineData("OK3M-9QRT-2WXY-ABCD")]
    [InlineData("7K3M-9QRT-2WXY-ABC0")]
    [InlineData("7K3M-9QRT-2WXY-AB'D")]
    public void Normalize_SomethingElse_IsNothing(string? typed) => Assert.Null(CheckCode.TryNormalize(typed));

    [Fact]
    public void Normalize_EndlessText_IsNothing() => Assert.Null(CheckCode.TryNormalize(Code + new string(' ', CheckCode.TypedMaxLength)));

    [Fact]
    public void Format_OfACode_ReadsBack() => Assert.Equal((Code, "7K3M-9QRT-2WXY-ABCD"), (CheckCode.TryNormalize(CheckCode.Format(Code)), CheckCode.Format(Code)));

    [Fact]
    public void Alphabet_Letters_AreNotTakenForOneAnotherAndGive64Bits()
    {
        Assert.DoesNotContain(CheckCode.Alphabet, "01ILOU".Contains);
        Assert.Distinct(CheckCode.Alphabet);
        Assert.True(CheckCode.Length * Math.Log2(CheckCode.Alphabet.Length) >= 64);
    }
}
