using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>Vendor cases and answers in the words used on screen.</summary>
internal static class VendorWords
{
    public static string Of(VendorAnswerKind kind, VendorAnswerState state) => (kind, state) switch
    {
        (VendorAnswerKind.Automatic, VendorAnswerState.Quarantined) => "Automatic reply",
        (VendorAnswerKind.Automatic, _) => "Automatic reply, seen",
        (VendorAnswerKind.Bounce, VendorAnswerState.Quarantined) => "Our letter came back",
        (_, VendorAnswerState.Quarantined) => "To look at",
        (_, VendorAnswerState.Accepted) => "Accepted",
        (VendorAnswerKind.Bounce, _) => "Our letter came back, seen",
        (_, VendorAnswerState.Refused) => "Refused",
        (_, VendorAnswerState.Expired) => "Nobody looked in time",
        _ => "Came when the case was over",
    };

    public static string Clock(VendorCaseState state, Instant? sentAt, Instant? expectedBy, Instant? validUntil, Instant now) => state switch
    {
        VendorCaseState.Answered when validUntil is { } until => until <= now ? "not good any more" : $"good until {LocalTime.DayAndTime(until)}, {LocalTime.Age(until - now)} left",
        VendorCaseState.Answered => "how long it is good is not known",
        VendorCaseState.Sent when expectedBy is { } by && by <= now => $"no answer since {LocalTime.DayAndTime(sentAt!.Value)}: ask again",
        VendorCaseState.Sent when sentAt is { } sent => $"asked {LocalTime.DayAndTime(sent)}",
        _ => "not sent yet",
    };

    public static string Of(VendorAnswerSender sender) => sender switch
    {
        VendorAnswerSender.Recipient => "The address we wrote to",
        VendorAnswerSender.SameDomain => "Not the address we wrote to, but the same domain",
        _ => "NOT the address we wrote to",
    };

    public static string Of(VendorAnswerMatch match) => match switch
    {
        VendorAnswerMatch.Reply => "It answers our letter",
        VendorAnswerMatch.Token => "Our reference stands in its subject",
        _ => "It names none of our letters",
    };

    public static string Of(ScanState scan) => scan switch
    {
        ScanState.Clean => "Nothing found by the virus scanner",
        ScanState.Infected => "The virus scanner found something",
        ScanState.Failed => "The virus scanner did not answer",
        _ => "Not looked at by a virus scanner",
    };

    public static string HoursOf(double hours) => $"{hours.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} hours";

    public static string Size(long bytes) => bytes < 1024 ? $"{bytes} bytes" : bytes < 1024 * 1024 ? $"{bytes / 1024} KB" : $"{bytes / (1024 * 1024)} MB";
}
