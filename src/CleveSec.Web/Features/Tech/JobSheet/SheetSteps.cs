using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Tech.JobSheet;

internal enum SheetStepKey
{
    OnTheWay,
    Arrived,
    Ownership,
    Attempts,
    Reinitialize,
    Checklist,
    Close,
}

internal enum SheetStepState
{
    Done,
    Now,
    Locked,
}

/// <param name="Text">For a done step what was recorded, for a locked one why it is not open.</param>
internal sealed record SheetStep(SheetStepKey Key, string Title, SheetStepState State, string Text);

/// <summary>The job sheet as a task list: what is done, what may be done now, and why the rest may not.</summary>
internal static class SheetSteps
{
    private const string Over = "This visit is over.";

    public static IReadOnlyList<SheetStep> Of(Sheet sheet) =>
        [OnTheWay(sheet), Arrived(sheet), Ownership(sheet), Attempts(sheet), Reinitialize(sheet), Checklist(sheet), Close(sheet)];

    private static SheetStep OnTheWay(Sheet sheet) => Step(SheetStepKey.OnTheWay, "On the way", sheet.Visit switch
    {
        { EnRouteAt: { } at } => Done($"Left at {LocalTime.Time(at)}. The customer was told."),
        { ArrivedAt: not null } => Done("Not recorded."),
        { IsLive: true, IsCurrent: true, HasItsDay: false } => Locked($"Comes on {LocalTime.LongDay(LocalTime.Today(sheet.Visit.Window.Start))}, the day of the visit. To go earlier, have the office move it."),
        { IsLive: true, IsCurrent: true } => Now("The customer gets a message when you tap this."),
        _ => Locked(Over),
    });

    private static SheetStep Arrived(Sheet sheet) => Step(SheetStepKey.Arrived, "Arrived", sheet.Visit switch
    {
        { ArrivedAt: { } at } => Done($"At {LocalTime.Time(at)}."),
        { IsLive: false } or { IsCurrent: false } => Locked(Over),
        { Status: VisitStatus.EnRoute } => Now("Tap this when you stand at the door."),
        _ => Locked("First say that you are on the way."),
    });

    private static SheetStep Ownership(Sheet sheet) => Step(SheetStepKey.Ownership, "Ownership check", sheet switch
    {
        { Check: { } check } => Done(Describe(check)),
        { Status: JobStatus.Refused } => Done("Refused."),
        { SecondPerson: { State: SecondPersonState.Waiting } asked } when OnSite(sheet) =>
            Now(asked.Phone is { } phone ? $"{phone} approved by phone, you wrote. Nothing may be tried until {phone} has confirmed it here." : $"The office was asked at {LocalTime.Time(asked.AskedAt)}. Nothing may be tried until they have decided."),
        { SecondPerson: { State: SecondPersonState.Approved } approved } when OnSite(sheet) => Now($"{approved.DecidedBy} approved it."),
        { SecondPerson: { State: SecondPersonState.Declined } declined } when OnSite(sheet) => Now($"{declined.DecidedBy} declined it: {declined.Reason} Refuse the job, or check anew."),
        _ when sheet.May(JobAction.Verify) && OnSite(sheet) => Now("Who is this person, may they decide about this place, and is the recorder theirs?"),
        { Visit.IsLive: true, Visit.IsCurrent: true } => Locked("Comes when you have arrived."),
        _ => Locked(Over),
    });

    private static SheetStep Attempts(Sheet sheet) => Step(SheetStepKey.Attempts, "Reset the recorder", sheet switch
    {
        { Vendor: not null } when Working(sheet) => Now(sheet.OpenRecorders.Any(recorder => recorder is { MayWork: true, IsLinked: true, HasSuccess: false }) ? "Waiting for the manufacturer; with the other recorder you can go on." : "Waiting for the manufacturer."),
        _ when Working(sheet) && sheet.OpenRecorders.Any(recorder => !recorder.HasSuccess) => Now("Each method you try is one entry, also when it does not work."),
        { Attempts.Count: > 0 } => Done(sheet.Attempts.Count == 1 ? "1 attempt recorded." : $"{sheet.Attempts.Count} attempts recorded."),
        { Check: null, Visit.IsLive: true } => Locked("Nothing may be tried before ownership is verified."),
        _ => Locked(sheet.Visit.IsLive ? "Comes when you have arrived." : Over),
    });

    private static SheetStep Reinitialize(Sheet sheet) => Step(SheetStepKey.Reinitialize, "Re-initialize", sheet switch
    {
        _ when sheet.Recorders.All(recorder => recorder.Outcome is not null) => Done("Every recorder has an outcome."),
        _ when Working(sheet) && sheet.OpenRecorders.Any(recorder => recorder is { HasSuccess: true, MayWork: true }) => Now("The owner types the new password. Do not look, do not write it down."),
        { Vendor: not null } when Working(sheet) => Locked("Comes when the manufacturer has answered."),
        { Visit.IsLive: true } => Locked("Comes after an attempt that worked."),
        _ => Locked(Over),
    });

    private static SheetStep Checklist(Sheet sheet) => Step(SheetStepKey.Checklist, "Checklist with the owner", sheet switch
    {
        { Status: JobStatus.Reinitialized or JobStatus.Closed } when sheet.MustsAnswered && sheet.Recorders.Any(recorder => recorder.Answers.Count > 0) => Done("Every must is answered."),
        { Status: JobStatus.Reinitialized, Visit.IsLive: true } => Now("Go through it together; the owner may decline an item."),
        { Visit.IsLive: true } => Locked("Comes after re-initialization."),
        _ => Locked(Over),
    });

    private static SheetStep Close(Sheet sheet) => Step(SheetStepKey.Close, "Hand over and close", sheet switch
    {
        { Status: JobStatus.Closed } => Done("Closed. The customer can read the summary."),
        { Status: JobStatus.Reinitialized, MustsAnswered: false } => Locked("Comes after the checklist."),
        _ when sheet.May(JobAction.Close) => Now("Write what the customer will read."),
        { Visit.IsLive: true } => Locked("Comes after re-initialization."),
        _ => Locked(Over),
    });

    private static bool OnSite(Sheet sheet) => sheet.Visit is { Status: VisitStatus.OnSite, IsCurrent: true };

    private static bool Working(Sheet sheet) => OnSite(sheet) && sheet.Status is JobStatus.OwnershipVerified or JobStatus.AwaitingVendor;

    private static string Describe(SheetCheck check) => check.PersonName is null
        ? $"Overridden by {check.ByName}, {LocalTime.DayAndTime(check.At)}."
        : $"{check.PersonName}: {(check.Identity is { } kind ? OwnershipWords.Of(kind) : "ID")} seen by {check.ByName}, {LocalTime.DayAndTime(check.At)}.";

    private static SheetStep Step(SheetStepKey key, string title, (SheetStepState State, string Text) now) => new(key, title, now.State, now.Text);

    private static (SheetStepState, string) Done(string text) => (SheetStepState.Done, text);

    private static (SheetStepState, string) Now(string text) => (SheetStepState.Now, text);

    private static (SheetStepState, string) Locked(string text) => (SheetStepState.Locked, text);
}
