using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Jobs.Precheck;

/// <summary>What the customer's papers show, before anybody is on site. Verified meanwhile, or over: 409 with the reason.</summary>
internal sealed class PrecheckModel(CleveSecDb db, OfficeJobs office, PrecheckQuery query, PhotosQuery photos, PrecheckOwnership precheck, IValidator<PrecheckInput> validator) : PageModel
{
    [BindProperty]
    public PrecheckInput Input { get; set; } = new();

    public string Number { get; private set; } = "";

    /// <summary>By id, as the labels say.</summary>
    public IReadOnlyDictionary<Guid, string> Recorders { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<PhotoLine> Papers { get; private set; } = [];
    public OwnershipPrecheck? Last { get; private set; }

    /// <summary>Why nothing is to be looked at now; null: something is.</summary>
    public string? WhyNot { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        Input = new PrecheckInput
        {
            Situation = Last?.Situation,
            Authority = Last?.AuthorityKind,
            Note = Last?.Note,
            Links = [.. Recorders.Keys.Select(id => new PrecheckLink { Recorder = id, Link = Last is not null && Last.Links.TryGetValue(id, out var link) ? link : null })],
        };
        return WhyNot is null ? Page() : this.Conflicted("", WhyNot);
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        Input.Links.RemoveAll(link => !Recorders.ContainsKey(link.Recorder));
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await precheck.RunAsync(office.ByNumber(User, number), User.Actor(), Input, ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                await LoadAsync(number, ct);
                return this.Conflicted("", refused.Reason);
            default:
                this.Say("Noted. The technician begins with it; the ID is still seen on site.");
                return Redirect(Links.Job(Number));
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        var which = office.ByNumber(User, number);
        if (await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is not { } job)
        {
            return false;
        }

        Number = job.Number;
        WhyNot = job.WhyNoPrecheck;
        Recorders = job.Recorders.OrderBy(recorder => recorder.Id).ToDictionary(recorder => recorder.Id, recorder => string.Join(' ', new[] { recorder.Recorder.Brand.ToString(), recorder.Recorder.Model, recorder.Recorder.Serial }.OfType<string>()));
        Papers = await photos.OfJobAsync(which, ct);
        Last = await query.OfJobAsync(which, ct);
        return true;
    }
}
