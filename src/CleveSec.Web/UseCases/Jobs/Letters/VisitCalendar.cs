using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>The visit as an iCalendar file: one UID a job, a higher SEQUENCE with each change, CANCEL when it is called off.</summary>
internal static class VisitCalendar
{
    private const string Zone = "America/New_York";

    public static string Write(Job job, Visit visit, SiteAddress site, Instant now, bool cancelled = false)
    {
        var calendar = new Calendar { Method = cancelled ? "CANCEL" : "REQUEST", ProductId = "-//Cleveland Security Cameras//CleveSec//EN" };
        var start = visit.WindowStart.InZone(BookingRules.Zone);
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, start.ToDateTimeUnspecified().AddYears(-1), false));
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{job.Id:N}@{site.Host}",
            Sequence = visit.Sequence,
            DtStamp = new CalDateTime(now.ToDateTimeUtc(), "UTC"),
            Start = At(visit.WindowStart),
            End = At(visit.WindowEnd),
            Summary = Outbox.OneLine($"Cleveland Security Cameras: recorder visit {job.Number}", 120),
            Location = Outbox.OneLine(Place(job.Site), 300),
            Description = $"The technician arrives between {LocalTime.Span(visit.Window)}. Please have a photo ID ready. Questions: 216-333-8245.",
            Status = cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    /// <summary>The address as somebody looks for it, with the door.</summary>
    public static string Place(Site site) => $"{site.Street}{(site.Unit is null ? "" : $", {site.Unit}")}, {site.City}, {site.State} {site.Zip}";

    private static CalDateTime At(Instant instant)
    {
        var local = instant.InZone(BookingRules.Zone).ToDateTimeUnspecified();
        return new CalDateTime(local, Zone);
    }
}
