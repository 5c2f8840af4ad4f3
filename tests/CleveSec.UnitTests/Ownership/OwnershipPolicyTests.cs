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

    public static TheoryData<OwnershipSituation> Situations => [.. Enum.GetValues<OwnershipSituation>()];

    [Fact]
    public void Situations_EachOnce_InTheTable() =>
        Assert.Equal(Enum.GetValues<OwnershipSituation>().Order(), OwnershipSituations.All.Select(rule => rule.Situation).Order());

    [Theory]
    [MemberData(nameof(Situations))]
    public void WhyNot_EachAuthorityAndLink_SufficesOnlyWhereTheTableSaysSo(OwnershipSituation situation)
    {
        var rule = OwnershipSituations.Of(situation);
        Assert.NotEmpty(rule.Authorities);
        Assert.NotEmpty(rule.Links);
        foreach (var authority in Enum.GetValues<AuthorityKind>())
        {
            foreach (var link in Enum.GetValues<LinkKind>())
            {
                var seen = new OwnershipSeen(situation, Seen, authority, new Dictionary<Guid, LinkKind> { [Guid.NewGuid()] = link });
                Assert.Equal(rule.Authorities.Contains(authority) && rule.Links.Contains(link), OwnershipPolicy.WhyNot(seen) is null);
                Assert.NotNull(OwnershipPolicy.WhyNot(seen with { Links = new Dictionary<Guid, LinkKind>() }));
                Assert.NotNull(OwnershipPolicy.WhyNot(seen with { Identity = Seen with { NameMatches = false } }));
            }
        }
    }

    /// <summary>"Else a court order": where it names the recorder nothing else is asked for.</summary>
    [Theory]
    [InlineData(OwnershipSituation.LandlordTenant)]
    [InlineData(OwnershipSituation.SeparatedCouple)]
    [InlineData(OwnershipSituation.Estate)]
    public void WhyNot_ACourtOrderThatNamesTheRecorder_Suffices(OwnershipSituation situation) =>
        Assert.Null(OwnershipPolicy.WhyNot(new OwnershipSeen(situation, Seen, AuthorityKind.CourtOrder, new Dictionary<Guid, LinkKind> { [Guid.NewGuid()] = LinkKind.CourtOrder })));

    /// <summary>What facts 4.5 refuses, word for word of the table: one side alone, and accounts where they show use and not ownership.</summary>
    [Theory]
    [InlineData(OwnershipSituation.SeparatedCouple, AuthorityKind.IdShowsThisAddress, LinkKind.Receipt)]
    [InlineData(OwnershipSituation.SeparatedCouple, AuthorityKind.Deed, LinkKind.LiveAppAccount)]
    [InlineData(OwnershipSituation.LandlordTenant, AuthorityKind.Deed, LinkKind.LiveAppAccount)]
    [InlineData(OwnershipSituation.LandlordTenant, AuthorityKind.LeaseDeedOrUtilityBill, LinkKind.ReservedMailbox)]
    [InlineData(OwnershipSituation.Leased, AuthorityKind.IdShowsThisAddress, LinkKind.Receipt)]
    [InlineData(OwnershipSituation.FormerStaff, AuthorityKind.IdShowsThisAddress, LinkKind.ReservedMailbox)]
    [InlineData(OwnershipSituation.SecondHand, AuthorityKind.IdShowsThisAddress, LinkKind.LiveAppAccount)]
    [InlineData(OwnershipSituation.BusinessSold, AuthorityKind.CompanyOfficer, LinkKind.Receipt)]
    [InlineData(OwnershipSituation.Estate, AuthorityKind.IdShowsThisAddress, LinkKind.Receipt)]
    [InlineData(OwnershipSituation.Government, AuthorityKind.IdShowsThisAddress, LinkKind.Receipt)]
    [InlineData(OwnershipSituation.CameWithTheHouse, AuthorityKind.IdShowsThisAddress, LinkKind.CameWithThePlace)]
    public void WhyNot_WhatTheTradeRefuses_IsRefused(OwnershipSituation situation, AuthorityKind authority, LinkKind link) =>
        Assert.NotNull(OwnershipPolicy.WhyNot(new OwnershipSeen(situation, Seen, authority, new Dictionary<Guid, LinkKind> { [Guid.NewGuid()] = link })));

    [Fact]
    public void Words_EveryKind_AreSentencesOfTheirOwn()
    {
        string[] all = [.. Enum.GetValues<AuthorityKind>().Select(OwnershipWords.Of), .. Enum.GetValues<LinkKind>().Select(OwnershipWords.Of), .. OwnershipSituations.All.Select(rule => rule.Words)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, words => Assert.Contains(' ', words));
    }

    private static readonly IdentitySeen Seen = new("Casey Morgan", IdentityKind.StateId, "1234", NameMatches: true);

    [Fact]
    public void WhyNot_NameDiffers_NeverSuffices() =>
        Assert.All(Enum.GetValues<IdentityKind>(), kind => Assert.NotNull(OwnershipPolicy.WhyNot(new IdentitySeen("Casey Morgan", kind, "1234", NameMatches: false))));
}
