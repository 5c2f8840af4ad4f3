using CleveSec.Domain.Scheduling;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.UseCases.Jobs.Letters;

// One class a letter; together because each is a few lines and they are read together when a word changes.

internal static class BookingConfirmedMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(BookingConfirmedMail),
        $"Your visit is booked: {LocalTime.DayAndSpan(context.RequiredVisit.Window)} ({context.Job.Number})",
        [
            context.Greeting,
            new MailBlock.Text("Your visit is booked. The technician arrives within this window:"),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text("Please have ready:"),
            LetterContext.HaveReady,
            new MailBlock.Text("We tell you the price before we come. If your plans change, use the link below or call us."),
            context.VisitButton("See, change or cancel your visit"),
        ],
        context.Secrets,
        context.Calendar(context.RequiredVisit));
}

internal static class VisitChangedMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(VisitChangedMail),
        $"Your visit has changed: {LocalTime.DayAndSpan(context.RequiredVisit.Window)} ({context.Job.Number})",
        [
            context.Greeting,
            new MailBlock.Text("Your visit has changed. This is how it stands now:"),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text("If this does not suit you, use the link below or call us."),
            context.VisitButton("See your visit"),
        ],
        context.Secrets,
        context.Calendar(context.RequiredVisit));
}

internal static class OnTheWayMail
{
    public static Letter Write(LetterContext context, string technicianFirstName) => new(
        nameof(OnTheWayMail),
        $"{technicianFirstName} is on the way ({context.Job.Number})",
        [
            context.Greeting,
            new MailBlock.Text($"{technicianFirstName} from Cleveland Security Cameras is on the way to you."),
            context.VisitFacts(technicianFirstName),
            new MailBlock.Text("Before anything is reset, the technician asks for your photo ID and for something that ties the recorder to you."),
            context.VisitButton("See your visit"),
        ],
        context.Secrets);
}

internal static class JobClosedMail
{
    public static Letter Write(LetterContext context) => new(
        nameof(JobClosedMail),
        $"What was done on your recorder ({context.Job.Number})",
        [
            context.Greeting,
            new MailBlock.Text("Your job is closed. This is what we did:"),
            .. (context.Job.Summary ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => new MailBlock.Text(paragraph)),
            new MailBlock.Text("We do not know and do not keep your recorder's password. Keep it where you will find it again."),
            context.VisitButton("Read the report"),
        ],
        context.Secrets);
}

internal static class VisitCancelledMail
{
    public static Letter Write(LetterContext context) => new(
        nameof(VisitCancelledMail),
        $"Your visit is cancelled ({context.Job.Number})",
        [
            context.Greeting,
            new MailBlock.Text(context.Visit is { } visit
                ? $"Your visit on {LocalTime.DayAndSpan(visit.Window)} is cancelled. Nobody will come."
                : "Your request is cancelled. Nobody will come."),
            new MailBlock.Text("If this is a mistake, or you need us after all, call us or book again."),
        ],
        new Dictionary<string, string>(),
        context.Visit is { } off ? context.Calendar(off, cancelled: true) : null);
}

internal static class JobRefusedMail
{
    public static Letter Write(LetterContext context)
    {
        // A visit that ended on the doorstep is over, not off.
        var off = context.Visit is { ArrivedAt: null } visit ? visit : null;
        return new(
            nameof(JobRefusedMail),
            $"We cannot take on your request ({context.Job.Number})",
            [
                context.Greeting,
                new MailBlock.Text("We open a recorder only for its owner, or for somebody the owner has named. For this request we could not establish that, so we cannot take it on."),
                .. off is null ? Array.Empty<MailBlock>() : [new MailBlock.Text($"The visit on {LocalTime.DayAndSpan(off.Window)} is off. Nobody will come.")],
                new MailBlock.Text("If you have papers that show more, or think this is a mistake, please call us."),
            ],
            new Dictionary<string, string>(),
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
            $"{Subject(context, off)} ({context.Job.Number})",
            [
                context.Greeting,
                new MailBlock.Text($"{Words(context, off)} Your job stays open with us."),
                new MailBlock.Text("The office will get in touch to arrange what comes next. You can also call us."),
                context.VisitButton("See where your job stands"),
            ],
            context.Secrets,
            off is null ? null : context.Calendar(off, cancelled: true));
    }

    private static string Subject(LetterContext context, Visit? off) =>
        off is not null ? $"Your visit is off: {LocalTime.DayAndSpan(off.Window)}"
        : context.Visit is { } visit ? $"About your visit: {LocalTime.DayAndSpan(visit.Window)}"
        : "About your visit";

    private static string Words(LetterContext context, Visit? off) => context.Visit switch
    {
        _ when off is not null => $"Your visit is off. Nobody comes {LocalTime.DayAndSpan(off.Window)}.",
        { Status: VisitStatus.NoAccess } visit => $"We came for your visit on {LocalTime.DayAndSpan(visit.Window)} and could not get in.",
        { } visit => $"Your visit on {LocalTime.DayAndSpan(visit.Window)} could not be finished as planned.",
        _ => "Your visit could not take place as planned.",
    };
}
