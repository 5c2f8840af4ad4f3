using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Waitlist;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

[CustomerPage]
internal sealed class VisitModel(TrackedVisitQuery query, PhotosQuery photos, Waitlist waitlist, CleveSecDb db, IClock clock) : PageModel
{
    public TrackedVisit Visit { get; private set; } = null!;

    public int PhotoCount { get; private set; }

    public bool HasCertificate { get; private set; }

    public WaitlistState Sooner { get; private set; }

    public bool MayChange => Visit.ChangeUntil is { } until && clock.GetCurrentInstant() <= until;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { } visit)
        {
            return Redirect(Links.VisitLookUp);
        }

        Visit = visit;
        PhotoCount = (await photos.OfJobAsync(db.Jobs.Where(job => job.Id == visit.State.JobId), ct)).Count(photo => !photo.IsOfStaff);
        HasCertificate = await db.Certificates.AnyAsync(certificate => certificate.JobId == visit.State.JobId, ct);
        Sooner = await waitlist.StateAsync(visit.State.JobId, ct);
        return Page();
    }
}
