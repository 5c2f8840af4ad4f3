using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Photos;

/// <summary>Photos and papers of a job: the customer's, and what its technician adds. A foreign visit: 404; a job that is over or goes on with another visit: 409; refused files: 422, the others are kept; more than the limit below: 413.</summary>
[BodyLimit(PhotoInput.MaxRequest)]
internal sealed class PhotosModel(SheetQuery sheets, OwnVisit own, PhotosQuery query, AddPhotos add) : PageModel
{
    private const string Over = "This job is over, or it goes on with another visit: nothing can be added here any more. The office can still look at what is there.";

    /// <summary>What was chosen; its fields are "Photos.Label" and so on, as on the customer's page.</summary>
    [BindProperty(Name = "Photos")]
    public PhotoInput Chosen { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];

    /// <summary>How many more can be added at once.</summary>
    public int Room => Math.Min(EvidenceFile.MostPerJob - Photos.Count, EvidenceFile.MostPerForm);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!Sheet.TakesPhotos)
        {
            return this.Conflicted("", Over);
        }

        var chosen = Chosen.Chosen();
        var added = await add.RunAsync(Sheet.JobId, chosen, new EvidenceByStaff(User, Sheet.JobNumber), ct);
        if (chosen.Count > 0 && added.Problems.Count == 0)
        {
            this.Say(added.Kept == 1 ? "It is kept with the job." : $"All {added.Kept} are kept with the job.");
            return Redirect(Links.JobSheetPhotos(id));
        }

        return await RefusedAsync(id, added, ct);
    }

    private async Task<IActionResult> RefusedAsync(Guid id, PhotosAdded added, CancellationToken ct)
    {
        foreach (var (field, message) in added.Problems.DefaultIfEmpty(("Photos.Label", "Choose at least one photo.")))
        {
            ModelState.AddModelError(field, message);
        }

        await LoadAsync(id, ct);
        return this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await sheets.FindAsync(id, User.StaffId(), ct) is not { } sheet)
        {
            return false;
        }

        Sheet = sheet;
        Photos = await query.OfJobAsync(own.JobOf(id, User.StaffId()), ct);
        return true;
    }
}
