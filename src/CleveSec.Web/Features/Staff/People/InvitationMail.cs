using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>The first letter to a new member of staff, with the link that sets the password.</summary>
internal static class InvitationMail
{
    public static readonly Duration LinkLife = Duration.FromHours(72);
    private const string LinkSecret = "password-link";

    public static Letter Write(StaffMember person, string token, SiteAddress site) => new(
        nameof(InvitationMail),
        "Your sign-in at Cleveland Security Cameras",
        [
            new MailBlock.Text($"Hello {person.FirstName},"),
            new MailBlock.Text("you have a sign-in at Cleveland Security Cameras. Choose a password first; the link works once, within 72 hours."),
            new MailBlock.Button("Choose your password", site.WithSecret(Links.SetPassword(""), LinkSecret)),
            new MailBlock.Facts(("You sign in with", person.Email), ("At", site.Absolute(Links.SignIn))),
            new MailBlock.Text("Too late for the link? Ask the admin who invited you to send it again."),
        ],
        new Dictionary<string, string> { [LinkSecret] = token });
}
