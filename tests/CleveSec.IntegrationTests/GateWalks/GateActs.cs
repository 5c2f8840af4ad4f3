using System.Globalization;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.IntegrationTests.GateWalks;

/// <summary>Who sends a form.</summary>
internal enum Sender
{
    /// <summary>Whose visit it is.</summary>
    Technician,
    OtherTechnician,
    Dispatcher,
    Admin,
    Customer,
    Nobody,
}

/// <summary>One form as it is sent, whatever the job's state: an old page, a second tab or an attacker would do the same.</summary>
internal sealed record GateAct(string Name, Sender Usual, Func<GateWalk, (string Path, (string Name, string? Value)[] Fields)> Form);

/// <summary>Every form that has to do with the gate.</summary>
internal static class GateActs
{
    private static readonly string[] Methods = ["dahua-questions", "dahua-email", "dahua-button", "dahua-app-bound"];

    public static IReadOnlyList<GateAct> All { get; } =
    [
        Sheet("depart", _ => "?handler=Depart"),
        Sheet("arrive", _ => "?handler=Arrive", walk => [("SamePerson", walk.Coin() ? "true" : "false")]),
        Sheet("verify", _ => "/ownership", walk => Seen(walk, OwnershipSituation.OwnerOccupier, AuthorityKind.IdShowsThisAddress)),
        Sheet("verify with too little", _ => "/ownership", walk => Seen(walk, OwnershipSituation.OwnerOccupier, AuthorityKind.CompanyOfficer)),
        Sheet("ask a second person", _ => "/ownership", walk => Seen(walk, OwnershipSituation.SeparatedCouple, AuthorityKind.CourtOrder)),
        Sheet("ask by telephone", _ => "/ownership", walk => [.. Seen(walk, OwnershipSituation.SeparatedCouple, AuthorityKind.CourtOrder), ("Input.PhoneBy", walk.Office.ToString())]),
        Sheet("take back", _ => "?handler=TakeBack"),
        Sheet("verify approved", _ => "?handler=Verify"),
        Sheet("link", walk => $"/link?recorder={walk.Recorder}", walk => [("Input.Link", "WarrantyCard"), ("Input.Serial", Serial(walk.Recorder))]),
        Sheet("consent", walk => $"/consent?recorder={walk.Recorder}", _ => [("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"), ("Input.TextVersion", ConsentText.Current.Version)]),
        Sheet("start", walk => $"/start?recorder={walk.Recorder}", Start),
        Sheet("end", walk => $"/end?recorder={walk.Recorder}", End),
        Sheet("attempt", walk => $"/attempt?recorder={walk.Recorder}", walk => [("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Method", walk.OneOf(Methods)), ("Input.Outcome", walk.OneOf("Succeeded", "Failed", "NotPossible"))]),
        Sheet("locked", walk => $"?handler=Locked&recorder={walk.Recorder}"),
        Sheet("ask the vendor", walk => $"/vendor?recorder={walk.Recorder}", _ => [("Input.Method", "dahua-vendor-code"), ("Input.Vendor", "Dahua support")]),
        Sheet("write a letter", walk => $"/vendor-letter?recorder={walk.Recorder}", _ => [("Input.Method", "dahua-vendor-code"), ("Input.DeviceId", "7J03-A"), ("Input.DateOnScreen", "2026-11-23")]),
        Sheet("send the letter", walk => $"/vendor-letter/{walk.State.Case ?? Guid.NewGuid()}"),
        Sheet("vendor answered", walk => $"?handler=Vendor&answered={(walk.Coin() ? "true" : "false")}"),
        Sheet("re-initialize", walk => $"/reinitialize?recorder={walk.Recorder}", _ => [("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.Cameras", "4")]),
        Sheet("leave", walk => $"/leave?recorder={walk.Recorder}", _ => [("Input.Reason", "No method fits this old recorder.")]),
        Sheet("checklist", walk => $"/checklist?handler=AllDone&recorder={walk.Recorder}", _ => [("Answers[config-export]", "Done")]),
        Sheet("clip", walk => $"/clip?recorder={walk.Recorder}", _ => [("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Channel", "3"), ("Input.Date", "2026-11-20"), ("Input.From", "21:00"), ("Input.To", "21:10"), ("Input.ExportedBy", "Casey Morgan")]),
        Sheet("withdraw", _ => "/withdraw", _ => [("Input.Reason", "The receipt is for another recorder.")]),
        Sheet("refuse", _ => "/refuse", _ => [("Input.Reason", "No photo ID, or the name does not match")]),
        Sheet("no access", _ => "/problem", _ => [("Input.Way", "NoAccess"), ("Input.Reason", "Nobody opened.")]),
        Sheet("partly done", _ => "/problem", _ => [("Input.Way", "EndVisitPartlyDone"), ("Input.Reason", "A part is missing.")]),
        Sheet("give up", _ => "/problem", _ => [("Input.Way", "GiveUp"), ("Input.Reason", "No method fits.")]),
        Sheet("close", _ => "/close", _ => [("Input.Summary", "Your recorder has a new password that only you know."), ("Input.Unsigned", "NotPresent")]),
        Office("plan", "visit", walk => [("Input.Choice", $"{walk.Staff:N}.{(walk.Now + Duration.FromHours(1 + walk.Below(6))).ToUnixTimeSeconds() / 900 * 900}")]),
        Office("accept", "?handler=Accept"),
        Office("approve", "second-person", walk => [("Input.Request", (walk.State.Asked ?? Guid.NewGuid()).ToString()), ("Input.Approve", "true")]),
        Office("decline", "second-person", walk => [("Input.Request", (walk.State.Asked ?? Guid.NewGuid()).ToString()), ("Input.Approve", "false"), ("Input.Reason", "Only one of them signed.")]),
        Office("precheck", "precheck", _ => [("Input.Situation", "OwnerOccupier"), ("Input.Authority", "LeaseDeedOrUtilityBill")]),
        Office("issue the certificate", "certificate?handler=Issue"),
        Office("office asks the vendor", "ask-vendor", walk => [("Input.Recorder", walk.Recorder.ToString()), ("Input.Vendor", "Dahua support"), ("Input.Method", "dahua-vendor-code")]),
        Office("office ends the vendor case", "end-vendor-case", walk => [("Input.Answered", walk.Coin() ? "true" : "false")]),
        Office("override", "override"),
        Office("office withdraws", "withdraw"),
        Office("office gives up", "give-up"),
        Office("office refuses", "refuse"),
        Office("office ends the visit", "end-partly"),
        Office("office takes the visit off", "unschedule"),
        Office("office closes", "close", _ => [("Input.Summary", "Your recorder has a new password that only you know.")]),
        Office("resume", "resume"),
        Office("reconsider", "reconsider"),
        Office("reopen", "reopen"),
        Office("office cancels", "cancel"),
        new("customer cancels", Sender.Customer, _ => ("/visit/cancel", [])),
    ];

    /// <summary>What leads on from each status: tried more often, so that walks get far.</summary>
    public static string[] Onward(string status) => status switch
    {
        "Reported" => ["plan", "resume", "office closes"],
        "Scheduled" => ["depart", "arrive", "arrive", "accept"],
        "OnSite" => ["verify", "verify", "verify", "verify", "ask a second person", "ask by telephone", "approve", "approve", "verify approved", "override"],
        "OwnershipVerified" => ["link", "consent", "start", "end", "end", "attempt", "attempt", "re-initialize", "re-initialize", "ask the vendor", "write a letter", "send the letter", "leave", "clip"],
        "AwaitingVendor" => ["vendor answered", "office ends the vendor case", "send the letter", "attempt", "start", "end", "re-initialize"],
        "Reinitialized" => ["checklist", "close", "close", "clip"],
        "NotRecovered" => ["office closes", "resume"],
        "Refused" => ["office closes", "reconsider"],
        "Closed" => ["reopen", "issue the certificate"],
        _ => [],
    };

    public static string Serial(Guid recorder) => $"7J{recorder.ToString("N")[^10..].ToUpperInvariant()}";

    private static GateAct Sheet(string name, Func<GateWalk, string> step, Func<GateWalk, (string, string?)[]>? fields = null) =>
        new(name, Sender.Technician, walk => ($"/tech/visits/{walk.State.Visit ?? Guid.NewGuid()}{step(walk)}", fields?.Invoke(walk) ?? []));

    private static GateAct Office(string name, string step, Func<GateWalk, (string, string?)[]>? fields = null) =>
        new(name, Sender.Dispatcher, walk => ($"/staff/jobs/{walk.Number}{(step[0] == '?' ? "" : "/")}{step}",
            [("Input.Version", walk.State.Version.ToString(CultureInfo.InvariantCulture)), .. fields?.Invoke(walk) ?? [("Input.Choice", "other"), ("Input.Words", "The walk wants it.")]]));

    private static (string, string?)[] Seen(GateWalk walk, OwnershipSituation situation, AuthorityKind authority) =>
    [
        ("Input.Situation", situation.ToString()), ("Input.PersonName", "Casey Morgan"), ("Input.Kind", "DriversLicense"), ("Input.LastFour", "4821"), ("Input.NameMatches", "true"), ("Input.Authority", authority.ToString()),
        ("Input.SignedName", "Casey Morgan"), ("Input.TextVersion", AuthorizationText.Current.Version), ("Input.Language", "English"), ("Input.Note", "Both are here and signed."),
        .. walk.Recorders.SelectMany((recorder, i) => new (string, string?)[]
        {
            ($"Input.Recorders[{i}].Id", recorder.ToString()), ($"Input.Recorders[{i}].Link", i == 0 || walk.Coin() ? "Receipt" : "none"), ($"Input.Recorders[{i}].Serial", Serial(recorder)),
        }),
    ];

    private static (string, string?)[] Start(GateWalk walk)
    {
        var method = walk.OneOf(Methods);
        return
        [
            ("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Method", method), ("Input.Told", "true"),
            .. AttemptPreconditions.Of(ResetMethod.Find(method)!).Select(needed => ("Input.Preconditions", (string?)needed.Id)),
        ];
    }

    private static (string, string?)[] End(GateWalk walk)
    {
        var outcome = walk.OneOf("Succeeded", "Failed", "NotPossible");
        var start = walk.State.Starts.FirstOrDefault(start => walk.State.UnderWay.Contains(start.Id) && start.Recorder == walk.Recorder)?.Id ?? Guid.NewGuid();
        return [("Input.Start", start.ToString()), ("Input.Outcome", outcome), .. outcome == "Succeeded" ? [] : new (string, string?)[] { ("Input.Reason", "SomethingElse"), ("Input.Note", "It said no.") }];
    }
}
