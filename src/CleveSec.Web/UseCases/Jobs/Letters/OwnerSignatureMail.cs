using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>To an absent owner: somebody is to act for them, if they sign for it.</summary>
internal static class OwnerSignatureMail
{
    private const string LinkSecret = "sign-link";

    /// <param name="key">Opens the form.</param>
    public static Letter Write(LetterContext context, OwnerSignature signature, string key)
    {
        var address = context.Site.WithSecret(Languages.In(Languages.Current, Links.VisitSign("")), LinkSecret);
        return new(
            nameof(OwnerSignatureMail),
            context.T["Please sign who acts for you ({0})", context.Job.Number],
            [
                new MailBlock.Text(context.T["Hello {0},", StaffMember.FirstNameOf(signature.OwnerName)]),
                new MailBlock.Text(context.T["We were told that you cannot be there, and that {0} acts for you when our technician gets you back into your recorder. We do that only if you sign for it.", signature.RepresentativeName]),
                new MailBlock.Facts([.. Facts(context)]),
                new MailBlock.Text(context.T["Read the form and sign it with your name, or tell us that it is not right. It takes a minute on a phone."]),
                new MailBlock.Button(context.T["Read the form and sign"], address),
                new MailBlock.Text(context.T["The link works until {0}. Do not pass it on: whoever has it can sign in your name.", LocalTime.DayAndTime(signature.ExpiresAt)]),
                new MailBlock.Text(context.T["If you know nothing of this, use the same link to say so, or call us: {0}.", Ui.Office.PhoneShown]),
            ],
            new Dictionary<string, string> { [LinkSecret] = key },
            Short: signature.Channel == MessageChannel.Text
                ? new ShortForm(context.T["{0} is to act for you at our visit {1}. Read and sign it, or say no: {2}", signature.RepresentativeName, context.Job.Number, address], signature.ExpiresAt, AtAnyHour: context.Job.Status == Domain.Jobs.JobStatus.OnSite)
                : null);
    }

    private static IEnumerable<(string, string)> Facts(LetterContext context)
    {
        yield return (context.T["Job number"], context.Job.Number);
        yield return (context.T["Where"], $"{context.Job.Site.City}, {context.Job.Site.Zip}");
        if (context.Visit is { } visit)
        {
            yield return (context.T["Arrival window"], LocalTime.DayAndSpan(visit.Window));
        }
    }
}
