using System.Net;
using System.Security.Cryptography;
using CleveSec.Web.Security;

namespace CleveSec.UnitTests.Security;

public sealed class RateLimitsTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002/64")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002/64")]
    [InlineData("2001:db8:1:3::1", "20010DB800010003/64")]
    [InlineData("::1", "0000000000000000/64")]
    [InlineData(null, "unknown")]
    public void Network_Address_IsTheHouseholdsOne(string? address, string expected) => Assert.Equal(expected, RateLimits.Network(address is null ? null : IPAddress.Parse(address)));
}

public sealed class TextGuardTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("plain", false)]
    [InlineData("Zoë, Łódź, 東京, \t\r\n", false)]
    [InlineData("a pair \U0001F511 is fine", false)]
    [InlineData("\0", true)]
    [InlineData("end\0", true)]
    public void HasBadText_Text_OnlyWhatPostgresCannotHold(string text, bool bad) => Assert.Equal(bad, TextGuard.HasBadText(text));

    [Fact]
    public void HasBadText_LoneSurrogates_AreBadWhereverTheyStand()
    {
        const char high = '\uD83D';
        const char low = '\uDD11';
        string[] bad = [$"{high}", $"{low}", $"a{high}", $"{low}a", $"{low}{high}", $"{high}{high}{low}", $"{high}{low}{low}", $"x{high}x"];

        Assert.All(bad, text => Assert.True(TextGuard.HasBadText(text)));
        Assert.False(TextGuard.HasBadText($"{high}{low}{high}{low}"));
        Assert.False(TextGuard.HasBadText(null));
    }
}

public sealed class MasterKeyTests
{
    private static readonly string Good = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void Encrypt_ThenDecrypt_GivesTheSameAndNeverTheSameTwice()
    {
        var key = MasterKey.TryParse(Good, out _)!;
        var clear = RandomNumberGenerator.GetBytes(100);

        var (first, second) = (key.Encrypt(clear), key.Encrypt(clear));

        Assert.Equal(clear, key.Decrypt(first));
        Assert.Equal(clear, MasterKey.TryParse($" {Good} ", out _)!.Decrypt(second));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Encrypt_Nothing_ComesBackAsNothing()
    {
        var key = MasterKey.TryParse(Good, out _)!;

        Assert.Empty(key.Decrypt(key.Encrypt([])));
    }

    [Fact]
    public void Decrypt_AnotherKeyOrAnyChangedByte_Throws()
    {
        var packed = MasterKey.TryParse(Good, out _)!.Encrypt([1, 2, 3]);
        var other = MasterKey.TryParse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), out _)!;

        Assert.ThrowsAny<CryptographicException>(() => other.Decrypt(packed));
        for (var i = 0; i < packed.Length; i++)
        {
            var changed = packed.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => MasterKey.TryParse(Good, out _)!.Decrypt(changed));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void TryParse_NoKey_SaysHowToMakeOne(string? text)
    {
        Assert.Null(MasterKey.TryParse(text, out var problem));
        Assert.Contains("openssl rand -base64 32", problem, StringComparison.Ordinal);
    }
}

public sealed class KeysTests
{
    [Fact]
    public void New_Key_IsLongRandomAndHashedForStorage()
    {
        var (a, b) = (Keys.New(), Keys.New());

        Assert.NotEqual(a, b);
        Assert.Equal(Keys.TextLength, a.Length);
        Assert.Equal(32, Keys.Hash(a).Length);
        Assert.NotEqual(Keys.Hash(a), Keys.Hash(b));
        Assert.Equal(Keys.Hash(""), Keys.Hash(null));
    }
}
