using CleveSec.Domain.Ownership;

namespace CleveSec.UnitTests.Ownership;

public sealed class OwnershipPolicyTests
{
    [Theory]
    [InlineData("Casey Morgan", "1234", true)]
    [InlineData("Casey Morgan", "A7", true)]
    [InlineData("Casey Morgan", "9", true)]
    [InlineData("", "1234", false)]
    [InlineData("   ", "1234", false)]
    [InlineData("Casey Morgan", "", false)]
    [InlineData("Casey Morgan", "12345", false)]
    [InlineData("Casey Morgan", "12 4", false)]
    [InlineData("Casey Morgan", "12-4", false)]
    public void WhyNot_NameAndLastFour_SufficeOnlyComplete(string name, string lastFour, bool suffices) =>
        Assert.Equal(suffices, OwnershipPolicy.WhyNot(new IdentitySeen(name, IdentityKind.StateId, lastFour, NameMatches: true)) is null);

    [Fact]
    public void WhyNotLastFour_MoreThanFour_SaysSo() => Assert.Contains("more than four", OwnershipPolicy.WhyNotLastFour("RX123456789"), StringComparison.Ordinal);

    [Fact]
    public void WhyNot_NameDiffers_NeverSuffices() =>
        Assert.All(Enum.GetValues<IdentityKind>(), kind => Assert.NotNull(OwnershipPolicy.WhyNot(new IdentitySeen("Casey Morgan", kind, "1234", NameMatches: false))));
}
