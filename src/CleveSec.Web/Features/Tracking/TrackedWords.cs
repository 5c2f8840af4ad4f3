using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Where the job stands and what happened to it, in the customer's words.</summary>
internal sealed class TrackedWords(IStringLocalizer<TrackedWords> t)
{
    public (string Title, string Text) Of(TrackedState state) => (state.Status, state.VisitStatus) switch
    {
        (JobStatus.Scheduled, VisitStatus.EnRoute) => (t["On the way"], t["Your technician is driving to you now."]),
        (JobStatus.Scheduled, VisitStatus.Confirmed) => (t["Confirmed"], t["The office has confirmed your visit."]),
        (JobStatus.Scheduled, _) => (t["Booked"], t["Your visit is booked. The office confirms it next."]),
        (JobStatus.Reported, _) => (t["With the office"], t["The office is arranging what comes next and gets in touch with you."]),
        (JobStatus.OnSite, _) => (t["Technician there"], t["The technician is checking that the recorder is yours before anything is reset."]),
        (JobStatus.OwnershipVerified, _) => (t["Work under way"], t["Ownership is verified. The technician is working on your recorder."]),
        (JobStatus.AwaitingVendor, _) => (t["Waiting for the manufacturer"], t["We asked the manufacturer for a file or code."]),
        (JobStatus.Reinitialized, _) => (t["Back in"], t["You have set a new password. The technician is finishing and handing over."]),
        (JobStatus.Closed, _) => (t["Closed"], t["The job is done. Below is what we did."]),
        (JobStatus.Refused, _) => (t["Refused"], t["We could not open this recorder for you. Call us if you have questions."]),
        (JobStatus.NotRecovered, _) => (t["Not recovered"], t["We could not get into this recorder. The office gets in touch with you."]),
        (JobStatus.Cancelled, _) => (t["Cancelled"], t["Nobody will come. Book again or call us if you need us after all."]),
        _ => (t["With the office"], t["Call us if you have questions."]),
    };

    /// <summary>Null: not told to the customer.</summary>
    /// <param name="kind">Of the event.</param>
    public string? Of(string kind) => kind switch
    {
        nameof(JobAction.Report) => t["You told us"],
        nameof(JobAction.Schedule) => t["Visit planned"],
        "VisitAccepted" => t["Visit confirmed by the office"],
        nameof(JobAction.Reschedule) => t["Arrival window changed"],
        nameof(JobAction.Reassign) => t["Technician changed"],
        nameof(JobAction.Unschedule) => t["Visit taken back by the office"],
        "EnRoute" => t["Technician on the way"],
        nameof(JobAction.Arrive) => t["Technician arrived"],
        nameof(JobAction.Verify) => t["Ownership verified"],
        nameof(JobAction.AskVendor) => t["Manufacturer asked"],
        nameof(JobAction.Reinitialize) => t["Recorder re-initialized"],
        nameof(JobAction.NoAccess) => t["We could not get in"],
        nameof(JobAction.EndVisitPartlyDone) => t["Visit ended, work goes on"],
        nameof(JobAction.Refuse) => t["Refused"],
        nameof(JobAction.GiveUp) => t["Not recovered"],
        nameof(JobAction.Cancel) => t["Cancelled"],
        nameof(JobAction.Close) => t["Closed"],
        nameof(JobAction.Reopen) => t["Opened again"],
        _ => (string?)null,
    };
}
