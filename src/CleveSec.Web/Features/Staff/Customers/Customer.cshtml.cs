using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Staff.Customers.Merging;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>One customer: what a caller asks, jobs, sites, and everything that happened. Unknown id: 404; merged into another: there. "Resend" and "Undo": 409 where that cannot be.</summary>
internal sealed class CustomerModel(CustomerQuery query, CallPadQuery pad, HistoryQuery history, OfficeJobs office, ResendConfirmation resend, DuplicatesQuery duplicates, RecentMergesQuery merges, UndoMerge undo) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    public CustomerView Customer { get; private set; } = null!;
    public IReadOnlyList<PadJob> Pad { get; private set; } = [];
    public bool HasMoreOpen => Pad.Count > CallPadQuery.MostShown;
    public History History { get; private set; } = new([], null);
    public IReadOnlyList<LikelySame> Same { get; private set; } = [];
    public IReadOnlyList<RecentMerge> Merges { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        !await LoadAsync(id, ct) ? NotFound() : Customer.MergedInto is { } kept ? Redirect(Links.Customer(kept)) : Page();

    public async Task<IActionResult> OnPostResendAsync(Guid id, string? number, CancellationToken ct)
    {
        switch (await resend.RunAsync(office.ByNumber(User, number).Where(job => job.CustomerId == id), User.Actor(), ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                return await LoadAsync(id, ct) ? this.Conflicted("", refused.Reason) : NotFound();
            default:
                this.Say($"The confirmation of {JobNumber.TryNormalize(number)} is on its way.");
                return Redirect(Links.Customer(id));
        }
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid merge, CancellationToken ct)
    {
        switch (await undo.RunAsync(merge, User, ct))
        {
            case MergeOutcome.Undone undone:
                this.Say("Taken back: both stand alone again, as they were.");
                return Redirect(Links.Customer(undone.KeptId));
            case MergeOutcome.Refused refused:
                return await LoadAsync(id, ct) ? this.Conflicted("", refused.Reason) : NotFound();
            default:
                return NotFound();
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await query.RunAsync(id, ct) is not { } found)
        {
            return false;
        }

        var jobs = office.VisibleTo(User).Where(job => job.CustomerId == id);
        Customer = found;
        Same = await duplicates.RunAsync(id, ct);
        Merges = await merges.RunAsync(id, ct);
        Pad = await pad.RunAsync(jobs, ct);
        History = await history.RunAsync(jobs, null, Corrections.SubjectOf(Corrected.Customer, id), Before, ct);
        return true;
    }
}
