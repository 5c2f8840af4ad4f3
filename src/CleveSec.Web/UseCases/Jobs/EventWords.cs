using System.Text.RegularExpressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using NodaTime;
using NodaTime.Text;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>A job's events as sentences. What is not known here is shown by its kind, so that nothing in the history disappears.</summary>
/// <param name="technicians">Names by id, for moves between technicians.</param>
internal sealed partial class EventWords(IReadOnlyDictionary<Guid, string> technicians)
{
    public string What(JobEvent happened)
    {
        var detail = happened.Detail;
        return happened.Kind switch
        {
            nameof(JobAction.Report) => $"Reported: {Trouble(detail)}",
            nameof(JobAction.Schedule) => $"Visit planned for {Window(detail, "window")}",
            nameof(JobAction.Reschedule) => $"Visit moved to {Window(detail, "window")}, before {Window(detail, "before")}",
            nameof(JobAction.Reassign) => $"Visit given to {Technician(detail, "technician")}, before {Technician(detail, "technician_before")}",
            nameof(JobAction.Unschedule) => "Visit taken off",
            nameof(JobAction.NoAccess) => "Nobody let us in",
            nameof(JobAction.Arrive) => "Technician arrived",
            nameof(JobAction.Verify) => $"Ownership verified{Situation(detail)}: {Identity(detail)}{(detail.GetValueOrDefault("approved_by") is { } second ? $"; approved by {second}" : "")}",
            nameof(JobAction.Override) => "Ownership check overridden",
            nameof(JobAction.WithdrawVerification) => "Verification withdrawn",
            nameof(JobAction.Refuse) => "Job refused",
            nameof(JobAction.Reconsider) => "Refusal taken back",
            nameof(JobAction.AskVendor) when detail.ContainsKey("letter") => $"Letter to {detail.GetValueOrDefault("vendor")} written: {Method(detail)}",
            nameof(JobAction.AskVendor) => $"Asked {detail.GetValueOrDefault("vendor")}: {Method(detail)}",
            nameof(JobAction.EndVendorCase) => detail.GetValueOrDefault("answered") == "yes" ? "The vendor's answer was accepted" : "Vendor case ended without an answer",
            nameof(JobAction.Reinitialize) => "Every recorder has an outcome: re-initialized",
            nameof(JobAction.EndVisitPartlyDone) => "Visit ended partly done",
            nameof(JobAction.GiveUp) => "Given up: not recovered",
            nameof(JobAction.Resume) => "Taken up again",
            nameof(JobAction.Close) => "Closed, the customer can read the summary",
            nameof(JobAction.Cancel) => "Cancelled",
            nameof(JobAction.Reopen) => "Reopened",
            _ => Beside(happened.Kind, detail),
        };
    }

    private static string Beside(string kind, IReadOnlyDictionary<string, string> detail) => kind switch
    {
        "VendorLetterSent" => $"Letter to {detail.GetValueOrDefault("vendor")} sent to {detail.GetValueOrDefault("to")}",
        "VendorLetterCorrected" => $"Letter to {detail.GetValueOrDefault("vendor")} corrected: {detail.GetValueOrDefault("changed")}",
        "VendorCaseRefused" => $"The case with {detail.GetValueOrDefault("vendor")} ended without an answer",
        "VendorAnswerAccepted" => $"An answer of {detail.GetValueOrDefault("vendor")} was accepted",
        "VendorAnswerExpired" => $"The answer of {detail.GetValueOrDefault("vendor")} expired unused",
        "ConfirmationResent" => "Confirmation sent again",
        "VisitReplanned" => "Visit begins at another time inside its window",
        "VisitAccepted" => "Visit confirmed by the office",
        "RuleOverridden" => $"Booked against a rule: {detail.GetValueOrDefault("rule")}",
        "VisitAcknowledged" => "Technician has seen the visit",
        "EnRoute" => "Technician on the way",
        "OwnershipPrechecked" => $"Papers looked at before the visit{Situation(detail)}",
        "SecondPersonAsked" => $"A second person was asked{Situation(detail)}{(detail.GetValueOrDefault("phone") is { } phone ? $", approved by {phone} by phone as the technician says" : "")}",
        "SecondPersonApproved" => "The second person approved",
        "SecondPersonDeclined" => "The second person declined",
        "SecondPersonTakenBack" => "The technician took the request back",
        "OwnerAsked" => $"{Owner(detail)} was asked by link whether {Representative(detail)} acts for them",
        "OwnerSigned" => $"{Owner(detail)} signed by link that {Representative(detail)} acts for them",
        "OwnerDeclined" => $"{Owner(detail)} declined by link that {Representative(detail)} acts for them",
        "OwnerSignatureRevoked" => $"The link of {Owner(detail)} was taken back",
        "RecorderLinked" => $"Recorder linked to the owner: {Parsed<LinkKind>(detail, "link", OwnershipWords.Of)}",
        "RecorderIdentified" => "Recorder's label read",
        "ConsentSigned" => $"{detail.GetValueOrDefault("signed_by")} signed that settings may be lost{Footage(detail)}",
        "AttemptStarted" => $"{Method(detail)}: started",
        "AttemptBrokenOff" => $"{Method(detail)}: broken off",
        "LockoutSeen" => "The recorder said that it is locked: 30 minutes",
        "ClipExported" => $"The owner saved a clip of channel {detail.GetValueOrDefault("channel")}; we keep no copy",
        "AttemptRecorded" => $"{Method(detail)}: {Parsed<AttemptOutcome>(detail, "outcome", RecoveryWords.Of).ToLowerInvariant()}",
        "RecorderReinitialized" => "Recorder re-initialized by its owner",
        "RecorderLeft" => "Recorder left as it is, not recovered",
        _ => Capital().Replace(kind, match => match.Index == 0 ? match.Value : " " + match.Value.ToLowerInvariant()),
    };

    private static string Trouble(IReadOnlyDictionary<string, string> detail) => Parsed<Trouble>(detail, "trouble", RecoveryWords.Of);

    private static string Identity(IReadOnlyDictionary<string, string> detail) =>
        $"{Parsed<IdentityKind>(detail, "identity", OwnershipWords.Of)} ending {detail.GetValueOrDefault("last_four")}; {Parsed<AuthorityKind>(detail, "authority", OwnershipWords.Of)}{(Owner(detail) is { } owner ? $", {owner}" : "")}";

    private static string Footage(IReadOnlyDictionary<string, string> detail) => detail.ContainsKey("footage") ? $"; recordings: {Parsed<FootageSettled>(detail, "footage", RecoveryWords.Of).ToLowerInvariant()}" : "";

    private static string? Owner(IReadOnlyDictionary<string, string> detail) => detail.GetValueOrDefault("owner");

    private static string? Representative(IReadOnlyDictionary<string, string> detail) => detail.GetValueOrDefault("representative");

    private static string Situation(IReadOnlyDictionary<string, string> detail) =>
        Enum.TryParse<OwnershipSituation>(detail.GetValueOrDefault("situation"), out var situation) ? $" ({OwnershipSituations.Of(situation).Words})" : "";

    private static string Method(IReadOnlyDictionary<string, string> detail) =>
        detail.GetValueOrDefault("method") is { } id ? ResetMethod.Find(id)?.Name ?? id : "unknown method";

    private string Technician(IReadOnlyDictionary<string, string> detail, string key) =>
        Guid.TryParse(detail.GetValueOrDefault(key), out var id) ? technicians.GetValueOrDefault(id, "somebody") : "somebody";

    /// <summary>Events keep windows as "2026-11-24T13:00:00Z/2026-11-24T15:00:00Z".</summary>
    private static string Window(IReadOnlyDictionary<string, string> detail, string key)
    {
        var text = detail.GetValueOrDefault(key) ?? "";
        var ends = text.Split('/').Select(end => InstantPattern.ExtendedIso.Parse(end)).ToList();
        return ends.Count == 2 && ends.TrueForAll(end => end.Success) ? LocalTime.DayAndSpan(new Interval(ends[0].Value, ends[1].Value)) : text;
    }

    private static string Parsed<T>(IReadOnlyDictionary<string, string> detail, string key, Func<T, string> words)
        where T : struct, Enum =>
        detail.GetValueOrDefault(key) is var text && Enum.TryParse<T>(text, out var value) ? words(value) : text ?? "";

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
