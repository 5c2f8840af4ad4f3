using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
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
        InboxItem.ToClose { Status: JobStatus.Refused } => "Refused: close the job",
        InboxItem.ToClose { Status: JobStatus.NotRecovered } => "Not recovered: close the job",
        InboxItem.ToClose => "Re-initialized: close the job",
        InboxItem.Stranded => "Technician not available",
        InboxItem.Unaccepted => "New booking",
        InboxItem.Unacknowledged changed => $"{changed.Technician.FirstName} has not seen today’s change",
        InboxItem.Late late => $"{late.Technician.FirstName} is late",
        InboxItem.FailedMail { FailedTries: null } => "A mail was not delivered",
        InboxItem.FailedMail => "A mail does not get through",
        InboxItem.Call => "Phone this customer",
        InboxItem.CallBack call => $"Call back {call.Name}",
        InboxItem.Question question => $"Question of {question.Name}",
        _ => throw new InvalidOperationException($"A row without words: {Item.GetType().Name}."),
    };

    public string Detail => Item switch
    {
        InboxItem.Queued queued => queued.Reason ?? "Reported, no visit planned yet.",
        InboxItem.ToClose ended => ended.Reason ?? "Nobody has written the summary for the customer yet.",
        InboxItem.Stranded stranded => $"{LocalTime.DayAndSpan(stranded.Window)}: {stranded.Technician.Name} {(stranded.IsAway ? "is away then" : "is not a technician here any more")}. Give the visit to somebody else or move it.",
        InboxItem.Unaccepted booking => $"{LocalTime.DayAndSpan(booking.Window)} with {booking.Technician.Name}",
        InboxItem.Unacknowledged changed => $"Today, {LocalTime.Span(changed.Window)}. Changed at {LocalTime.Time(changed.Since)}; call {changed.Technician.FirstName}.",
        InboxItem.Late late => $"The window {LocalTime.DayAndSpan(late.Window)} is over; {late.Technician.FirstName} is {(late.Status == VisitStatus.EnRoute ? "on the way" : "not on the way yet")}.",
        InboxItem.FailedMail mail => $"“{mail.Subject}” to {mail.ToAddress}{(mail.FailedTries is { } tries ? $": {tries} {(tries == 1 ? "try" : "tries")} failed, it is tried again" : "")}{(mail.VisitIsNear ? ". The visit is within 24 hours: tell them by phone" : "")}",
        InboxItem.Call call => call.About,
        InboxItem.CallBack call => Wishes(call),
        InboxItem.Question question => $"{question.Topic}{(question.Language == Language.Spanish ? ", in Spanish" : "")}: “{PlainText.Short(question.Text, 160)}”",
        _ => "",
    };

    /// <summary>Where it is dealt with: the job or its visit, the mail, or a telephone.</summary>
    public string Address => Item switch
    {
        InboxItem.FailedMail mail => Links.MailboxItem(mail.MailId),
        InboxItem.Stranded => Links.JobVisit(Item.Job!.Number),
        InboxItem.CallBack call => Links.Call(call.Phone),
        InboxItem.Question question => Links.StaffComment(question.CommentId),
        _ => Links.Job(Item.Job!.Number),
    };

    public string Icon => Item switch
    {
        InboxItem.Queued or InboxItem.Unaccepted => "calendar",
        InboxItem.ToClose => "file-text",
        InboxItem.Stranded => "alert-triangle",
        InboxItem.Unacknowledged => "eye",
        InboxItem.Late => "clock",
        InboxItem.FailedMail => "mail",
        InboxItem.Question => "message-square",
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
