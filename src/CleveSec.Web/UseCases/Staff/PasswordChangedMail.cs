using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.UseCases.Staff;

/// <summary>Tells somebody that their password is a new one, in case it was not them.</summary>
internal static class PasswordChangedMail
{
    public static Letter Write(StaffMember person, bool first, SiteAddress site) => new(
        nameof(PasswordChangedMail),
        first ? "Your password is set" : "Your password was changed",
        [
            new MailBlock.Text($"Hello {person.FirstName},"),
            new MailBlock.Text(first
                ? $"your password for the office site is set. You sign in with {person.Email}."
                : "the password you sign in with on the office site was changed, and your other sessions were ended."),
            new MailBlock.Button("Sign in", site.Absolute(Links.SignIn)),
            new MailBlock.Text("If this was not you, ask for a new password on the sign-in page at once and tell an admin."),
        ],
        new Dictionary<string, string>());
}
