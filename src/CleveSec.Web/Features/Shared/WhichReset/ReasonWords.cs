using CleveSec.Domain.Recovery;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared.WhichReset;

/// <summary>Why a method fits or does not, in words.</summary>
internal sealed class ReasonWords(IStringLocalizer<ReasonWords> t)
{
    public string Of(ReasonFor reason) => reason switch
    {
        ReasonFor.LockEndsByItself => t["The lock ends by itself."],
        ReasonFor.SignInStillOpen => t["A sign-in that still works can set a new password."],
        ReasonFor.IfSomebodyElseIsAdmin => t["It fits if somebody else is an administrator too."],
        ReasonFor.AddressIsYours => t["The e-mail address is yours, and you can open it."],
        ReasonFor.AccountIsYours => t["The app account is yours."],
        ReasonFor.AnswersKnown => t["You know the answers."],
        ReasonFor.FileAtHand => t["You have the file."],
        ReasonFor.ComputerOnNetwork => t["The right kind of computer is on the recorder’s network."],
        ReasonFor.IfListed => t["It fits if “Forgot password” lists it and it is yours."],
        ReasonFor.IfFileAtHand => t["It fits if such a file was saved earlier and you still have it."],
        ReasonFor.IfAccountIsYours => t["It fits if the app account is yours."],
        ReasonFor.IfComputerOnNetwork => t["It fits if the right kind of computer is on the recorder’s network."],
        ReasonFor.AfterADay => t["After a day you can ask for a new code."],
        ReasonFor.SellerMayIssueCode => t["For a recorder this old, the seller may still give out a code."],
        ReasonFor.SupportIssuesPassword => t["Lorex’s own support can give out a temporary password."],
        ReasonFor.ManualShowsButton => t["The manual of your model names a reset button."],
        ReasonFor.OutOfWarranty => t["The warranty is over."],
        ReasonFor.SettingsMayBeLost => t["You said that the settings may be lost."],
        ReasonFor.ReplacesPasswordOnly => t["It replaces only the password: we expect settings and footage to stay. No maker says so in plain words."],
        ReasonFor.WorksOffline => t["It needs neither internet nor a phone."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public string Of(ReasonAgainst reason) => reason switch
    {
        ReasonAgainst.NotListedOrNotYours => t["“Forgot password” does not list it, or it is not yours."],
        ReasonAgainst.AddressIsNotYours => t["The code would go to a mailbox that you cannot open."],
        ReasonAgainst.AccountIsNotYours => t["The app account is not yours."],
        ReasonAgainst.AnswersNotKnown => t["You do not know the answers."],
        ReasonAgainst.NoMonitor => t["It needs a monitor and a mouse at the recorder."],
        ReasonAgainst.NoSuitableComputer => t["It needs a computer of the right kind on the recorder’s network."],
        ReasonAgainst.OtherApp => t["It is for recorders with another Lorex app."],
        ReasonAgainst.AppNotKnown => t["It depends on the Lorex app, and that is not known yet."],
        ReasonAgainst.ScreenTooOld => t["We expect that a recorder this old does not know it."],
        ReasonAgainst.OnlyForOldScreens => t["It is only for older recorders without “Forgot password”."],
        ReasonAgainst.GentlerWayFirst => t["Settings are or may be lost, so the gentler ways come first."],
        ReasonAgainst.FootageComesFirst => t["Settings are or may be lost, and your recording comes first."],
        ReasonAgainst.UnderWarranty => t["The case would be opened, and the recorder is under warranty."],
        ReasonAgainst.WarrantyNotKnown => t["The case would be opened, and the recorder may be under warranty."],
        ReasonAgainst.NoButtonInManual => t["The manual of your model names no button."],
        ReasonAgainst.ButtonNotKnown => t["Not every model has a button, and it is not known whether yours has."],
        ReasonAgainst.SettingsMustStay => t["Settings are or may be lost, and yours must stay."],
        ReasonAgainst.SettingsNotKnown => t["Settings may be lost, and it is not known whether yours matter."],
        ReasonAgainst.CameraPasswordsNotKnown => t["The cameras would keep their old passwords, and you do not know those."],
        ReasonAgainst.DoneAtAVisit => t["Only an installer can use it. Our technician may do so at a visit."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
