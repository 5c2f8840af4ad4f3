using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.UseCases.Comments;

/// <summary>Goes to an address somebody typed. It holds nothing else that was typed, so that nobody can send their words to others through us.</summary>
internal sealed class CommentConfirmationMail(IStringLocalizer<CommentConfirmationMail> t, SiteAddress site)
{
    private const string LinkSecret = "question-link";

    public Letter Write(string title, string token) => new(
        nameof(CommentConfirmationMail),
        t["Confirm your question to {0}", Ui.Office.Name],
        [
            new MailBlock.Text(t["Hello,"]),
            new MailBlock.Text(t["this address was given with a question under “{0}” in our password-reset guide. If it is yours, please confirm it. Only then does the office see the question.", title]),
            new MailBlock.Button(t["Look at the question and confirm"], site.WithSecret(Languages.In(Languages.Current, Links.ConfirmQuestion("")), LinkSecret)),
            new MailBlock.Text(t["The link works for {0} days.", (int)CommentConfirmation.LinkLife.TotalDays]),
            new MailBlock.Text(t["You did not ask anything? Then do nothing: an unconfirmed question is deleted."]),
        ],
        new Dictionary<string, string> { [LinkSecret] = token });
}
