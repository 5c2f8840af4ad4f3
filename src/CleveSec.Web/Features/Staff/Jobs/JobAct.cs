using CleveSec.Domain.Jobs;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>What a form about an action asks for.</summary>
internal enum JobActAsks
{
    /// <summary>A reason, from the list where there is one.</summary>
    Reason,
    Summary,
    VendorCase,
    VendorAnswer,
}

/// <summary>An action of the office in words: its address, its form.</summary>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Words">On the button that leads to the form and the one that sends it.</param>
/// <param name="Explains">What happens then.</param>
/// <param name="Reasons">To choose from; none: a reason is written.</param>
internal sealed record JobAct(JobAction Action, string Slug, string Words, string Explains, IReadOnlyList<string> Reasons, JobActAsks Asks = JobActAsks.Reason, bool Danger = false)
{
    /// <summary>What the radio for a reason of one's own sends.</summary>
    public const string OtherReason = "other";

    /// <summary>Every action the office has a form for. Planning a visit has its own page; what only the technician on site may do is not here.</summary>
    public static readonly IReadOnlyList<JobAct> All =
    [
        new(JobAction.Close, "close", "Close the job", "The customer gets this summary by mail and can read it with their link. The gate code is erased.", [], JobActAsks.Summary),
        new(JobAction.AskVendor, "ask-vendor", "Ask by telephone or app", "The job waits for a file or code that you asked for by telephone or app; by mail it is asked with “Write to the manufacturer”. The recorder must not be rebooted meanwhile.", [], JobActAsks.VendorCase),
        new(JobAction.EndVendorCase, "end-vendor-case", "End the vendor case", "With an answer the job goes on: from now on it is good for as long as the vendor’s answers are, and is tried on site. The answer itself is not kept here.", [], JobActAsks.VendorAnswer),
        new(JobAction.Resume, "resume", "Take up again", "The job goes back into the inbox and every recorder without success is open again.", []),
        new(JobAction.Reconsider, "reconsider", "Take the refusal back", "The job goes back into the inbox.", []),
        new(JobAction.Reopen, "reopen", "Reopen the job", "The job goes back into the inbox. Ownership is checked anew.", []),
        new(JobAction.Unschedule, "unschedule", "Take the visit off", "The job goes back into the inbox. Customer and technician are told.",
            ["The customer asked for another time", "The technician cannot come", "A paper or part is missing first"]),
        new(JobAction.NoAccess, "no-access", "Nobody let us in", "The visit ends and the job goes back into the inbox. The customer is told.",
            ["Nobody was there", "Nobody with authority was there", "The recorder could not be reached"]),
        new(JobAction.EndVisitPartlyDone, "end-partly", "End the visit, partly done", "The visit ends and the job goes back into the inbox. The customer is told.",
            ["Time ran out", "A part or a cable is missing", "The owner has to find a paper first", "The manufacturer has to answer first"]),
        new(JobAction.Override, "override", "Override the ownership check", "You open the gate on your word, as a second person, without what is usually seen. This stays marked on the job for good.", [], Danger: true),
        new(JobAction.WithdrawVerification, "withdraw", "Withdraw the verification", "The gate closes: nothing may be tried on the recorders until ownership is verified anew.", [], Danger: true),
        new(JobAction.GiveUp, "give-up", "Give up", "The job counts as not recovered. An open visit ends. The customer is told; the reason stays in the office.",
            ["No method fits this recorder", "The manufacturer did not help", "The recorder is defective", "The owner replaces the recorder"], Danger: true),
        new(JobAction.Refuse, "refuse", "Refuse the job", "We do not open this recorder for this person. An open visit ends. The customer is told that we cannot help; the reason stays in the office.",
            ["Ownership was not shown", "The papers do not fit the person", "Somebody else claims the recorder", "The recorder may be stolen"], Danger: true),
        new(JobAction.Cancel, "cancel", "Cancel the job", "This is final. An open visit ends. Customer and technician are told.",
            ["The customer got back in", "The customer does not want it any more", "The customer cannot be reached", "It was reported twice"], Danger: true),
    ];

    public static JobAct? Find(string? slug) => All.FirstOrDefault(act => act.Slug == slug);

    public static JobAct? Of(JobAction action) => All.FirstOrDefault(act => act.Action == action);

    /// <summary>The forms for the actions that are allowed now, in the order of the table.</summary>
    public static IEnumerable<JobAct> Among(IReadOnlyList<JobAction> allowed) => All.Where(act => allowed.Contains(act.Action));
}
