using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Recovery;

public sealed class RecoveryLadderTests
{
    private const string Path = "whose=own&footage=no&screen=wrong-password&brand=dahua";

    private static RecoveryLadder Ladder(string answers = "", RecorderBrand brand = RecorderBrand.Dahua, bool preserves = false, LockSeen lockSeen = LockSeen.No, params (string Method, AttemptOutcome Outcome)[] tried) =>
        RecoveryLadder.Of(new(brand, DiagnosisAnswers.Parse(answers), tried.ToDictionary(pair => pair.Method, pair => pair.Outcome), preserves, lockSeen));

    private static string[] Ids(RecoveryLadder ladder) => [.. ladder.Steps.Select(step => step.Method.Id)];

    [Theory]
    [InlineData(Path + "&dahua-offers=email-mine", "dahua-email")]
    [InlineData(Path + "&dahua-offers=app-mine", "dahua-app-bound")]
    [InlineData(Path + "&dahua-offers=questions-known", "dahua-questions")]
    [InlineData(Path + "&dahua-offers=old-screen", "dahua-vendor-code")]
    [InlineData(Path + "&dahua-offers=codes-used", "dahua-xml")]
    [InlineData("whose=own&footage=no&screen=locked&brand=dahua&dahua-offers=email-mine", "wait-lockout")]
    [InlineData("whose=own&footage=no&screen=still-open&brand=dahua&dahua-offers=email-mine", "other-admin")]
    [InlineData("", "other-admin")]
    public void Next_IsWhatTheDiagnosisPutsFirst(string answers, string next) => Assert.Equal(next, Ladder(answers).Next!.Method.Id);

    [Fact]
    public void Next_TriedAndFailed_IsTheOneAfterAndTheTriedOneIsLeftOutWithItsOutcome()
    {
        var ladder = Ladder(Path + "&dahua-offers=email-mine", tried: ("dahua-email", AttemptOutcome.Failed));

        Assert.Equal("dahua-app-bound", ladder.Next!.Method.Id);
        Assert.Equal(AttemptOutcome.Failed, Assert.Single(ladder.LeftOut, left => left.Method.Id == "dahua-email").Tried);
    }

    [Fact]
    public void Destructive_ComesLastAndOnlyWhenNothingGentlerIsLeft()
    {
        (string, AttemptOutcome)[] gentle = [.. ResetMethod.All.Where(method => method.Fits(RecorderBrand.Hikvision) && !method.Destructive).Select(method => (method.Id, AttemptOutcome.NotPossible))];

        Assert.DoesNotContain("hik-connect", Ids(Ladder(brand: RecorderBrand.Hikvision)));
        Assert.Equal(["hik-connect"], Ids(Ladder(brand: RecorderBrand.Hikvision, tried: gentle)));
    }

    [Fact]
    public void Preserves_LeavesEveryDestructiveMethodOut()
    {
        (string, AttemptOutcome)[] gentle = [.. ResetMethod.All.Where(method => method.Fits(RecorderBrand.Dahua) && !method.Destructive).Select(method => (method.Id, AttemptOutcome.Failed))];

        var ladder = Ladder(preserves: true, tried: gentle);

        Assert.Empty(ladder.Steps);
        Assert.Null(ladder.Next);
        Assert.Equal([ReasonAgainst.FootageComesFirst], Assert.Single(ladder.LeftOut, left => left.Method.Id == "dahua-button").Reasons);
    }

    [Theory]
    [InlineData(LockSeen.Runs, "wait-lockout")]
    [InlineData(LockSeen.Over, "other-admin")]
    public void Lock_SeenHere_SaysMoreThanTheAnswers(LockSeen seen, string next) =>
        Assert.Equal(next, Ladder("whose=own&footage=no&screen=locked&brand=dahua&dahua-offers=email-mine", lockSeen: seen).Next!.Method.Id);

    [Fact]
    public void NoMonitorAtHome_DoesNotKeepTheTechnician()
    {
        var ladder = Ladder("whose=own&footage=no&screen=no-monitor&monitor=no&brand=dahua&computer=no");

        Assert.Equal(["dahua-email", "dahua-app-bound", "dahua-questions", "dahua-xml", "other-admin"], Ids(ladder));
        Assert.Contains(ReasonFor.IfListed, ladder.Next!.Reasons);
    }

    [Fact]
    public void NothingAsked_AnotherAdministratorComesFirstAndEveryAppOfLorexIsAWay() =>
        Assert.Equal(["other-admin", "lorex-app", "lorex-questions", "lorex-connect", "lorex-support"], Ids(Ladder(brand: RecorderBrand.Lorex)));

    [Theory]
    [InlineData("lorex-cloud")]
    [InlineData("account-not-mine")]
    public void AppKnown_OtherAppsAreNoWay(string app) =>
        Assert.Equal(["lorex-support", "other-admin"], Ids(Ladder($"whose=own&footage=no&screen=wrong-password&brand=lorex&lorex-app={app}", RecorderBrand.Lorex)));

    [Fact]
    public void LockRunsAndNothingAsked_IsWaitedOutFirst() => Assert.Equal(["wait-lockout", "other-admin"], Ids(Ladder(lockSeen: LockSeen.Runs))[..2]);

    [Fact]
    public void InstallersWay_IsOneForTheTechnician() => Assert.Contains("hik-partner-pro", Ids(Ladder(brand: RecorderBrand.Hikvision)));

    [Fact]
    public void OtherBrand_HasOnlyWhatFitsEveryBrand() => Assert.Equal(["other-admin"], Ids(Ladder(brand: RecorderBrand.Other)));

    [Fact]
    public void AnyFacts_EachMethodOfTheBrandStandsOnceAndNoOther()
    {
        foreach (var brand in Enum.GetValues<RecorderBrand>())
        {
            foreach (var answers in new[] { "", Path + "&dahua-offers=nothing&computer=no&warranty=no&manual=may-be-lost", "whose=own&footage=yes&screen=not-sure&brand=hikvision&hik-offers=hik-connect&computer=mac", "whose=own&footage=no&screen=not-sure&brand=lorex&lorex-app=lorex-pro" })
            {
                var ladder = Ladder(answers, brand);
                var all = ladder.Steps.Select(step => step.Method).Concat(ladder.LeftOut.Select(left => left.Method)).ToList();

                Assert.Distinct(all);
                Assert.All(all, method => Assert.True(method.Fits(brand)));
                Assert.All(ladder.LeftOut, left => Assert.True(left.Tried is not null || left.Reasons.Count > 0));
                Assert.Subset(all.ToHashSet(), ResetMethod.All.Where(method => method.Brand == brand).ToHashSet());
            }
        }
    }

    [Fact]
    public void Preconditions_EveryMethod_HasSomeWithDistinctIds() => Assert.All(ResetMethod.All, method =>
    {
        var needed = AttemptPreconditions.Of(method);
        Assert.NotEmpty(needed);
        Assert.Distinct(needed.Select(one => one.Id));
        Assert.All(needed, one => Assert.True(one.Id.Length <= AttemptPreconditions.IdMaxLength));
    });
}
