using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>
/// Writes to the customer of a job in the customer's language, whoever caused the letter, with a fresh link to the visit in each; where there is no e-mail the office gets a
/// call to make, in its own language. Part of the caller's unit of work.
/// </summary>
internal sealed class CustomerLetters(Outbox outbox, SecretLinks links, SiteAddress site, IOptions<MailSettings> mail, IStringLocalizer<CustomerLetters> t, IClock clock)
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

    /// <summary>We tried what makes sense and could not open the recorder. What was done follows with the close-out.</summary>
    /// <param name="visit">The visit that this ended; null when none was open.</param>
    public void NotRecovered(Job job, Visit? visit) => Tell(job, visit, JobNotRecoveredMail.Write);

    /// <summary>The visit will not take place as planned, but the job goes on: the office calls.</summary>
    public void VisitOff(Job job, Visit? visit) => Tell(job, visit, VisitOffMail.Write);

    private void Tell(Job job, Visit? visit, Func<LetterContext, Letter> write)
    {
        var now = clock.GetCurrentInstant();
        var token = job.Customer.Email is null ? "" : links.Issue(LinkPurpose.Visit, job.Id, now, Instant.Max(now, visit?.WindowEnd ?? now) + LinkLife);
        using var inTheirLanguage = Languages.Use(job.Customer.Email is null ? Language.English : job.Customer.Language);
        outbox.Tell(job, write(new LetterContext(job, visit, site, Organizer.Of(mail.Value), t, now, token)));
    }
}

/// <summary>What a letter to a customer may speak of.</summary>
/// <param name="T">The words of all letters, in the language that is being written.</param>
internal sealed record LetterContext(Job Job, Visit? Visit, SiteAddress Site, Organizer Organizer, IStringLocalizer<CustomerLetters> T, Instant Now, string Token)
{
    private const string LinkSecret = "visit-link";

    public MailBlock Greeting => new MailBlock.Text(T["Hello {0},", Job.Customer.FirstName]);

    /// <summary>Goes to the visit without a password, so it stands in the outbox only encrypted.</summary>
    public MailBlock VisitButton(LocalizedString words) => new MailBlock.Button(words, Site.WithSecret(Languages.In(Languages.Current, Links.VisitByLink("")), LinkSecret));

    public Dictionary<string, string> Secrets => new() { [LinkSecret] = Token };

    public Visit RequiredVisit => Visit ?? throw new InvalidOperationException("This letter is about a visit.");

    public MailBlock VisitFacts(string technicianFirstName) => new MailBlock.Facts(
        (T["Arrival window"], LocalTime.DayAndSpan(RequiredVisit.Window)),
        (T["Technician"], technicianFirstName),
        (T["Where"], VisitCalendar.Place(Job.Site)),
        (T["Job number"], Job.Number));

    public string Calendar(Visit visit, bool cancelled = false) => VisitCalendar.Write(Job, visit, Site, Organizer, T, Now, cancelled);

    public MailBlock HaveReady => new MailBlock.List(
        T["A government photo ID with your name. The technician looks at it; we keep no picture of it."],
        T["Something that ties the recorder to you: a receipt, the installer's contract, the app you use with it, or the mailbox it was set up with."],
        T["Power and a monitor at the recorder if you have one. Please leave the recorder switched on."]);
}
