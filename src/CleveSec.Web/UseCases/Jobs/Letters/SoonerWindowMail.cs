using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>A sooner window, kept for ten minutes.</summary>
internal static class SoonerWindowMail
{
    private const string OfferSecret = "offer-link";

    public static Letter Write(LetterContext context, Interval sooner, string key, Instant until)
    {
        var address = context.Site.WithSecret(Languages.In(Languages.Current, Links.VisitOffer("")), OfferSecret);
        return new(
            nameof(SoonerWindowMail),
            context.T["A sooner time is free: {0} ({1})", LocalTime.DayAndSpan(sooner), context.Job.Number],
            [
                context.Greeting,
                new MailBlock.Text(context.T["You asked for a sooner time. This one has become free, and we keep it for you until {0}:", LocalTime.Time(until)]),
                new MailBlock.Facts((context.T["Sooner"], LocalTime.DayAndSpan(sooner)), (context.T["Your time now"], LocalTime.DayAndSpan(context.RequiredVisit.Window))),
                new MailBlock.Text(context.T["If you do nothing, your visit stays as it is."]),
                new MailBlock.Button(context.T["Look at it and decide"], address),
            ],
            new Dictionary<string, string> { [OfferSecret] = key },
            Short: new ShortForm(context.T["Free sooner: {0}. Kept for you until {1}: {2}", LocalTime.DayAndSpan(sooner), LocalTime.Time(until), address], until));
    }
}
