using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Hold;

/// <summary>Begins or ends the legal hold of a job's evidence. Begun or ended by somebody else meanwhile: 409.</summary>
internal sealed class HoldModel(OfficeJobs office, LegalHolds holds, IValidator<HoldInput> validator) : PageModel
{
    [BindProperty]
    public HoldInput Input { get; set; } = new();

    public string Number { get; private set; } = "";
    public IReadOnlyList<LegalHold> Holds { get; private set; } = [];
    public LegalHold? Standing => Holds.FirstOrDefault(hold => hold.EndedAt is null);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var which = office.ByNumber(User, number);
        var done = Input.Standing is { } standing ? await holds.EndAsync(which, standing, Input.Reason!, User, ct) : await holds.BeginAsync(which, Input.Reason!, User, ct);
        if (!done)
        {
            await LoadAsync(number, ct);
            if (Input.Standing is null && Standing is { } same && same.ByName == User.Identity?.Name && same.Reason == Input.Reason!.Trim())
            {
                // The same click twice.
                return Redirect(Links.JobPhotos(Number));
            }

            // A reason to begin is none to end.
            ModelState.Remove("Input.Reason");
            Input.Reason = null;
            return this.Conflicted("", "Somebody else has begun or ended the hold meanwhile. Look at how it stands now.");
        }

        this.Say(Input.Standing is null ? "The evidence of this job is kept until the hold ends." : "The hold is over. What is past its date is erased within the hour.");
        return Redirect(Links.JobPhotos(Number));
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        Number = JobNumber.TryNormalize(number) ?? "";
        Holds = await holds.AllAsync(office.ByNumber(User, number), ct);
        return await office.ExistsAsync(User, number, ct);
    }
}
