using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>The link for a new password.</summary>
internal static class PasswordResetMail
{
    private const string LinkSecret = "password-link";

    public static Letter Write(StaffMember person, string token, SiteAddress site) => new(
        nameof(PasswordResetMail),
        "Choose a new password",
        [
            new MailBlock.Text($"Hello {person.FirstName},"),
            new MailBlock.Text("somebody, hopefully you, asked for a new password for the office site. The link works once, within an hour."),
            new MailBlock.Button("Choose a new password", site.WithSecret(Links.SetPassword(""), LinkSecret)),
            new MailBlock.Text("If you did not ask, do nothing: your password stays as it is."),
        ],
        new Dictionary<string, string> { [LinkSecret] = token });
}
