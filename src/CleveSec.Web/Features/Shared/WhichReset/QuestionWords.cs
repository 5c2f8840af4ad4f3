using CleveSec.Domain.Recovery;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared.WhichReset;

/// <summary>The questions of "which reset works for me?" in words.</summary>
internal sealed class QuestionWords(IStringLocalizer<QuestionWords> t)
{
    public string Title(DiagnosisQuestion question) => question switch
    {
        DiagnosisQuestion.Whose => t["Whose recorder is it?"],
        DiagnosisQuestion.Footage => t["Do you need a recording that is on it?"],
        DiagnosisQuestion.Screen => t["What does the recorder say?"],
        DiagnosisQuestion.Monitor => t["Can you get a monitor and a mouse to it?"],
        DiagnosisQuestion.Brand => t["Which brand is it?"],
        DiagnosisQuestion.DahuaOffers => t["What does “Forgot password” offer on your Dahua recorder?"],
        DiagnosisQuestion.HikOffers => t["What does “Forgot password” offer on your Hikvision recorder?"],
        DiagnosisQuestion.LorexApp => t["Which Lorex app does the recorder use?"],
        DiagnosisQuestion.Computer => t["Is a computer on the same network as the recorder?"],
        DiagnosisQuestion.Warranty => t["Is the recorder under warranty?"],
        DiagnosisQuestion.Manual => t["Does the manual of your model name a reset button?"],
        DiagnosisQuestion.Settings => t["May the settings be lost?"],
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    public string Hint(DiagnosisQuestion question) => question switch
    {
        DiagnosisQuestion.Whose => t["The owner decides about a reset, so we ask this first."],
        DiagnosisQuestion.Footage => t["Of a break-in, an accident or a dispute: for the police, an insurer or a lawyer."],
        DiagnosisQuestion.Screen => t["On its own monitor, when you try to sign in."],
        DiagnosisQuestion.Monitor => t["A TV or monitor with HDMI or VGA and a USB mouse will usually do."],
        DiagnosisQuestion.Brand => t["It is written on the case, on the start screen, or is the name of your app."],
        DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers =>
            t["Choose “Forgot password” on the sign-in screen and only look; words and icons vary. Then go down this list and take the first line that is true."],
        DiagnosisQuestion.LorexApp => t["Lorex recorders use different apps, and the app decides the way. Take the first line that is true."],
        DiagnosisQuestion.Computer => t["On the same router, by cable or Wi-Fi. A phone will not do for this."],
        DiagnosisQuestion.Warranty => t["Opening the case may end it."],
        DiagnosisQuestion.Manual => t["Not every model has one. It restores the factory settings: yours are lost and have to be set again, and the cameras keep their old passwords."],
        DiagnosisQuestion.Settings => t["One Hikvision manual says that a reset with Hik-Connect puts every setting back to the factory state. Other Hikvision pages do not mention it."],
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>For lists of answers.</summary>
    public string Label(DiagnosisQuestion question) => question switch
    {
        DiagnosisQuestion.Whose => t["Whose recorder"],
        DiagnosisQuestion.Footage => t["Recording needed"],
        DiagnosisQuestion.Screen => t["What it says"],
        DiagnosisQuestion.Monitor => t["Monitor and mouse"],
        DiagnosisQuestion.Brand => t["Brand"],
        DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers => t["“Forgot password” offers"],
        DiagnosisQuestion.LorexApp => t["Lorex app"],
        DiagnosisQuestion.Computer => t["Computer on the network"],
        DiagnosisQuestion.Warranty => t["Under warranty"],
        DiagnosisQuestion.Manual => t["Reset button in the manual"],
        DiagnosisQuestion.Settings => t["Settings may be lost"],
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>Whether the first true option counts, so that their order matters.</summary>
    public static bool InOrder(DiagnosisQuestion question) => question is DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers or DiagnosisQuestion.LorexApp;
}
