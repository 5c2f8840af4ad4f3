using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Tech.JobSheet.Checklist;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

/// <summary>Hands the job over: the customer gets the summary. After a recovery the musts of the checklist come first.</summary>
internal sealed class CloseJob(VisitChanges changes, HardeningChecklist checklist, CustomerLetters letters, IssueCertificate certificates)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, string summary, HandOverSignature signature, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Status == JobStatus.Closed,
        (job, step) =>
        {
            RefuseOpenChecklist(job);
            job.Close(summary, step);
        },
        ct,
        async (job, _) =>
        {
            letters.Closed(job);
            await certificates.AtCloseAsync(job, technician, signature, ct);
        });

    private void RefuseOpenChecklist(Job job)
    {
        var open = job.Status == JobStatus.Reinitialized && job.Recorders.Any(recorder => recorder.Outcome == RecorderOutcome.Reinitialized
            && checklist.OpenMusts(recorder.Recorder.Brand, recorder.HardeningNow().Select(item => item.ItemId)).Count > 0);
        if (open)
        {
            throw new IllegalTransition(job.Status, JobAction.Close, "Answer the musts of the checklist with the owner first.");
        }
    }
}
