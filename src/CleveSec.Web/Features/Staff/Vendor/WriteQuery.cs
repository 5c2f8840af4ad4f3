using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Vendor;

internal sealed record LetterRecorder(Guid Id, string Words, RecorderBrand Brand, string? Serial);

/// <param name="WhyNot">Why no letter can be written now; null: one can.</param>
/// <param name="Written">A letter of this job that waits or was sent.</param>
/// <param name="Recorders">Behind the gate and without an outcome.</param>
/// <param name="Recorder">The one that is written for; null: it has to be chosen first.</param>
/// <param name="LabelPhoto">Whether a photo of the label leaves with the letter.</param>
internal sealed record WriteView(
    string Number, JobStatus Status, string Customer, string? WhyNot, Guid? Written, IReadOnlyList<LetterRecorder> Recorders, LetterRecorder? Recorder, IReadOnlyList<MethodChoice> Methods, LabelPhotoState LabelPhoto);

/// <summary>For which recorders of a job a letter can be written now, and what can be asked for. The job itself is read whole, because only it knows what is allowed.</summary>
internal sealed class WriteQuery(CleveSecDb db, MethodsQuery methods, LabelPhoto labels)
{
    /// <summary>Null: no such job, or not this person's.</summary>
    public async Task<WriteView?> RunAsync(IQueryable<Job> which, ActorRole role, Guid? recorder, CancellationToken ct)
    {
        if (await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is not { } job)
        {
            return null;
        }

        List<LetterRecorder> open = [.. job.Recorders.Where(part => part is { IsLinked: true, Outcome: null }).OrderBy(part => part.Id).Select(part => new LetterRecorder(
            part.Id, string.Join(' ', new[] { part.Recorder.Brand.ToString(), part.Recorder.Model, part.Recorder.Serial }.OfType<string>()), part.Recorder.Brand, part.Recorder.Serial))];
        var chosen = recorder is { } id ? open.Find(one => one.Id == id) : open.Count == 1 ? open[0] : null;
        IReadOnlyList<MethodChoice> choices = chosen is null ? [] : [.. (await methods.RunAsync(chosen.Brand, ct)).Where(method => method.AsksVendor)];
        var written = job.VendorCases.FirstOrDefault(one => one.IsPending && one.Token is not null);
        return new WriteView(job.Number, job.Status, job.Customer.Name, WhyNot(job, role, open, chosen, choices, written), written?.Id, open, chosen, choices, await labels.StateAsync(job.Id, job.Recorders.Count, ct));
    }

    private static string? WhyNot(Job job, ActorRole role, List<LetterRecorder> open, LetterRecorder? chosen, IReadOnlyList<MethodChoice> choices, VendorCase? written) =>
        written is not null ? $"A letter to {written.Vendor} is {RecoveryWords.Of(written.State)}."
        : !job.AllowedActions(role).Contains(JobAction.AskVendor) ? $"This job is {JobWords.Of(job.Status)}. A vendor is asked while the technician is on site and ownership is verified."
        : open.Count == 0 ? "No recorder of this job is open: the technician says first what links the owner to it."
        : chosen is not null && choices.Count == 0 ? "For this brand no vendor answers letters: the seller is the one to ask."
        : null;
}
