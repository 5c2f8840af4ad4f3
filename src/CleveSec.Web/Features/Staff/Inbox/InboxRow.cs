using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>A row in words: what it is, where it leads, and whom it is about.</summary>
internal sealed record InboxRow(InboxItem Item, string? View, Instant Now)
{
    public string What => Item switch
    {
        InboxItem.Queued { AwaitsVendor: true } => "Awaiting the vendor, no visit planned",
        InboxItem.Queued => "Plan a visit",
        InboxItem.Unaccepted => "New booking",
        InboxItem.Unacknowledged changed => $"{changed.Technician.FirstName} has not seen today’s change",
        InboxItem.Late late => $"{late.Technician.FirstName} is late",
        InboxItem.FailedMail => "A mail was not delivered",
        InboxItem.Call => "Phone this customer",
        InboxItem.CallBack call => $"Call back {call.Name}",
        _ => throw new InvalidOperationException($"A row without words: {Item.GetType().Name}."),
    };

    public string Detail => Item switch
    {
        InboxItem.Queued queued => queued.Reason ?? "Reported, no visit planned yet.",
        InboxItem.Unaccepted booking => $"{LocalTime.DayAndSpan(booking.Window)} with {booking.Technician.Name}",
        InboxItem.Unacknowledged changed => $"Today, {LocalTime.Span(changed.Window)}. Changed at {LocalTime.Time(changed.Since)}; call {changed.Technician.FirstName}.",
        InboxItem.Late late => $"The window {LocalTime.DayAndSpan(late.Window)} is over; {late.Technician.FirstName} is {(late.Status == VisitStatus.EnRoute ? "on the way" : "not on the way yet")}.",
        InboxItem.FailedMail mail => $"“{mail.Subject}” to {mail.ToAddress}",
        InboxItem.Call call => call.About,
        InboxItem.CallBack call => Wishes(call),
        _ => "",
    };

    /// <summary>The job, or what else the row is about.</summary>
    public string Address => Item switch
    {
        InboxItem.FailedMail mail => Links.MailboxItem(mail.MailId),
        InboxItem.CallBack call => Links.Call(call.Phone),
        _ => Links.Job(Item.Job!.Number),
    };

    public string Icon => Item switch
    {
        InboxItem.Queued or InboxItem.Unaccepted => "calendar",
        InboxItem.Unacknowledged => "eye",
        InboxItem.Late => "clock",
        InboxItem.FailedMail => "mail",
        _ => "phone",
    };

    public InboxTechnician? ToCall => Item switch
    {
        InboxItem.Unacknowledged changed => changed.Technician,
        InboxItem.Late late => late.Technician,
        _ => null,
    };

    private static string Wishes(InboxItem.CallBack call) => string.Join(" · ", new[]
    {
        call.Language == Language.Spanish ? "Asked in Spanish" : null,
        call.BestTime is null ? "No time named" : $"Best time: {call.BestTime}",
        call.About,
    }.OfType<string>());
}
