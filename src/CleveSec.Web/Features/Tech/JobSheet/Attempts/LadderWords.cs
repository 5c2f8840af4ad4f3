using CleveSec.Domain.Recovery;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

/// <summary>Why a method is proposed or left out, to the technician.</summary>
internal static class LadderWords
{
    public static string Of(ReasonFor reason) => reason switch
    {
        ReasonFor.LockEndsByItself => "The lock ends by itself.",
        ReasonFor.SignInStillOpen => "The customer said that a sign-in still works.",
        ReasonFor.IfSomebodyElseIsAdmin => "If somebody else is an administrator too.",
        ReasonFor.AddressIsYours => "The customer said that the address is theirs.",
        ReasonFor.AccountIsYours => "The customer said that the app account is theirs.",
        ReasonFor.AnswersKnown => "The customer said that they know the answers.",
        ReasonFor.FileAtHand => "The customer said that they have the file.",
        ReasonFor.ComputerOnNetwork => "The right kind of computer is on the network.",
        ReasonFor.IfListed => "If “Forgot password” lists it and it is the owner’s.",
        ReasonFor.IfFileAtHand => "If such a file was saved earlier.",
        ReasonFor.IfAccountIsYours => "If the app account is the owner’s.",
        ReasonFor.IfComputerOnNetwork => "If the right kind of computer is on the network.",
        ReasonFor.AfterADay => "Two codes were used: a new one only after a day.",
        ReasonFor.SellerMayIssueCode => "An old screen: the seller may still give out a code.",
        ReasonFor.SupportIssuesPassword => "Lorex’s support gives out temporary passwords.",
        ReasonFor.ManualShowsButton => "The customer said that the manual shows a button.",
        ReasonFor.OutOfWarranty => "The customer said that the warranty is over.",
        ReasonFor.SettingsMayBeLost => "The customer said that settings may be lost.",
        ReasonFor.ReplacesPasswordOnly => "Replaces only the password, as far as is known.",
        ReasonFor.WorksOffline => "Works without internet.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(ReasonAgainst reason) => reason switch
    {
        ReasonAgainst.NotListedOrNotYours => "The customer said that it is not listed, or not theirs.",
        ReasonAgainst.AddressIsNotYours => "The code would go to somebody else’s mailbox.",
        ReasonAgainst.AccountIsNotYours => "The app account is somebody else’s.",
        ReasonAgainst.AnswersNotKnown => "The answers are not known.",
        ReasonAgainst.NoMonitor => "It needs a monitor and a mouse.",
        ReasonAgainst.NoSuitableComputer => "It needs a computer of the right kind.",
        ReasonAgainst.OtherApp => "It is for another Lorex app.",
        ReasonAgainst.AppNotKnown => "Look first which Lorex app it uses.",
        ReasonAgainst.ScreenTooOld => "A recorder this old is not expected to know it.",
        ReasonAgainst.OnlyForOldScreens => "Only for old recorders without “Forgot password”.",
        ReasonAgainst.GentlerWayFirst => "Settings may be lost: the gentler ways come first.",
        ReasonAgainst.FootageComesFirst => "Footage comes first: nothing that may lose it.",
        ReasonAgainst.UnderWarranty => "The recorder is under warranty.",
        ReasonAgainst.WarrantyNotKnown => "Ask first whether it is under warranty.",
        ReasonAgainst.NoButtonInManual => "The manual shows no button.",
        ReasonAgainst.ButtonNotKnown => "Look first whether the manual shows a button.",
        ReasonAgainst.SettingsMustStay => "The customer said that the settings must stay.",
        ReasonAgainst.SettingsNotKnown => "Ask first whether the settings may be lost.",
        ReasonAgainst.CameraPasswordsNotKnown => "The cameras’ passwords are not known.",
        ReasonAgainst.DoneAtAVisit => "Only an installer can use it.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Why(LeftOutMethod left) => left.Tried switch
    {
        AttemptOutcome.NotPossible => "Was not possible on this recorder.",
        AttemptOutcome.Failed => "Was tried and did not work.",
        _ => string.Join(' ', left.Reasons.Select(Of)),
    };
}
