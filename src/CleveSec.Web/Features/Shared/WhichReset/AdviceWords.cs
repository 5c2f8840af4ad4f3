using CleveSec.Domain.Recovery;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared.WhichReset;

/// <summary>What to know beside the methods, in words.</summary>
internal sealed class AdviceWords(IStringLocalizer<AdviceWords> t)
{
    public string Heading(DiagnosisAdvice advice) => advice switch
    {
        DiagnosisAdvice.PreserveFootage => t["Keep the recording safe"],
        DiagnosisAdvice.LogAppsOff => t["Sign the apps out"],
        DiagnosisAdvice.ExportClipsNow => t["Save the clips you need now"],
        DiagnosisAdvice.TryPasswordInstead => t["The password may still open it"],
        DiagnosisAdvice.BorrowMonitor => t["Borrow a monitor and a mouse"],
        DiagnosisAdvice.LookAtScreen => t["Look at the screen and answer again"],
        DiagnosisAdvice.AskHolderToForward => t["Ask whose mailbox it is"],
        DiagnosisAdvice.FindBrand => t["Find the brand"],
        DiagnosisAdvice.FindLorexApp => t["Find the model and the app"],
        DiagnosisAdvice.DoNotRestart => t["Do not restart while you wait for the answer"],
        DiagnosisAdvice.AskOtherAdmins => t["Ask who else can sign in"],
        DiagnosisAdvice.HaveLetter => t["Have the letter of the business ready"],
        DiagnosisAdvice.HaveEstatePapers => t["Have the papers of the estate ready"],
        DiagnosisAdvice.EarlierOwner => t["Think of the earlier owner"],
        _ => throw new ArgumentOutOfRangeException(nameof(advice)),
    };

    public string Text(DiagnosisAdvice advice, RecorderBrand? brand) => advice switch
    {
        DiagnosisAdvice.PreserveFootage => t["Stop trying passwords. Leave the recorder switched on. Do not format, reset or swap anything, and leave the disk in. Look how many days it keeps."],
        DiagnosisAdvice.LogAppsOff => t["On every phone, tablet and computer: an old saved password keeps trying by itself and can start the lock again."],
        DiagnosisAdvice.ExportClipsNow => t["What still shows video can still save it. Do that before anybody touches a password."],
        DiagnosisAdvice.TryPasswordInstead => t["A forgotten pattern usually leads on to the password. If you know that, try it once."],
        DiagnosisAdvice.BorrowMonitor when brand == RecorderBrand.Dahua => t["Any screen with HDMI or VGA and a USB mouse will usually do. On some Dahua recorders their own web page, opened on the same network, does too."],
        DiagnosisAdvice.BorrowMonitor => t["Any screen with HDMI or VGA and a USB mouse will usually do."],
        DiagnosisAdvice.LookAtScreen => t["Choose “Forgot password”, read what is listed, and come back to this question. Then we can say more."],
        DiagnosisAdvice.AskHolderToForward => t["The installer or earlier owner whose address it is may forward the code to you."],
        DiagnosisAdvice.FindBrand => t["Look at the case, the label, the start screen and the app on the phone."],
        DiagnosisAdvice.FindLorexApp => t["The model is on the label. The app is the one that shows the cameras on the phone."],
        DiagnosisAdvice.DoNotRestart => t["From saving the file until the answer is read in: leave the recorder and the program running, and do not save a second file."],
        DiagnosisAdvice.AskOtherAdmins => t["Somebody else may be an administrator too and can set a new password without any reset."],
        DiagnosisAdvice.HaveLetter => t["For a visit we need a signed letter on letterhead from an officer or owner, and the ID of the person on site."],
        DiagnosisAdvice.HaveEstatePapers => t["We are sorry for your loss. For a visit we need the papers that name the executor or administrator."],
        DiagnosisAdvice.EarlierOwner => t["Their recordings should be erased, not watched. Their app account has to let go of the recorder. Have your receipt or the listing ready."],
        _ => throw new ArgumentOutOfRangeException(nameof(advice)),
    };

    /// <summary>Where more is said; null: nowhere.</summary>
    public static string? More(DiagnosisAdvice advice) => advice switch
    {
        DiagnosisAdvice.PreserveFootage => Links.GuideTopic("footage-first"),
        DiagnosisAdvice.LogAppsOff => Links.GuideTopic("wait-out-the-lock"),
        DiagnosisAdvice.HaveLetter or DiagnosisAdvice.HaveEstatePapers or DiagnosisAdvice.EarlierOwner => Links.GuideTopic("proof-of-ownership"),
        _ => null,
    };
}
