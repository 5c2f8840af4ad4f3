using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Recovery;

public sealed class NextLockoutTests
{
    private static readonly Dictionary<string, HardeningState> Nothing = [];

    private static NextLockout Of(RecorderBrand brand, Dictionary<string, HardeningState>? setup = null, Dictionary<string, HardeningState>? hardening = null) => NextLockout.Of(brand, setup ?? Nothing, hardening ?? Nothing);

    [Fact]
    public void Of_NothingAnswered_SaysThatNothingIsPrepared()
    {
        var score = Of(RecorderBrand.Dahua);

        Assert.Equal(("0 of 4", 0), (score.ScoreWords, score.WaysBack));
        Assert.Equal("If the password is forgotten again, nothing is prepared that lets you back in.", score.Words);
        Assert.Equal("Not prepared: a code to your own e-mail, your security questions, your own account in the maker’s app, saved settings.", score.Missing);
    }

    [Fact]
    public void Of_MailAndQuestions_NamesBoth()
    {
        var score = Of(RecorderBrand.Dahua, hardening: new() { ["recovery-mailbox"] = HardeningState.Done, ["security-questions"] = HardeningState.AlreadySo });

        Assert.Equal("If the password is forgotten again: a code to your own e-mail, your security questions.", score.Words);
        Assert.Equal("2 of 4", score.ScoreWords);
    }

    [Fact]
    public void Of_OnlySavedSettings_IsNoWayBack()
    {
        var score = Of(RecorderBrand.Lorex, hardening: new() { ["config-export"] = HardeningState.Done });

        Assert.Equal((1, 0), (score.Score, score.WaysBack));
        Assert.StartsWith("If the password is forgotten again, nothing is prepared", score.Words, StringComparison.Ordinal);
        Assert.Contains("Your settings are saved too", score.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Everything_LacksNothing()
    {
        var score = Of(
            RecorderBrand.Hikvision,
            new() { [SetupSteps.AppAccount] = HardeningState.Done },
            new() { ["recovery-mailbox"] = HardeningState.Done, ["security-questions"] = HardeningState.Done, ["guid-export"] = HardeningState.Done, ["config-export"] = HardeningState.Done });

        Assert.Equal("5 of 5", score.ScoreWords);
        Assert.Null(score.Missing);
    }

    [Theory]
    [InlineData(HardeningState.DeclinedByOwner)]
    [InlineData(HardeningState.NotApplicable)]
    public void Of_ChecklistSaysNo_CountsMoreThanTheWizardBefore(HardeningState state)
    {
        Dictionary<string, HardeningState> setup = new() { [SetupSteps.RecoveryEmail] = HardeningState.Done };

        Assert.Equal(1, Of(RecorderBrand.Dahua, setup).WaysBack);
        Assert.Equal(0, Of(RecorderBrand.Dahua, setup, new() { ["recovery-mailbox"] = state }).WaysBack);
    }

    [Theory]
    [InlineData(RecorderBrand.Dahua, 4)]
    [InlineData(RecorderBrand.Lorex, 4)]
    [InlineData(RecorderBrand.Other, 4)]
    [InlineData(RecorderBrand.Hikvision, 5)]
    public void Of_EachBrand_CountsWhatItsRecordersOffer(RecorderBrand brand, int outOf) => Assert.Equal(outOf, Of(brand).OutOf);
}
