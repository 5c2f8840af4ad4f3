using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Options;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>Writes to the customer of a job, with a fresh link to the visit in each letter; where there is no e-mail the office gets a call to make. Part of the caller's unit of work.</summary>
internal sealed class CustomerLetters(Outbox outbox, SecretLinks links, SiteAddress site, IOptions<MailSettings> mail, IClock clock)
{
    private static readonly Duration LinkLife = Duration.FromDays(14);

    public void Booked(Job job, Visit visit, string technicianFirstName) =>
        Tell(job, visit, context => BookingConfirmedMail.Write(context, technicianFirstName));

    public void Changed(Job job, Visit visit, string technicianFirstName) =>
        Tell(job, visit, context => VisitChangedMail.Write(context, technicianFirstName));

    public void OnTheWay(Job job, Visit visit, string technicianFirstName) =>
        Tell(job, visit, context => OnTheWayMail.Write(context, technicianFirstName));

    public void Closed(Job job) => Tell(job, job.Visits.LastOrDefault(), JobClosedMail.Write);

    /// <param name="visit">The visit that falls away; null when none was planned.</param>
    public void Cancelled(Job job, Visit? visit) => Tell(job, visit, VisitCancelledMail.Write);

    /// <summary>We do not open this recorder for this person. The reason stays in the office.</summary>
    /// <param name="visit">The visit that falls away; null when none was planned.</param>
    public void Refused(Job job, Visit? visit) => Tell(job, visit, JobRefusedMail.Write);

    /// <summary>The visit will not take place as planned, but the job goes on: the office calls.</summary>
    public void VisitOff(Job job, Visit? visit) => Tell(job, visit, VisitOffMail.Write);

    private void Tell(Job job, Visit? visit, Func<LetterContext, Letter> write)
    {
        var now = clock.GetCurrentInstant();
        var token = job.Customer.Email is null ? "" : links.Issue(LinkPurpose.Visit, job.Id, now, Instant.Max(now, visit?.WindowEnd ?? now) + LinkLife);
        outbox.Tell(job, write(new LetterContext(job, visit, site, Organizer.Of(mail.Value), now, token)));
    }
}

/// <summary>What a letter to a customer may speak of.</summary>
internal sealed record LetterContext(Job Job, Visit? Visit, SiteAddress Site, Organizer Organizer, Instant Now, string Token)
{
    private const string LinkSecret = "visit-link";

    public MailBlock Greeting => new MailBlock.Text($"Hello {Job.Customer.FirstName},");

    /// <summary>Goes to the visit without a password, so it stands in the outbox only encrypted.</summary>
    public MailBlock VisitButton(string words) => new MailBlock.Button(words, Site.WithSecret("/visit/", LinkSecret));

    public Dictionary<string, string> Secrets => new() { [LinkSecret] = Token };

    public Visit RequiredVisit => Visit ?? throw new InvalidOperationException("This letter is about a visit.");

    public MailBlock VisitFacts(string technicianFirstName) => new MailBlock.Facts(
        ("Arrival window", LocalTime.DayAndSpan(RequiredVisit.Window)),
        ("Technician", technicianFirstName),
        ("Where", VisitCalendar.Place(Job.Site)),
        ("Job number", Job.Number));

    public string Calendar(Visit visit, bool cancelled = false) => VisitCalendar.Write(Job, visit, Site, Organizer, Now, cancelled);

    public static MailBlock HaveReady => new MailBlock.List(
        "A government photo ID with your name. The technician looks at it; we keep no picture of it.",
        "Something that ties the recorder to you: a receipt, the installer's contract, the app you use with it, or the mailbox it was set up with.",
        "Power and a monitor at the recorder if you have one. Please leave the recorder switched on.");
}
