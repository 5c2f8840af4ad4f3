using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>What an entry of a job's timeline is; the names stand in addresses.</summary>
internal enum TimelineKind
{
    Event,
    Mail,
    Text,
    Call,
    Message,
    Note,
    File,
    Look,
    Vendor,
    SecondPerson,
    Certificate,
}

/// <summary>One line of a job's timeline.</summary>
/// <param name="More">Reason, note or text; null: none.</param>
/// <param name="Href">To more about it, or null.</param>
/// <param name="AtDevice">When it was tapped, by the clock of the phone; null: at once.</param>
internal sealed record TimelineEntry(Instant At, TimelineKind Kind, string What, string? More, string Who, string? Href = null, Instant? AtDevice = null);

internal static class TimelineWords
{
    public static string Of(TimelineKind kind) => kind switch
    {
        TimelineKind.Event => "Events",
        TimelineKind.Mail => "Mails",
        TimelineKind.Text => "Text messages",
        TimelineKind.Call => "Calls to make",
        TimelineKind.Message => "Messages of the customer",
        TimelineKind.Note => "Notes",
        TimelineKind.File => "Photos and signed forms",
        TimelineKind.Look => "Looks and exports",
        TimelineKind.Vendor => "Vendor cases",
        TimelineKind.SecondPerson => "Second persons",
        TimelineKind.Certificate => "Certificates",
        _ => kind.ToString(),
    };
}
