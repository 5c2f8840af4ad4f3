using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <param name="DeviceId">Trimmed; null: none.</param>
/// <param name="File">As it was exported; null: none.</param>
internal sealed record LetterAsked(string MethodId, string? DeviceId, LocalDate? DateOnScreen, string? FileName, byte[]? File);

/// <summary>
/// Writes the letter to a vendor from its template, to be looked at before it leaves: by the technician of the visit or by the office. The same letter once more is the same click;
/// the same letter with another exported file gets that one.
/// </summary>
internal sealed class WriteVendorLetter(CleveSecDb db, VendorFiles files, VisitChanges visits, JobChanges changes)
{
    private const string Nobody = "For this method nobody is asked by letter.";

    /// <param name="asked">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, LetterAsked asked, CancellationToken ct)
    {
        if (await LetterAsync(jobRecorderId, asked, ct) is not { } letter)
        {
            return new VisitChange.Refused(Nobody);
        }

        var change = await visits.RunAsync(visitId, technician, (job, _) => IsThere(job, letter), (job, step) => Write(job, letter, step), ct);
        return change is VisitChange.Refused && await IsThereNowAsync(jobRecorderId, asked, ct) is { } status ? new VisitChange.Already(status) : change;
    }

    /// <param name="which">The jobs this person of the office may see.</param>
    /// <param name="asked">Validated.</param>
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, Guid jobRecorderId, LetterAsked asked, CancellationToken ct)
    {
        if (!await which.AnyAsync(job => job.Recorders.Any(part => part.Id == jobRecorderId), ct))
        {
            return new JobChange.NotFound();
        }

        if (await LetterAsync(jobRecorderId, asked, ct) is not { } letter)
        {
            return new JobChange.Refused(Nobody);
        }

        var change = await changes.RunAsync(which, by, Act, ct);
        return change is JobChange.Refused && await IsThereNowAsync(jobRecorderId, asked, ct) is not null && await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is { } job ? new JobChange.Made(job) : change;

        void Act(Job its, Step step)
        {
            if (IsThere(its, letter))
            {
                return;
            }

            // Who stands at the recorder has the newer export: the office does not put an older one in its place unseen.
            if (letter.Draft?.File is { } kept && kept.ByName != by.Name && Find(its, letter) is not null)
            {
                throw new IllegalTransition(its.Status, JobAction.AskVendor, $"This letter is written already, with a file of {kept.ByName}. Look at that one, and correct it where it is wrong.");
            }

            Write(its, letter, step);
        }
    }

    private void Write(Job job, Letter letter, Step step)
    {
        var (asked, draft) = (letter.Asked, letter.Draft);
        if (draft is not null && Find(job, letter) is { } drafted)
        {
            // Only the file is another one: a second export takes the place of the first.
            job.CorrectVendorLetter(drafted.Id, letter.Facts(drafted.Token!, hasFile: true), newFile: true, step);
            files.Keep(drafted.Id, draft.File, asked.FileName, asked.File!, step.By.Name);
            return;
        }

        var vendorCase = job.DraftVendorLetter(letter.JobRecorderId, letter.Method, letter.Facts(VendorLetter.NewToken(), asked.File is not null), step);
        if (asked.File is { } bytes)
        {
            files.Keep(vendorCase.Id, null, asked.FileName, bytes, step.By.Name);
        }
    }

    /// <summary>The letter stands as it is asked for: the same click twice.</summary>
    private static bool IsThere(Job job, Letter letter) => letter.Draft is { SameFile: true } && Find(job, letter) is not null;

    /// <summary>The draft that was read before, unless it says something else by now.</summary>
    private static VendorCase? Find(Job job, Letter letter) => job.VendorCases.FirstOrDefault(one => one.Id == letter.Draft?.CaseId && one.State == VendorCaseState.Drafted && letter.Says(one));

    /// <summary>Looks once more: the same click may have arrived twice at the same moment. Null: what is asked for is not there.</summary>
    private async Task<JobStatus?> IsThereNowAsync(Guid jobRecorderId, LetterAsked asked, CancellationToken ct) =>
        await LetterAsync(jobRecorderId, asked, ct) is { Draft: { SameFile: true } draft } ? await db.Jobs.Where(job => job.VendorCases.Any(one => one.Id == draft.CaseId)).Select(job => (JobStatus?)job.Status).FirstOrDefaultAsync(ct) : null;

    private async Task<Letter?> LetterAsync(Guid jobRecorderId, LetterAsked asked, CancellationToken ct)
    {
        if (ResetMethod.Find(asked.MethodId) is not { } method || await db.Vendors.AsNoTracking().FirstOrDefaultAsync(row => row.Id == asked.MethodId, ct) is not { } vendor)
        {
            return null;
        }

        var letter = new Letter(jobRecorderId, method, vendor, asked, null);
        var drafts = await db.VendorCases.AsNoTracking().Where(one => one.JobRecorderId == jobRecorderId && one.MethodId == method.Id && one.State == VendorCaseState.Drafted).ToListAsync(ct);
        if (drafts.Find(letter.Says) is not { } draft)
        {
            return letter;
        }

        var file = await files.OfAsync(draft.Id, ct);
        return letter with { Draft = new Draft(draft.Id, file, asked.File is null || files.IsSame(file, asked.File)) };
    }

    /// <param name="Draft">A letter not sent that says the same; null: none.</param>
    private sealed record Letter(Guid JobRecorderId, ResetMethod Method, VendorRow Vendor, LetterAsked Asked, Draft? Draft)
    {
        public VendorLetterFacts Facts(string token, bool hasFile) => new(Vendor.Name, Vendor.Needs, Asked.DeviceId, Asked.DateOnScreen, hasFile, token, Vendor.ValidityHours);

        public bool Says(VendorCase one) => one.DeviceId == Asked.DeviceId && one.DateOnScreen == Asked.DateOnScreen;
    }

    /// <param name="SameFile">It has the file that is asked for, or none was given.</param>
    private sealed record Draft(Guid CaseId, VendorFile? File, bool SameFile);
}
