using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Problem;

internal sealed class ProblemModel(SheetQuery sheets, EndVisitEarly end, IValidator<ProblemInput> validator) : PageModel
{
    [BindProperty]
    public ProblemInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    /// <summary>A visit that ends before its technician arrived is gone from their day, and its sheet with it.</summary>
    private bool WasThere => Sheet.Visit.ArrivedAt is not null;

    public IReadOnlyList<RadioChoice> Ways =>
        [.. EndVisitEarly.Ways.Where(way => Sheet.May(way) || way == Input.Way).Select(way => new RadioChoice(way.ToString(), Title(way), Text(way)))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? this.OnlyWhen(Sheet.Visit.IsLive && Ways.Count > 0, id) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var way = Input.Way!.Value;
        var change = await end.RunAsync(id, User.Actor(), way, Input.Reason!, ct);
        return (way, WasThere) switch
        {
            (JobAction.GiveUp, true) => this.Answer(change, id, "The job is given up. Write the summary for the customer."),
            (JobAction.GiveUp, false) => this.Answer(change, Links.TechDay, "The job is given up and the visit is off. The customer is told; the office writes the summary."),
            _ => this.Answer(change, Links.TechDay, "Your visit is ended. The customer is told, and the office plans what comes next."),
        };
    }

    private static string Title(JobAction way) => way switch
    {
        JobAction.NoAccess => "No access",
        JobAction.EndVisitPartlyDone => "Partly done: somebody has to come again",
        _ => "Not recovered: give up",
    };

    private string Text(JobAction way) => way switch
    {
        JobAction.NoAccess => "Nobody is there, or you cannot get to the recorder. The office plans a new visit.",
        JobAction.EndVisitPartlyDone => "You have to leave before the job is done. The office plans a new visit.",
        _ => $"Everything sensible was tried. The customer is told, and {(WasThere ? "you write" : "the office writes")} a summary for them.",
    };

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!) is not null;
}
