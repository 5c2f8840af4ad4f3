using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

internal static class CallFirstMail
{
    public static Letter Write(LetterContext context, IReadOnlyList<string> hours) => new(
        nameof(CallFirstMail),
        context.T["We call you first ({0})", context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["Thank you, we have your request. Before anybody comes we would like to talk with you for a few minutes: then the visit suits you and the technician can really help."]),
            new MailBlock.Text(context.T["Somebody from our office calls you at {0}. You do not have to do anything. No visit is planned yet.", PhoneNumbers.Display(context.Job.Customer.Phone)]),
            new MailBlock.Facts([.. Facts(context)]),
            .. hours.Count == 0 ? Array.Empty<MailBlock>() : [new MailBlock.Text(context.T["Our office answers:"]), new MailBlock.List([.. hours])],
            new MailBlock.Text(context.T["If you would rather call us: {0}.", Ui.Office.PhoneShown]),
            context.VisitButton(context.T["See where your request stands"]),
        ],
        context.Secrets);

    private static IEnumerable<(string, string)> Facts(LetterContext context)
    {
        yield return (context.T["Job number"], context.Job.Number);
        yield return (context.T["Where"], VisitCalendar.Place(context.Job.Site));
        if (context.Job is { WantedWindowStart: { } start, WantedWindowEnd: { } end })
        {
            yield return (context.T["You would like"], LocalTime.DayAndSpan(new Interval(start, end)));
        }
    }
}
