using CleveSec.Domain.Recovery;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared.WhichReset;

/// <summary>The options of each question in words. "Not sure" and "no" read as their question needs it.</summary>
internal sealed class OptionWords(IStringLocalizer<OptionWords> t)
{
    /// <summary>Short enough for lists of answers, too.</summary>
    public string Title(DiagnosisQuestion question, DiagnosisAnswer answer) => question switch
    {
        DiagnosisQuestion.Whose => Whose(answer),
        DiagnosisQuestion.Footage => OfThree(answer, t["Yes, I need a recording"], t["No, I only need to get in"], t["I am not sure yet"]),
        DiagnosisQuestion.Screen => Screen(answer),
        DiagnosisQuestion.Monitor => answer == DiagnosisAnswer.CanBorrow ? t["Yes, I can borrow them"] : OfThree(answer, "", t["No, I cannot"], t["I do not know whether I can"]),
        DiagnosisQuestion.Brand => Brand(answer),
        DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers => Offers(answer),
        DiagnosisQuestion.LorexApp => LorexApp(answer),
        DiagnosisQuestion.Computer => Computer(answer),
        DiagnosisQuestion.Warranty => OfThree(answer, t["Yes, it is under warranty"], t["No, the warranty is over"], t["I do not know about the warranty"]),
        DiagnosisQuestion.Manual => Manual(answer),
        DiagnosisQuestion.Settings => Settings(answer),
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>A second line that helps to choose; null where the title says it all.</summary>
    public string? Text(DiagnosisQuestion question, DiagnosisAnswer answer) => (question, answer) switch
    {
        (DiagnosisQuestion.Whose, DiagnosisAnswer.Own) => t["I bought it or had it installed, and I decide about the place."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.Business) => t["The business owns it, and I act for the business."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.Federal) => t["An agency or a contractor of the government, or a recorder paid with federal grant money."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.BoughtUsed) => t["Second-hand, or it came with a home or a shop."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.Inherited) => t["It is part of an estate."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.LandlordTenant) => t["Or of somebody I share the home with."],
        (DiagnosisQuestion.Whose, DiagnosisAnswer.Partner) => t["Also when you are separating, or there is a protection order."],
        (DiagnosisQuestion.Footage, DiagnosisAnswer.NotSure) => t["Then we treat it as if you did."],
        (DiagnosisQuestion.Screen, DiagnosisAnswer.ForgotPattern) => t["Dots that have to be connected."],
        (DiagnosisQuestion.Screen, DiagnosisAnswer.StillOpen) => t["An app, a browser or a computer is still signed in, or somebody else is an administrator."],
        (DiagnosisQuestion.Brand, DiagnosisAnswer.Dahua) => t["Apps: DMSS, SmartPSS"],
        (DiagnosisQuestion.Brand, DiagnosisAnswer.Lorex) => t["Apps: Lorex, Lorex Connect, Lorex Cloud, Lorex Pro"],
        (DiagnosisQuestion.Brand, DiagnosisAnswer.Hikvision) => t["Apps: Hik-Connect, iVMS"],
        (DiagnosisQuestion.Brand, DiagnosisAnswer.Other) => t["For example Amcrest, LTS or Annke."],
        (DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers, _) => OffersText(answer),
        (DiagnosisQuestion.LorexApp, DiagnosisAnswer.LorexApp) => t["It was called Lorex Home before. The owner’s account in it is mine."],
        (DiagnosisQuestion.LorexApp, DiagnosisAnswer.LorexConnect) => t["I know the password of the app account."],
        (DiagnosisQuestion.LorexApp, DiagnosisAnswer.AccountNotMine) => t["It belongs to somebody else, or is only shared with me."],
        (DiagnosisQuestion.Manual, DiagnosisAnswer.MayBeLost) => t["I know the cameras’ passwords, or the cameras can be reset."],
        _ => null,
    };

    private string Whose(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.Own => t["Mine"],
        DiagnosisAnswer.Business => t["My business’s or my employer’s"],
        DiagnosisAnswer.Federal => t["A federal site’s"],
        DiagnosisAnswer.BoughtUsed => t["I bought it used"],
        DiagnosisAnswer.Inherited => t["I inherited it"],
        DiagnosisAnswer.LandlordTenant => t["My landlord’s or my tenant’s"],
        DiagnosisAnswer.Partner => t["My partner’s or ex-partner’s"],
        DiagnosisAnswer.Leased => t["Leased, or an alarm company’s"],
        _ => t["I am not sure whose it is"],
    };

    private string Screen(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.WrongPassword => t["Wrong password, or I forgot it"],
        DiagnosisAnswer.Locked => t["Locked, or too many tries"],
        DiagnosisAnswer.ForgotPattern => t["It wants a pattern that I forgot"],
        DiagnosisAnswer.StillOpen => t["Somebody or something still gets in"],
        DiagnosisAnswer.NoMonitor => t["No monitor or no mouse is on it"],
        _ => t["Something else, or I do not know"],
    };

    private string Brand(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.Dahua => "Dahua",
        DiagnosisAnswer.Lorex => "Lorex",
        DiagnosisAnswer.Hikvision => "Hikvision",
        DiagnosisAnswer.Other => t["Another brand"],
        _ => t["I cannot tell the brand"],
    };

    private string Offers(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.EmailMine => t["A code to my own e-mail"],
        DiagnosisAnswer.AppMine => t["A code in my own DMSS app"],
        DiagnosisAnswer.QuestionsKnown => t["Security questions that I can answer"],
        DiagnosisAnswer.GuidFile => t["A GUID file that I have"],
        DiagnosisAnswer.HikConnect => t["Hik-Connect with my own account"],
        DiagnosisAnswer.CodesUsed => t["Codes, but two were asked for already"],
        DiagnosisAnswer.EmailOthers => t["A code to an e-mail that is not mine"],
        DiagnosisAnswer.OldScreen => t["An old screen without “Forgot password”"],
        DiagnosisAnswer.Nothing => t["None of these"],
        _ => t["I have not looked, or I am not sure"],
    };

    private string? OffersText(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.EmailMine => t["The half-hidden address is mine, and I can open that mailbox."],
        DiagnosisAnswer.AppMine => t["The recorder is bound to my account."],
        DiagnosisAnswer.GuidFile => t["It was saved to a USB stick earlier."],
        DiagnosisAnswer.HikConnect => t["The recorder was already in my account."],
        DiagnosisAnswer.CodesUsed => t["They were not used, and a third one is refused."],
        DiagnosisAnswer.EmailOthers => t["An installer’s or an earlier owner’s, or a mailbox I cannot open any more."],
        DiagnosisAnswer.OldScreen => t["Usually a recorder from before 2017."],
        DiagnosisAnswer.Nothing => t["Nothing is listed, or it says that reset is switched off."],
        _ => (string?)null,
    };

    private string LorexApp(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.LorexApp => "Lorex",
        DiagnosisAnswer.LorexConnectQuestions => t["Lorex Connect, and I can answer the security questions"],
        DiagnosisAnswer.LorexConnect => t["Lorex Connect with my own account"],
        DiagnosisAnswer.LorexCloud => "Lorex Cloud",
        DiagnosisAnswer.LorexPro => "Lorex Pro",
        DiagnosisAnswer.AccountNotMine => t["An app, but the account is not mine"],
        DiagnosisAnswer.NoApp => t["No app"],
        _ => t["I do not know which app"],
    };

    private string Computer(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.Windows => t["Yes, with Windows"],
        DiagnosisAnswer.Mac => t["Yes, a Mac"],
        _ => OfThree(answer, "", t["No computer there"], t["I do not know about a computer"]),
    };

    private string Manual(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.MayBeLost => t["Yes, and the settings may be lost"],
        DiagnosisAnswer.MustStay => t["Yes, but the settings must stay"],
        DiagnosisAnswer.CamerasNotKnown => t["Yes, but I do not know the cameras’ passwords"],
        DiagnosisAnswer.NoButton => t["No, it names none"],
        _ => t["I have no manual, or I am not sure"],
    };

    private string Settings(DiagnosisAnswer answer) => answer switch
    {
        DiagnosisAnswer.MayBeLost => t["Yes, they may be lost"],
        DiagnosisAnswer.MustStay => t["No, they must stay"],
        _ => t["I do not know what would be lost"],
    };

    private static string OfThree(DiagnosisAnswer answer, string yes, string no, string notSure) => answer switch
    {
        DiagnosisAnswer.Yes => yes,
        DiagnosisAnswer.No => no,
        _ => notSure,
    };
}
