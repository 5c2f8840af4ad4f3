using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Where the job stands, in the customer's words.</summary>
internal static class TrackedWords
{
    public static (string Title, string Text) Of(TrackedState state) => (state.Status, state.VisitStatus) switch
    {
        (JobStatus.Scheduled, VisitStatus.EnRoute) => ("On the way", "Your technician is driving to you now."),
        (JobStatus.Scheduled, VisitStatus.Confirmed) => ("Confirmed", "The office has confirmed your visit."),
        (JobStatus.Scheduled, _) => ("Booked", "Your visit is booked. The office confirms it next."),
        (JobStatus.Reported, _) => ("With the office", "The office is arranging what comes next and gets in touch with you."),
        (JobStatus.OnSite, _) => ("Technician there", "The technician is checking that the recorder is yours before anything is reset."),
        (JobStatus.OwnershipVerified, _) => ("Work under way", "Ownership is verified. The technician is working on your recorder."),
        (JobStatus.AwaitingVendor, _) => ("Waiting for the manufacturer", "We asked the manufacturer for a file or code. Please leave the recorder switched on."),
        (JobStatus.Reinitialized, _) => ("Back in", "You have set a new password. The technician is finishing and handing over."),
        (JobStatus.Closed, _) => ("Closed", "The job is done. Below is what we did."),
        (JobStatus.Refused, _) => ("Refused", "We could not open this recorder for you. Call us if you have questions."),
        (JobStatus.NotRecovered, _) => ("Not recovered", "We could not get into this recorder. The office gets in touch with you."),
        (JobStatus.Cancelled, _) => ("Cancelled", "Nobody will come. Book again or call us if you need us after all."),
        _ => ("With the office", "Call us if you have questions."),
    };
}
