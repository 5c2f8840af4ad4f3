using CleveSec.Domain.Scheduling;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.UseCases.Jobs.Letters;

// One class a letter; together because each is a few lines and they are read together when a word changes.

internal static class BookingConfirmedMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(BookingConfirmedMail),
        context.T["Your visit is booked: {0} ({1})", LocalTime.DayAndSpan(context.RequiredVisit.Window), context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["Your visit is booked. The technician arrives within this window:"]),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text(context.T["Please have ready:"]),
            context.HaveReady,
            new MailBlock.Text(context.T["We tell you the price before we come. If your plans change, use the link below or call us."]),
            context.VisitButton(context.T["See, change or cancel your visit"]),
        ],
        context.Secrets,
        context.Calendar(context.RequiredVisit),
        context.AsText(context.T["Your visit {0} is booked: {1}. {2}", context.Job.Number, LocalTime.DayAndSpan(context.RequiredVisit.Window), context.VisitAddress]));
}

internal static class VisitConfirmedMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(VisitConfirmedMail),
        context.T["Your visit is confirmed: {0} ({1})", LocalTime.DayAndSpan(context.RequiredVisit.Window), context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["The office has confirmed your visit. Nothing about the time has changed; the calendar entry now says “confirmed”."]),
            context.VisitFacts(technicianFirstName),
            context.VisitButton(context.T["See, change or cancel your visit"]),
        ],
        context.Secrets,
        context.Calendar(context.RequiredVisit));
}

internal static class VisitChangedMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(VisitChangedMail),
        context.T["Your visit has changed: {0} ({1})", LocalTime.DayAndSpan(context.RequiredVisit.Window), context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["Your visit has changed. This is how it stands now:"]),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text(context.T["If this does not suit you, use the link below or call us."]),
            context.VisitButton(context.T["See your visit"]),
        ],
        context.Secrets,
        context.Calendar(context.RequiredVisit),
        context.AsText(context.T["Your visit {0} has changed. It is now {1}. {2}", context.Job.Number, LocalTime.DayAndSpan(context.RequiredVisit.Window), context.VisitAddress]));
}

internal static class OnTheWayMail
{
    /// <summary>Later it would say something untrue.</summary>
    private static readonly NodaTime.Duration TextLife = NodaTime.Duration.FromMinutes(30);

    public static Letter Write(LetterContext context, string technicianFirstName, NodaTime.Interval arrival) => new(
        nameof(OnTheWayMail),
        context.T["{0} is on the way ({1})", technicianFirstName, context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["{0} from {1} is on the way to you and should be there about {2}.", technicianFirstName, Ui.Office.Name, LocalTime.Span(arrival)]),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text(context.T["Before anything is reset, the technician asks for your photo ID and for something that ties the recorder to you."]),
            context.VisitButton(context.T["See your visit"]),
        ],
        context.Secrets,
        Short: new ShortForm(context.T["{0} is on the way, there about {1}. {2}", technicianFirstName, LocalTime.Span(arrival), context.VisitAddress], context.Now + TextLife, AtAnyHour: true));
}

internal static class JobClosedMail
{
    public static Letter Write(LetterContext context) => new(
        nameof(JobClosedMail),
        context.T["What was done on your recorder ({0})", context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.T["Your job is closed. This is what we did:"]),
            .. (context.Job.Summary ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => new MailBlock.Text(paragraph)),
            new MailBlock.Text(context.T["We do not know and do not keep your recorder's password. Keep it where you will find it again."]),
            context.VisitButton(context.T["Read the report"]),
        ],
        context.Secrets);
}

internal static class VisitCancelledMail
{
    public static Letter Write(LetterContext context) => new(
        nameof(VisitCancelledMail),
        context.T["Your visit is cancelled ({0})", context.Job.Number],
        [
            context.Greeting,
            new MailBlock.Text(context.Visit is { } visit
                ? context.T["Your visit on {0} is cancelled. Nobody will come.", LocalTime.DayAndSpan(visit.Window)]
                : context.T["Your request is cancelled. Nobody will come."]),
            new MailBlock.Text(context.T["If this is a mistake, or you need us after all, call us or book again."]),
        ],
        new Dictionary<string, string>(),
        context.Visit is { } off ? context.Calendar(off, cancelled: true) : null,
        context.AsText(context.Visit is { } gone
            ? context.T["Your visit {0} on {1} is cancelled. Nobody will come.", context.Job.Number, LocalTime.DayAndSpan(gone.Window)]
            : context.T["Your request {0} is cancelled. Nobody will come.", context.Job.Number]));
}

internal static class JobRefusedMail
{
    public static Letter Write(LetterContext context)
    {
        // A visit that ended on the doorstep is over, not off.
        var off = context.Visit is { ArrivedAt: null } visit ? visit : null;
        return new(
            nameof(JobRefusedMail),
            context.T["We cannot take on your request ({0})", context.Job.Number],
            [
                context.Greeting,
                new MailBlock.Text(context.T["We open a recorder only for its owner, or for somebody the owner has named. For this request we could not establish that, so we cannot take it on."]),
                .. off is null ? Array.Empty<MailBlock>() : [new MailBlock.Text(context.T["The visit on {0} is off. Nobody will come.", LocalTime.DayAndSpan(off.Window)])],
                new MailBlock.Text(context.T["If you have papers that show more, or think this is a mistake, please call us."]),
            ],
            new Dictionary<string, string>(),
            off is null ? null : context.Calendar(off, cancelled: true));
    }
}

internal static class JobNotRecoveredMail
{
    public static Letter Write(LetterContext context)
    {
        // A visit that ended at the recorder is over, not off.
        var off = context.Visit is { ArrivedAt: null } visit ? visit : null;
        var some = context.Job.AnyRecorderReinitialized;
        return new(
            nameof(JobNotRecoveredMail),
            some ? context.T["We could not open every one of your recorders ({0})", context.Job.Number] : context.T["We could not open your recorder ({0})", context.Job.Number],
            [
                context.Greeting,
                new MailBlock.Text(some
                    ? context.T["We are sorry: we could not get into every one of your recorders, and we do not go on trying."]
                    : context.T["We are sorry: we could not get into your recorder, and we do not go on trying."]),
                .. off is null ? Array.Empty<MailBlock>() : [new MailBlock.Text(context.T["The visit on {0} is off. Nobody will come.", LocalTime.DayAndSpan(off.Window)])],
                new MailBlock.Text(context.T["You get a summary of what we did from us. If you have questions, or think there is another way, please call us."]),
                context.VisitButton(context.T["See where your job stands"]),
            ],
            context.Secrets,
            off is null ? null : context.Calendar(off, cancelled: true));
    }
}

internal static class VisitOffMail
{
    public static Letter Write(LetterContext context)
    {
        // Only what nobody came to is taken out of the calendar.
        var off = context.Visit is { Status: VisitStatus.Cancelled, ArrivedAt: null } visit ? visit : null;
        return new(
            nameof(VisitOffMail),
            Subject(context, off),
            [
                context.Greeting,
                new MailBlock.Text($"{Words(context, off)} {context.T["Your job stays open with us."]}"),
                .. context.Job.MustStayOn ? [new MailBlock.Text(context.T["Please leave the recorder switched on, and do not restart or unplug it: the manufacturer's file or code fits only as long as it stays as it is."])] : Array.Empty<MailBlock>(),
                new MailBlock.Text(context.T["The office will get in touch to arrange what comes next. You can also call us."]),
                context.VisitButton(context.T["See where your job stands"]),
            ],
            context.Secrets,
            off is null ? null : context.Calendar(off, cancelled: true));
    }

    private static string Subject(LetterContext context, Visit? off) =>
        off is not null ? context.T["Your visit is off: {0} ({1})", LocalTime.DayAndSpan(off.Window), context.Job.Number]
        : context.Visit is { } visit ? context.T["About your visit: {0} ({1})", LocalTime.DayAndSpan(visit.Window), context.Job.Number]
        : context.T["About your visit ({0})", context.Job.Number];

    private static string Words(LetterContext context, Visit? off) => context.Visit switch
    {
        _ when off is not null => context.T["Your visit is off. Nobody comes {0}.", LocalTime.DayAndSpan(off.Window)],
        { Status: VisitStatus.NoAccess } visit => context.T["We came for your visit on {0} and could not get in.", LocalTime.DayAndSpan(visit.Window)],
        { } visit => context.T["Your visit on {0} could not be finished as planned.", LocalTime.DayAndSpan(visit.Window)],
        _ => context.T["Your visit could not take place as planned."],
    };
}
