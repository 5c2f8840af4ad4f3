using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>The day before, or on the morning. The calendar entry stays as it is, so none is attached.</summary>
internal static class VisitReminderMail
{
    /// <param name="until">When the reminder has lost its sense.</param>
    public static Letter Write(LetterContext context, string technicianFirstName, ReminderKind kind, Instant until)
    {
        var visit = context.RequiredVisit;
        var tomorrow = kind == ReminderKind.DayBefore;
        return new(
            nameof(VisitReminderMail),
            tomorrow ? context.T["Tomorrow we come to you: {0} ({1})", LocalTime.DayAndSpan(visit.Window), context.Job.Number] : context.T["Today we come to you: {0} ({1})", LocalTime.Span(visit.Window), context.Job.Number],
            [
                context.Greeting,
                new MailBlock.Text(tomorrow ? context.T["This is a reminder of your visit tomorrow."] : context.T["This is a reminder of your visit today."]),
                context.VisitFacts(technicianFirstName),
                new MailBlock.Text(context.T["Please have ready:"]),
                context.HaveReady,
                new MailBlock.Text(context.T["We tell you the price before we come. If your plans change, use the link below or call us."]),
                context.VisitButton(context.T["See, change or cancel your visit"]),
            ],
            context.Secrets,
            Short: new ShortForm(
                tomorrow
                    ? context.T["Tomorrow, {0}, {1} comes to you. Please have a photo ID ready. {2}", LocalTime.DayAndSpan(visit.Window), technicianFirstName, context.VisitAddress]
                    : context.T["Today, {0}, {1} comes to you. Please have a photo ID ready. {2}", LocalTime.Span(visit.Window), technicianFirstName, context.VisitAddress],
                until));
    }
}
