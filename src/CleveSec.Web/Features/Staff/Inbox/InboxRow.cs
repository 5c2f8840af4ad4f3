using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>A row in words: what it is, where it leads, and whom it is about.</summary>
/// <param name="Me">Who looks.</param>
internal sealed record InboxRow(Waiting Waiting, string? View, string? Filter, Instant Now, Guid Me)
{
    public bool Chosen { get; init; }

    public InboxItem Item => Waiting.Item;

    public bool IsMine => Waiting.HolderId == Me;

    public string? HeldBy => Waiting.HolderId is null || IsMine ? null : Waiting.HolderName;

    public string What => Item switch
    {
        InboxItem.Queued { AwaitsVendor: true } => "Awaiting the vendor, no visit planned",
        InboxItem.Queued { CallFirst: true } => "Call before planning a visit",
        InboxItem.Queued => "Plan a visit",
        InboxItem.ToClose { Status: JobStatus.Refused } => "Refused: close the job",
        InboxItem.ToClose { Status: JobStatus.NotRecovered } => "Not recovered: close the job",
        InboxItem.ToClose => "Re-initialized: close the job",
        InboxItem.Stranded => "Technician not available",
        InboxItem.Unaccepted => "New booking",
        InboxItem.Unacknowledged changed => $"{changed.Technician.FirstName} has not seen today’s change",
        InboxItem.Late late => $"{late.Technician.FirstName} is late",
        InboxItem.RunningLate { MissesWindow: true } late => $"{late.Technician.FirstName} will miss the window",
        InboxItem.RunningLate late => $"{late.Technician.FirstName} is running late",
        InboxItem.Blocked blocked => $"{blocked.Technician.FirstName} cannot go on",
        InboxItem.SecondPerson { Phone: { } phone } => $"{phone} has to confirm an approval by phone",
        InboxItem.SecondPerson asked => $"{asked.Technician.FirstName} asks for a second person",
        InboxItem.OwnerDeclined declined => $"{declined.Owner} did not authorize this",
        InboxItem.VendorExpires expires when expires.ValidUntil <= Now => $"The answer of {expires.Vendor} has expired",
        InboxItem.VendorExpires expires => $"The answer of {expires.Vendor} expires",
        InboxItem.VendorMail { CameBack: true } => "A letter to a vendor came back",
        InboxItem.VendorMail { Forged: true } => "Answer of a vendor, sender not the one we wrote to",
        InboxItem.VendorMail => "Answer of a vendor to look at",
        InboxItem.VendorSilent silent => $"{silent.Vendor} has not answered",
        InboxItem.FailedMail { FailedTries: null } => "A mail was not delivered",
        InboxItem.FailedMail => "A mail does not get through",
        InboxItem.Photos { Count: 1 } => "Photo to look at",
        InboxItem.Photos => "Photos to look at",
        InboxItem.Call => "Phone this customer",
        InboxItem.Note => "Message of the customer",
        InboxItem.CallBack call => $"Call back {call.Name}",
        InboxItem.Question question => $"Question of {question.Name}",
        InboxItem.SerialTwice => "One serial under two customers",
        InboxItem.RoadServerSilent => "The road server does not answer",
        InboxItem.CalendarSilent silent => $"The calendar of {silent.Technician} cannot be read",
        InboxItem.CalendarClash clash => $"{clash.Technician} has something else",
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
        InboxItem.RunningLate late => $"Promised {LocalTime.Span(late.Window)}. {late.Technician.FirstName} is {(late.Status == VisitStatus.EnRoute ? "on the way" : "not on the way yet")} and can be there at {LocalTime.Time(late.Expected)} ({late.Minutes} min of driving). Tell the customer, or send somebody else.",
        InboxItem.Blocked { ByVendor: true } blocked => $"On site and waiting for the vendor’s answer; call {blocked.Technician.FirstName}.",
        InboxItem.Blocked blocked => $"On site for {LocalTime.Age(Now - blocked.Since)}, and ownership is not verified yet; call {blocked.Technician.FirstName}.",
        InboxItem.SecondPerson asked => $"{OwnershipSituations.Of(asked.Situation).Words}: “{PlainText.Short(asked.Words, 160)}”",
        InboxItem.OwnerDeclined declined => $"By link: {declined.Representative} may not act for them.{(declined.Words is { } words ? $" “{PlainText.Short(words, 160)}”" : "")} Call the number on file back before anybody is let in.",
        InboxItem.VendorExpires expires => $"Good until {LocalTime.Day(expires.ValidUntil)}, {LocalTime.Time(expires.ValidUntil)}. {(expires.ValidUntil <= Now ? "It has to be asked for again." : "The return visit has to be over by then.")}",
        InboxItem.VendorMail mail => $"From {(mail.From.Length == 0 ? "nobody named" : mail.From)}.",
        InboxItem.VendorSilent => "Ask again, or end the vendor case.",
        InboxItem.FailedMail mail => $"“{mail.Subject}” to {mail.ToAddress}{(mail.FailedTries is { } tries ? $": {tries} {(tries == 1 ? "try" : "tries")} failed, it is tried again" : "")}{(mail.VisitIsNear ? ". The visit is within 24 hours: tell them by phone" : "")}",
        InboxItem.Photos { Count: 1 } => "The customer sent a photo.",
        InboxItem.Photos photos => $"The customer sent {photos.Count} photos.",
        InboxItem.Call call => call.About,
        InboxItem.Note note => $"“{PlainText.Short(note.Text, 400)}”",
        InboxItem.CallBack call => Wishes(call),
        InboxItem.Question question => $"{question.Topic}{(question.Language == Language.Spanish ? ", in Spanish" : "")}: “{PlainText.Short(question.Text, 160)}”",
        InboxItem.SerialTwice twice => $"{twice.Serial} also stands under {twice.Elsewhere}. Sold on, misread, or one of them is not who they say: find out before anything is reset.",
        InboxItem.RoadServerSilent silent => $"{silent.Error} Driving times it gave before go on being used, others are estimated; it is asked again by itself.",
        InboxItem.CalendarSilent silent => $"{silent.Error} What it said before goes on counting; it is tried again by itself.",
        InboxItem.CalendarClash clash => $"{LocalTime.DayAndSpan(clash.Span)} in the calendar. In the way: {clash.With}. Move one of them; it is tried again by itself.",
        _ => "",
    };

    /// <summary>Where it is dealt with: the job or its visit, the mail, or a telephone.</summary>
    public string Address => Item switch
    {
        InboxItem.FailedMail mail => Links.MailboxItem(mail.MailId),
        InboxItem.Stranded or InboxItem.RunningLate => Links.JobVisit(Item.Job!.Number),
        InboxItem.SecondPerson => Links.JobSecondPerson(Item.Job!.Number),
        InboxItem.Photos => Links.JobPhotos(Item.Job!.Number),
        InboxItem.CallBack call => Links.Call(call.Phone),
        InboxItem.Question question => Links.StaffComment(question.CommentId),
        InboxItem.SerialTwice twice => Links.Recorder(twice.RecorderId),
        InboxItem.VendorMail mail => Links.VendorAnswer(mail.AnswerId),
        InboxItem.RoadServerSilent => Links.SettingsTravel,
        InboxItem.CalendarSilent => Links.Calendars,
        InboxItem.CalendarClash => Links.OtherWork,
        _ => Links.Job(Item.Job!.Number),
    };

    public string Icon => Item switch
    {
        InboxItem.Queued { CallFirst: false } or InboxItem.Unaccepted => "calendar",
        InboxItem.ToClose => "file-text",
        InboxItem.Stranded or InboxItem.Blocked => "alert-triangle",
        InboxItem.Unacknowledged => "eye",
        InboxItem.Late or InboxItem.RunningLate or InboxItem.VendorExpires => "clock",
        InboxItem.FailedMail or InboxItem.VendorMail => "mail",
        InboxItem.VendorSilent => "clock",
        InboxItem.Question or InboxItem.Note => "message-square",
        InboxItem.Photos => "camera",
        InboxItem.SerialTwice or InboxItem.SecondPerson or InboxItem.OwnerDeclined => "shield-alert",
        InboxItem.RoadServerSilent or InboxItem.CalendarSilent or InboxItem.CalendarClash => "alert-triangle",
        _ => "phone",
    };

    public InboxTechnician? ToCall => Item switch
    {
        InboxItem.Unacknowledged changed => changed.Technician,
        InboxItem.Late late => late.Technician,
        InboxItem.RunningLate late => late.Technician,
        InboxItem.Blocked blocked => blocked.Technician,
        InboxItem.SecondPerson asked => asked.Technician,
        _ => null,
    };

    private static string Wishes(InboxItem.CallBack call) => string.Join(" · ", new[]
    {
        call.Language == Language.Spanish ? "Asked in Spanish" : null,
        call.BestTime is null ? "No time named" : $"Best time: {call.BestTime}",
        call.About,
    }.OfType<string>());
}
