using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Tells somebody that their question is answered, with the answer. In the language of the question.</summary>
internal sealed class CommentAnsweredMail(IStringLocalizer<CommentAnsweredMail> t, SiteAddress site)
{
    public Letter Write(GuideComment comment, string title) => new(
        nameof(CommentAnsweredMail),
        t["We answered your question"],
        [
            new MailBlock.Text(t["Hello {0},", StaffMember.FirstNameOf(comment.Name)]),
            new MailBlock.Text(t["you asked under “{0}” in our password-reset guide:", title]),
            .. Lines(comment.Text),
            new MailBlock.Text(t["Our answer:"]),
            .. Lines(comment.Answer!),
            new MailBlock.Button(t["See it on the page"], site.Absolute(Languages.In(Languages.Current, Links.GuideTopic(comment.Slug)))),
            new MailBlock.Text(t["We erase your address 30 days after this answer."]),
        ],
        new Dictionary<string, string>());

    private static IEnumerable<MailBlock> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new MailBlock.Text(line));
}
