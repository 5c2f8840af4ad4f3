using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Photos;

/// <summary>What the customer photographed. Opening this page is a look at each picture, and the audit says so.</summary>
internal sealed class PhotosModel(OfficeJobs office, PhotosQuery query, SeePhotos see, ErasePhoto erase) : PageModel
{
    public string Number { get; private set; } = "";
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];
    public bool AnyNew => Photos.Any(photo => photo.SeenAt is null);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!await office.ExistsAsync(User, number, ct))
        {
            return NotFound();
        }

        Number = JobNumber.TryNormalize(number)!;
        Photos = await query.OfJobAsync(office.ByNumber(User, number), ct);
        return Page();
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

    public async Task<IActionResult> OnPostEraseAsync(string number, Guid id, CancellationToken ct)
    {
        if (!await erase.RunAsync(office.ByNumber(User, number), id, User, ct))
        {
            return NotFound();
        }

        this.Say("The photo is erased for good.");
        return Redirect(Links.JobPhotos(JobNumber.TryNormalize(number)!));
    }
}
