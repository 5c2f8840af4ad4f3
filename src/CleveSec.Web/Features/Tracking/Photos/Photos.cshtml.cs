using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Photos;

/// <summary>Pictures for a visit that is still to come or under way. More than the limit below: 413.</summary>
[CustomerPage(Changes = true)]
[BodyLimit(PhotoInput.MaxRequest)]
internal sealed class PhotosModel(TrackedVisitQuery query, PhotosQuery photos, AddPhotos add, CleveSecDb db, IStringLocalizer<PhotosModel> t) : PageModel
{
    [BindProperty]
    public PhotoInput Photos { get; set; } = new();

    public TrackedVisit Visit { get; private set; } = null!;

    /// <summary>What the customer sent already.</summary>
    public IReadOnlyList<PhotoLine> Sent { get; private set; } = [];

    /// <summary>How many are there, the technician's included.</summary>
    public int There { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : Redirect(Links.Visit);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(Links.Visit);
        }

        var chosen = Photos.Chosen();
        var added = await add.RunAsync(EvidenceOwner.Job(Visit.State.JobId), chosen, Visit.CustomerName, ct);
        if (chosen.Count > 0 && added.Problems.Count == 0)
        {
            this.Say(t["Thank you. The office and your technician have your photos."]);
            return Redirect(Links.VisitPhotos);
        }

        return await RefusedAsync(added, ct);
    }

    private async Task<IActionResult> RefusedAsync(PhotosAdded added, CancellationToken ct)
    {
        foreach (var (field, message) in added.Problems.DefaultIfEmpty(("Photos.Label", t["Choose at least one photo."])))
        {
            ModelState.AddModelError(field, message);
        }

        await LoadAsync(ct);
        return this.Invalid();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var jobId = CustomerPageAttribute.Of(HttpContext).JobId;
        if (await query.RunAsync(jobId, ct) is not { TakesPhotos: true } visit)
        {
            return false;
        }

        Visit = visit;
        var there = await photos.OfJobAsync(db.Jobs.Where(job => job.Id == jobId), ct);
        (There, Sent) = (there.Count, [.. there.Where(photo => !photo.IsOfStaff)]);
        return true;
    }
}
