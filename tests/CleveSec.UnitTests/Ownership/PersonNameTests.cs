using CleveSec.Domain.Ownership;

namespace CleveSec.UnitTests.Ownership;

/// <summary>One person's name in the spellings of forms and papers, and what is another one.</summary>
public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Ana O'Brien-Muñoz", "ANA OBRIEN MUNOZ")]
    [InlineData("Ana O'Brien-Muñoz", "O’BRIEN-MUÑOZ, Ana")]
    [InlineData("Ana O'Brien-Muñoz", "muñoz o`brien,  ana")]
    [InlineData("Ana O'Brien-Muñoz", "Ana O´Brien‑Mun\u0303oz")]
    [InlineData("José Ñandú", "Jose\u0301 N\u0303andu\u0301")]
    [InlineData("Łukasz Sørensen", "lukasz sorensen")]
    [InlineData("Anna Weiß", "ANNA WEISS")]
    [InlineData("John Smith Jr.", "SMITH, JOHN, JR")]
    [InlineData("İbrahim Yıldız", "Ibrahim Yildiz")]
    [InlineData("李 小龍", "小龍 李")]
    [InlineData("Jo\u200bAnn Lee", "JoAnn Lee")]
    public void AreSame_OneNameInTwoSpellings_IsTrue(string one, string other)
    {
        Assert.True(PersonName.AreSame(one, other));
        Assert.True(PersonName.AreSame(other, one));
    }

    [Theory]
    [InlineData("Ana Muñoz", "Ana Luisa Muñoz")]
    [InlineData("Ana Muñoz", "Ana Munos")]
    [InlineData("Ana Muñoz", "Ana")]
    [InlineData("Ana Ana Muñoz", "Ana Muñoz Muñoz")]
    [InlineData("Al Pacino", "Alpa Cino")]
    [InlineData("", "")]
    [InlineData("--", "''")]
    [InlineData(null, null)]
    [InlineData("राम", "रमा")]
    public void AreSame_AnotherNameOrNone_IsFalse(string? one, string? other) => Assert.False(PersonName.AreSame(one, other));
}
