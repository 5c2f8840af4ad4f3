using System.Collections.Concurrent;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>Who invites: the business, at the address its mails come from.</summary>
internal sealed record Organizer(string Name, string Address)
{
    public static Organizer Of(MailSettings settings) => new(settings.FromName, settings.FromAddress);
}

/// <summary>The visit as an iCalendar file: one UID a job, a higher SEQUENCE with each change, CANCEL when it is called off.</summary>
internal static class VisitCalendar
{
    private const string Zone = "America/New_York";
    private static readonly ConcurrentDictionary<int, string> Zones = new();

    public static string Write(Job job, Visit visit, SiteAddress site, Organizer organizer, IStringLocalizer<CustomerLetters> t, Instant now, bool cancelled = false)
    {
        // An invitation names whom it invites (RFC 5546, 3.2.2); without an address it is only shown.
        var guest = AddressOf(job.Customer.Email);
        var calendar = new Calendar { Method = cancelled ? "CANCEL" : guest is null ? "PUBLISH" : "REQUEST", ProductId = "-//Cleveland Security Cameras//CleveSec//EN" };
        var start = visit.WindowStart.InZone(BookingRules.Zone);
        var entry = new CalendarEvent
        {
            Uid = $"{job.Id:N}@{site.Host}",
            Sequence = job.CalendarSequence(visit),
            DtStamp = new CalDateTime(now.ToDateTimeUtc(), "UTC"),
            Start = At(visit.WindowStart),
            End = At(visit.WindowEnd),
            Summary = Outbox.OneLine(t["{0}: recorder visit {1}", Ui.Office.Name, job.Number], 120),
            Location = Outbox.OneLine(Place(job.Site), 300),
            Description = t["The technician arrives between {0}. Please have a photo ID ready. Questions: {1}.", LocalTime.Span(visit.Window), Ui.Office.PhoneShown],
            Status = cancelled ? EventStatus.Cancelled : visit.Status is VisitStatus.Held or VisitStatus.Planned ? EventStatus.Tentative : EventStatus.Confirmed,
            Organizer = new Ical.Net.DataTypes.Organizer { Value = AddressOf(organizer.Address), CommonName = Name(organizer.Name) },
        };
        if (guest is not null)
        {
            entry.Attendees.Add(new Attendee(guest) { CommonName = Name(job.Customer.Name), Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.NeedsAction, Rsvp = false });
        }

        calendar.Events.Add(entry);
        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return text.Insert(text.IndexOf("BEGIN:VEVENT", StringComparison.Ordinal), Zones.GetOrAdd(start.Year, ZoneText));
    }

    /// <summary>The clock changes around that year as a VTIMEZONE. To work them out takes longer than all the rest of the file.</summary>
    private static string ZoneText(int year)
    {
        const string end = "END:VTIMEZONE\r\n";
        var calendar = new Calendar();
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, new DateTime(year - 1, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), false));
        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return text[text.IndexOf("BEGIN:VTIMEZONE", StringComparison.Ordinal)..(text.IndexOf(end, StringComparison.Ordinal) + end.Length)];
    }

    /// <summary>The address as somebody looks for it, with the door.</summary>
    public static string Place(Site site) => $"{site.Street}{(site.Unit is null ? "" : $", {site.Unit}")}, {site.City}, {site.State} {site.Zip}";

    private static Uri? AddressOf(string? email) => email is not null && Uri.TryCreate(Links.MailTo(email), UriKind.Absolute, out var address) ? address : null;

    /// <summary>Quotation marks have no place in a parameter (RFC 5545, 3.2).</summary>
    private static string Name(string name) => Outbox.OneLine(name, 120).Replace('"', '\'');

    private static CalDateTime At(Instant instant)
    {
        var local = instant.InZone(BookingRules.Zone).ToDateTimeUnspecified();
        return new CalDateTime(local, Zone);
    }
}
