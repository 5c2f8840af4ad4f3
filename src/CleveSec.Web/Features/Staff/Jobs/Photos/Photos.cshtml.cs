using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Photos;

/// <summary>What the customer photographed or the technician added, the export, and who looked. Opening this page is a look at each picture, and the audit says so.</summary>
internal sealed class PhotosModel(OfficeJobs office, PhotosQuery query, EvidenceLooksQuery looks, LegalHolds holds, ExportEvidence export, SeePhotos see, ErasePhoto erase) : PageModel
{
    public string Number { get; private set; } = "";
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];
    public IReadOnlyList<EvidenceLook> Looks { get; private set; } = [];

    /// <summary>Nothing is erased while it stands.</summary>
    public LegalHold? Hold { get; private set; }
    public bool AnyNew => Photos.Any(photo => photo.SeenAt is null);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        return await LoadAsync(number, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSeenAsync(string number, Guid[] shown, CancellationToken ct)
    {
        if (!await office.ExistsAsync(User, number, ct))
        {
            return NotFound();
        }

        await see.RunAsync(office.ByNumber(User, number), shown, User, ct);
        this.Say("The photos are marked as looked at.");
        return Redirect(Links.Job(JobNumber.TryNormalize(number)!));
    }

    /// <summary>All evidence of the job as one file; each time is written to the audit.</summary>
    public async Task<IActionResult> OnPostExportAsync(string number, CancellationToken ct) =>
        await export.RunAsync(office.ByNumber(User, number), User, Response, ct) ? new EmptyResult() : NotFound();

    public async Task<IActionResult> OnPostEraseAsync(string number, Guid id, CancellationToken ct)
    {
        switch (await erase.RunAsync(office.ByNumber(User, number), id, User, ct))
        {
            case null:
                return await LoadAsync(number, ct) ? this.Conflicted("", "This job is under a legal hold: nothing of it is erased. An admin can end the hold.") : NotFound();
            case false:
                return NotFound();
            default:
                this.Say("The photo is erased for good.");
                return Redirect(Links.JobPhotos(JobNumber.TryNormalize(number)!));
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        if (!await office.ExistsAsync(User, number, ct))
        {
            return false;
        }

        var job = office.ByNumber(User, number);
        Number = JobNumber.TryNormalize(number)!;
        (Photos, Looks, Hold) = (await query.OfJobAsync(job, ct), await looks.OfJobAsync(job, ct), await holds.StandingAsync(job, ct));
        return true;
    }
}
