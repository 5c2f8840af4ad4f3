using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>
/// Writes to the customer of a job in the customer's language, whoever caused the letter, with a fresh link to the visit in each, beside it by text message where they
/// agreed to that; who has neither is a call for the office, in its own language. Part of the caller's unit of work.
/// </summary>
internal sealed class CustomerLetters(Outbox outbox, SecretLinks links, SiteAddress site, IOptions<MailSettings> mail, TextOutbox texts, IStringLocalizer<CustomerLetters> t, IClock clock)
{
    private static readonly Duration LinkLife = Duration.FromDays(14);

    public void Booked(Job job, Visit visit, string technicianFirstName) =>
        Tell(job, visit, context => BookingConfirmedMail.Write(context, technicianFirstName));

    /// <summary>Nobody comes before we have talked: which situation that is about is not written down in a mail.</summary>
    /// <param name="hours">When the office answers, in the customer's language; may be empty.</param>
    public void CallFirst(Job job, IReadOnlyList<string> hours) => Tell(job, null, context => CallFirstMail.Write(context, hours));

    public void Changed(Job job, Visit visit, string technicianFirstName) =>
        Tell(job, visit, context => VisitChangedMail.Write(context, technicianFirstName));

    /// <summary>The office has accepted what was booked. Only by mail, whose calendar says so: nobody is called for it.</summary>
    public void Confirmed(Job job, Visit visit, string technicianFirstName)
    {
        if (job.Customer.Email is not null)
        {
            Tell(job, visit, context => VisitConfirmedMail.Write(context, technicianFirstName));
        }
    }

    /// <summary>To somebody who waits for a sooner window.</summary>
    /// <param name="key">Opens the offer.</param>
    public void SoonerWindow(Job job, Visit visit, Interval sooner, string key, Instant until) =>
        Tell(job, visit, context => SoonerWindowMail.Write(context, sooner, key, until));

    public void Reminder(Job job, Visit visit, string technicianFirstName, ReminderKind kind, Instant until) =>
        Tell(job, visit, context => VisitReminderMail.Write(context, technicianFirstName, kind, until));

    /// <param name="arrival">When the technician is likely to be there.</param>
    public void OnTheWay(Job job, Visit visit, string technicianFirstName, Interval arrival) =>
        Tell(job, visit, context => OnTheWayMail.Write(context, technicianFirstName, arrival));

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

    /// <summary>To the absent owner, in the language they were asked in and by the channel they were asked by; it holds no link to the visit.</summary>
    /// <param name="key">Opens the form.</param>
    public void OwnerSignature(Job job, OwnerSignature signature, string key)
    {
        var context = new LetterContext(job, job.LiveVisit, site, Organizer.Of(mail.Value), t, clock.GetCurrentInstant(), "");
        var forOffice = SubjectForOffice(context, letter => OwnerSignatureMail.Write(letter, signature, key));
        using var inTheirLanguage = Languages.Use(signature.Language);
        outbox.Tell(job, OwnerSignatureMail.Write(context, signature, key), forOffice);
    }

    private void Tell(Job job, Visit? visit, Func<LetterContext, Letter> write)
    {
        var now = clock.GetCurrentInstant();
        var (byEmail, reached) = (job.Customer.Email is not null, job.Customer.Email is not null || texts.Reaches(job.Customer));
        var token = reached ? links.Issue(LinkPurpose.Visit, job.Id, now, Instant.Max(now, visit?.WindowEnd ?? now) + LinkLife) : "";
        var context = new LetterContext(job, visit, site, Organizer.Of(mail.Value), t, now, token);
        var forOffice = byEmail ? "" : SubjectForOffice(context, write);
        using var inTheirLanguage = Languages.Use(reached ? job.Customer.Language : Language.English);
        outbox.Tell(job, write(context), forOffice);
    }

    private static string SubjectForOffice(LetterContext context, Func<LetterContext, Letter> write)
    {
        using var inEnglish = Languages.Use(Language.English);
        return write(context).Subject;
    }
}

/// <summary>What a letter to a customer may speak of.</summary>
/// <param name="T">The words of all letters, in the language that is being written.</param>
internal sealed record LetterContext(Job Job, Visit? Visit, SiteAddress Site, Organizer Organizer, IStringLocalizer<CustomerLetters> T, Instant Now, string Token)
{
    private const string LinkSecret = "visit-link";
    private static readonly Duration TextLife = Duration.FromDays(1);

    public MailBlock Greeting => new MailBlock.Text(T["Hello {0},", Job.Customer.FirstName]);

    /// <summary>Goes to the visit without a password, so it stands in the outbox only encrypted.</summary>
    public MailBlock VisitButton(LocalizedString words) => new MailBlock.Button(words, VisitAddress);

    /// <inheritdoc cref="VisitButton"/>
    public string VisitAddress => Site.WithSecret(Languages.In(Languages.Current, Links.VisitByLink("")), LinkSecret);

    /// <summary>What is worth a text for a day, and not when the visit is over.</summary>
    public ShortForm AsText(string words) => new(words, Visit is { } visit && visit.WindowEnd > Now ? Instant.Min(visit.WindowEnd, Now + TextLife) : Now + TextLife);

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
