using CleveSec.Domain.Jobs;

namespace CleveSec.Domain.Recovery;

/// <summary>What helps the owner when the password is forgotten again.</summary>
public enum LockoutHelp
{
    ResetMail,
    Questions,
    AppAccount,
    GuidFile,

    /// <summary>No way in: what it saves is the work of setting everything up again. Facts 5, item 19.</summary>
    SavedSettings,
}

/// <summary>How well the owner of one recorder is prepared for the next forgotten password: what they have, and what they could still have.</summary>
/// <param name="Has">In the order of <see cref="LockoutHelp"/>.</param>
/// <param name="Lacks">The rest of what this brand's recorders offer.</param>
public sealed record NextLockout(IReadOnlyList<LockoutHelp> Has, IReadOnlyList<LockoutHelp> Lacks)
{
    private static readonly LockoutHelp[] ForEvery = [LockoutHelp.ResetMail, LockoutHelp.Questions, LockoutHelp.AppAccount, LockoutHelp.SavedSettings];

    public int Score => Has.Count;

    public int OutOf => Has.Count + Lacks.Count;

    /// <summary>How many of them open a locked recorder.</summary>
    public int WaysBack => Has.Count(Opens);

    /// <summary>"If the password is forgotten again: a code to your own e-mail, your three questions." To the owner.</summary>
    public string Words
    {
        get
        {
            var ways = Has.Where(Opens).Select(Of).ToList();
            var said = ways.Count == 0
                ? "If the password is forgotten again, nothing is prepared that lets you back in."
                : $"If the password is forgotten again: {string.Join(", ", ways)}.";
            return Has.Contains(LockoutHelp.SavedSettings) ? $"{said} Your settings are saved too: that does not open the recorder, but saves setting it up again." : said;
        }
    }

    /// <summary>What could still be prepared, to the owner; null when everything is.</summary>
    public string? Missing => Lacks.Count == 0 ? null : $"Not prepared: {string.Join(", ", Lacks.Select(Of))}.";

    /// <summary>"3 of 4".</summary>
    public string ScoreWords => $"{Score} of {OutOf}";

    /// <summary>Of a recorder as it was handed over.</summary>
    public static NextLockout Of(JobRecorder recorder) => Of(
        recorder.Recorder.Brand,
        recorder.SetupNow().ToDictionary(step => step.StepId, step => step.State),
        recorder.HardeningNow().ToDictionary(item => item.ItemId, item => item.State));

    /// <param name="setup">Answers by id of <see cref="SetupSteps"/>.</param>
    /// <param name="hardening">Answers by id of the checklist's items. Where both speak of one thing the checklist counts: it comes later.</param>
    public static NextLockout Of(RecorderBrand brand, IReadOnlyDictionary<string, HardeningState> setup, IReadOnlyDictionary<string, HardeningState> hardening)
    {
        bool So(string? item, string? step = null) =>
            (item is not null && hardening.TryGetValue(item, out var state)) || (step is not null && setup.TryGetValue(step, out state)) ? state is HardeningState.Done or HardeningState.AlreadySo : false;

        bool Holds(LockoutHelp help) => help switch
        {
            LockoutHelp.ResetMail => So("recovery-mailbox", SetupSteps.RecoveryEmail),
            LockoutHelp.Questions => So("security-questions", SetupSteps.Questions),
            LockoutHelp.AppAccount => So(null, SetupSteps.AppAccount),
            LockoutHelp.GuidFile => So("guid-export"),
            _ => So("config-export"),
        };

        var offered = Enum.GetValues<LockoutHelp>().Where(help => ForEvery.Contains(help) || brand == RecorderBrand.Hikvision).ToList();
        return new([.. offered.Where(Holds)], [.. offered.Where(help => !Holds(help))]);
    }

    /// <summary>In the words of a list: "a code to your own e-mail".</summary>
    public static string Of(LockoutHelp help) => help switch
    {
        LockoutHelp.ResetMail => "a code to your own e-mail",
        LockoutHelp.Questions => "your security questions",
        LockoutHelp.AppAccount => "your own account in the maker’s app",
        LockoutHelp.GuidFile => "the file on your USB stick",
        LockoutHelp.SavedSettings => "saved settings",
        _ => help.ToString(),
    };

    private static bool Opens(LockoutHelp help) => help != LockoutHelp.SavedSettings;
}
