namespace CleveSec.Domain.Recovery;

/// <summary>One thing that has to be so before a method is tried.</summary>
public sealed record AttemptPrecondition(string Id, string Text);

/// <summary>What has to be so before each method. Without all of it the method cannot work or must not be tried. Source: facts 1 to 3, 6.1, 6.2 Q5.</summary>
public static class AttemptPreconditions
{
    public const int IdMaxLength = 40;

    private static readonly AttemptPrecondition Mailbox = new("mailbox-open", "The address on the screen is the owner’s, and they can open that mailbox now.");
    private static readonly AttemptPrecondition OwnAccount = new("own-account", "The recorder is in the owner’s own app account, and they are signed in there.");
    private static readonly AttemptPrecondition OwnerAnswers = new("owner-answers", "The owner types the answers; nobody reads them out.");
    private static readonly AttemptPrecondition StaysOn = new("stays-on", "The recorder can stay switched on until the answer is used.");
    private static readonly AttemptPrecondition LabelPhoto = new("label-photo", "The owner has a photo of the label ready.");
    private static readonly AttemptPrecondition ClockNoted = new("clock-noted", "The date on the recorder’s screen and the full serial number are noted: the code fits only that date.");

    private static readonly Dictionary<string, IReadOnlyList<AttemptPrecondition>> Table = new()
    {
        ["wait-lockout"] = [new("apps-signed-off", "Phones and computers with the old password are signed off, so that they do not lock it again.")],
        ["other-admin"] = [new("their-own-sign-in", "Whoever this sign-in belongs to uses it themselves.")],
        ["dahua-email"] = [Mailbox, new("phone-online", "A phone with the DMSS app is here and online.")],
        ["dahua-app-bound"] = [OwnAccount],
        ["dahua-questions"] = [OwnerAnswers],
        ["dahua-xml"] = [new("windows-computer", "A Windows computer with ConfigTool is on the recorder’s own network and can stay on too."), StaysOn],
        ["dahua-vendor-code"] = [ClockNoted],
        ["dahua-button"] =
        [
            new("manual-shows-button", "The manual of this model shows the button."),
            new("warranty-settled", "The warranty is over, or the owner accepts that the case is opened."),
            new("camera-passwords", "The cameras’ passwords are known, or the cameras can be reset: they keep their old ones."),
            new("footage-settled", "Nothing on the disk is needed, or it was saved."),
        ],
        ["lorex-app"] = [new("owner-not-shared", "The owner is signed in to the Lorex app with the owner’s account, not as a shared user.")],
        ["lorex-connect"] = [OwnAccount],
        ["lorex-questions"] = [OwnerAnswers],
        ["lorex-support"] = [new("device-info", "The Device ID and photos of the Device Info screen and of the label are ready.")],
        ["hik-email"] = [Mailbox, StaysOn],
        ["hik-questions"] = [OwnerAnswers],
        ["hik-guid"] = [new("file-at-hand", "The owner’s USB stick with the file is here.")],
        ["hik-connect"] = [OwnAccount, new("settings-noted", "The settings that matter are noted: all of them may be put back.")],
        ["hik-sadp"] = [new("computer", "A computer with SADP is on the recorder’s own network."), LabelPhoto, StaysOn],
        ["hik-partner-pro"] = [LabelPhoto, StaysOn],
    };

    /// <summary>In the order asked.</summary>
    public static IReadOnlyList<AttemptPrecondition> Of(ResetMethod method) => Table[method.Id];
}
