using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Checklist;

/// <summary>The answer to one item, with how it was and how it is now where somebody wrote that down.</summary>
internal sealed record HardeningAnswer(HardeningState State, string? Before = null, string? After = null);

/// <summary>Answers items of the checklist for one recorder. Answers that stand already are left with their time and name.</summary>
internal sealed class HardenRecorder(VisitChanges changes, HardeningChecklist checklist)
{
    /// <param name="answers">By item id; ids that are not on the recorder's checklist are refused.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, IReadOnlyDictionary<string, HardeningAnswer> answers, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => New(job, jobRecorderId, answers).Count == 0,
        (job, step) =>
        {
            foreach (var (item, answer) in New(job, jobRecorderId, answers))
            {
                RefuseUnknown(job, jobRecorderId, item);
                job.Harden(jobRecorderId, item, answer.State, step, new HardeningDetail(checklist.Version, answer.Before, answer.After));
            }
        },
        ct);

    private static List<KeyValuePair<string, HardeningAnswer>> New(Job job, Guid jobRecorderId, IReadOnlyDictionary<string, HardeningAnswer> answers)
    {
        var given = job.Recorders.FirstOrDefault(recorder => recorder.Id == jobRecorderId)?.HardeningNow() ?? [];
        return [.. answers.Where(answer => !given.Any(item => item.ItemId == answer.Key && new HardeningAnswer(item.State, item.Before, item.After) == answer.Value))];
    }

    private void RefuseUnknown(Job job, Guid jobRecorderId, string item)
    {
        var brand = job.Recorders.FirstOrDefault(recorder => recorder.Id == jobRecorderId)?.Recorder.Brand;
        if (brand is null || !checklist.For(brand.Value).Any(known => known.Id == item))
        {
            throw new IllegalTransition(job.Status, null, "This item is not on the checklist of this recorder.");
        }
    }
}
