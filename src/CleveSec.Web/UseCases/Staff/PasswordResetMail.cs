using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.UseCases.Staff;

/// <summary>The link for a new password.</summary>
internal static class PasswordResetMail
{
    public static readonly NodaTime.Duration LinkLife = NodaTime.Duration.FromHours(1);
    private const string LinkSecret = "password-link";

    public static Letter Write(StaffMember person, string token, SiteAddress site) => new(
        nameof(PasswordResetMail),
        "Choose a new password",
        [
            new MailBlock.Text($"Hello {person.FirstName},"),
            new MailBlock.Text("a new password for your sign-in at the office was asked for. The link works once, within an hour."),
            new MailBlock.Button("Choose a new password", site.WithSecret(Links.SetPassword(""), LinkSecret)),
            new MailBlock.Text("If you did not ask for one, do nothing: your password stays as it is."),
        ],
        new Dictionary<string, string> { [LinkSecret] = token });
}
