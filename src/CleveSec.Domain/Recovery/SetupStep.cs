using NodaTime;

namespace CleveSec.Domain.Recovery;

/// <summary>One step of the recorder's start-up wizard or of what it would ask, done by the owner: what came of it on one recorder. Says that something was set, never to what.</summary>
public sealed class SetupStep
{
    private SetupStep() { }

    public Guid Id { get; private set; }
    public Guid JobRecorderId { get; private set; }

    /// <summary>One of <see cref="SetupSteps"/>.</summary>
    public string StepId { get; private set; } = "";
    public HardeningState State { get; private set; }

    /// <summary>The version of the list it was read from.</summary>
    public int Version { get; private set; }
    public Instant At { get; private set; }
    public string ByName { get; private set; } = "";

    internal static SetupStep Of(Guid jobRecorderId, string stepId) => new() { Id = Guid.CreateVersion7(), JobRecorderId = jobRecorderId, StepId = stepId };

    internal void Set(HardeningState state, Jobs.Step step)
    {
        State = state;
        Version = SetupSteps.Version;
        At = step.At;
        ByName = step.By.Name;
    }
}

/// <param name="Text">“You” is the owner, to whom it is read.</param>
public sealed record SetupStepText(string Id, string Text);

/// <summary>The wizard's steps in its order, and the owner's app after it. Source: facts 1.11, 1.12.</summary>
public static class SetupSteps
{
    public const int IdMaxLength = 40;

    /// <summary>Goes up with every change to a text or to the list; kept with each answer.</summary>
    public const int Version = 1;

    /// <summary>Never asked on its own: without it there is no re-initialization.</summary>
    public const string AdminPassword = "admin-password";
    public const string RecoveryEmail = "recovery-email";
    public const string Questions = "security-questions";
    public const string AppAccount = "app-account";

    public static IReadOnlyList<SetupStepText> All { get; } =
    [
        new("time-zone", "Language and time zone are set, and the clock shows the right time."),
        new(AdminPassword, "You typed the admin password yourself; nobody else knows it."),
        new(RecoveryEmail, "The e-mail address for resets is a mailbox that you keep."),
        new(Questions, "The security questions are set, where the recorder has them."),
        new("pattern", "You decided about an unlock pattern: set, or left out."),
        new(AppAccount, "The recorder is in your own account of the maker’s app, and in nobody else’s."),
    ];

    public static bool Knows(string? id) => All.Any(step => step.Id == id);
}

/// <summary>What is stated when the owner has set the recorder up again.</summary>
/// <param name="PlaybackGaps">Channels that did not play, in words.</param>
/// <param name="Steps">By id of <see cref="SetupSteps"/>.</param>
public sealed record Reinitialization(
    string? FirmwareBefore, string? FirmwareAfter, int? CamerasTotal, int? CamerasBack, bool PlaybackChecked, string? PlaybackGaps, IReadOnlyDictionary<string, HardeningState> Steps)
{
    public static Reinitialization Short(string? firmwareAfter, bool playbackChecked) => new(null, firmwareAfter, null, null, playbackChecked, null, new Dictionary<string, HardeningState>());

    /// <summary>Why it cannot be so, as a sentence; null when it can.</summary>
    internal string? WhyNot() => this switch
    {
        _ when Steps.Keys.Any(id => !SetupSteps.Knows(id)) => "This step is not on the list.",
        { CamerasTotal: < 0 or > Jobs.JobRecorder.MostCameras } or { CamerasBack: < 0 } => "The number of cameras cannot be right.",
        _ when CamerasBack > (CamerasTotal ?? 0) => "More cameras are back than there are.",
        _ => null,
    };
}
