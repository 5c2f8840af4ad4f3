using CleveSec.Web.Ui;

namespace CleveSec.UnitTests.Ui;

public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("216-333-8245", "+12163338245")]
    [InlineData("(216) 333 8245", "+12163338245")]
    [InlineData(" 1.216.333.8245 ", "+12163338245")]
    [InlineData("+1 216 333 8245", "+12163338245")]
    [InlineData("2165550134", "+12165550134")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    public void TryNormalize_AnyUsualForm_GivesE164(string typed, string expected)
    {
        Assert.True(PhoneNumbers.TryNormalize(typed, out var e164));
        Assert.Equal(expected, e164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("333-8245")]
    [InlineData("call me")]
    [InlineData("216-333-8245 x12")]
    [InlineData("999999999999999999999")]
    public void TryNormalize_NoNumber_IsRefused(string? typed) => Assert.False(PhoneNumbers.TryNormalize(typed, out _));

    [Theory]
    [InlineData("+12163338245", "(216) 333-8245")]
    [InlineData("+442079460958", "+44 20 7946 0958")]
    [InlineData(null, "")]
    public void Display_StoredNumber_ReadsAsWrittenHere(string? e164, string expected) => Assert.Equal(expected, PhoneNumbers.Display(e164));
}
