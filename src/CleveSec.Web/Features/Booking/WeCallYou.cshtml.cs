using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Booking;

/// <summary>What a booking is answered with where we talk first; for the browser that sent it. Everybody else is sent to "your visit".</summary>
internal sealed class WeCallYouModel(CustomerSessions sessions, CallAnswerQuery query, OfficeHoursQuery hours) : PageModel
{
    public CallAnswer Answer { get; private set; } = null!;
    public IReadOnlyList<string> Hours { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await sessions.CurrentAsync(ct) is not { } access || await query.RunAsync(access.JobId, ct) is not { } answer)
        {
            return Redirect(Links.Visit);
        }

        (Answer, Hours) = (answer, await hours.RunAsync(ct));
        return Page();
    }
}

/// <summary>What the answer repeats. Why we call stays with the office.</summary>
internal sealed record CallAnswer(string Number, string Name, string Phone, string? Email, IReadOnlyList<RecorderBrand> Brands, string Street, string? Unit, string City, string Zip, int Photos);

internal sealed class CallAnswerQuery(CleveSecDb db)
{
    /// <summary>Null: nothing waits for a call.</summary>
    public Task<CallAnswer?> RunAsync(Guid jobId, CancellationToken ct) => db.Jobs.AsNoTracking().Where(job => job.Id == jobId && job.CallBack != null)
        .Select(job => new CallAnswer(
            job.Number, job.Customer.Name, job.Customer.Phone, job.Customer.Email, job.Recorders.Select(recorder => recorder.Recorder.Brand).ToList(), job.Site.Street, job.Site.Unit, job.Site.City, job.Site.Zip,
            db.EvidenceFiles.Count(photo => photo.JobId == job.Id)))
        .FirstOrDefaultAsync(ct);
}
