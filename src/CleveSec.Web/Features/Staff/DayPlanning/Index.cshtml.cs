using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>Plans a day anew and shows what it would gain. A day that is over or too far ahead: 404. A run already under way, or a day that changed since: 409.</summary>
internal sealed class IndexModel(PlanPageQuery query, IValidator<PlanInput> validator, StartPlanning start, EndPlanning end, ApplyPlan apply) : PageModel
{
    [BindProperty]
    public PlanInput Input { get; set; } = new();

    /// <summary>Numbers of the moves that are ticked.</summary>
    [BindProperty]
    public List<int> Moves { get; set; } = [];

    [BindProperty]
    public Guid Run { get; set; }

    public PlanPage Plan { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? day, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(day, ct))
        {
            return NotFound();
        }

        Input = Everybody();
        Moves = [.. Plan.Result?.Moves.Select(move => move.Number) ?? []];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? day, CancellationToken ct)
    {
        if (!await LoadAsync(day, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        Guid[] technicians = [.. Plan.People.Select(person => person.Id).Where(Input.Technicians.Contains)];
        return technicians.Length > 0 && await start.RunAsync(Plan.Day, technicians, Input.Seconds!.Value, User.Actor(), ct)
            ? this.SeeOther(Links.BoardPlanOf(Plan.Day))
            : this.Conflicted("", technicians.Length > 0 ? "This day is being planned already. Wait for its answer below, or stop it." : "Nobody you chose works that day any more. Choose again.");
    }

    public async Task<IActionResult> OnPostCancelAsync(string? day, CancellationToken ct)
    {
        if (!await LoadAsync(day, ct))
        {
            return NotFound();
        }

        await end.CancelAsync(Plan.Day, ct);
        return this.SeeOther(Links.BoardPlanOf(Plan.Day));
    }

    public async Task<IActionResult> OnPostDeclineAsync(string? day, CancellationToken ct)
    {
        if (!await LoadAsync(day, ct))
        {
            return NotFound();
        }

        await end.DeclineAsync(Run, User.Actor(), ct);
        this.Say("The day stays as it is.");
        return this.SeeOther(Links.BoardPlanOf(Plan.Day));
    }

    public async Task<IActionResult> OnPostApplyAsync(string? day, CancellationToken ct)
    {
        if (!await LoadAsync(day, ct))
        {
            return NotFound();
        }

        Input = Everybody();
        if (Moves.Count == 0)
        {
            ModelState.AddModelError("Moves", "Tick at least one move, or keep the day as it is.");
            return this.Invalid();
        }

        return Answer(await apply.RunAsync(Run, Moves, User.Actor(), ct));
    }

    private IActionResult Answer(PlanOutcome outcome)
    {
        switch (outcome)
        {
            case PlanOutcome.Applied applied:
                this.Say(applied.Moves == 1 ? "One visit is moved. Its technician is told." : $"{applied.Moves} visits are moved. Their technicians are told.");
                return this.SeeOther(Links.BoardPlanOf(Plan.Day));
            case PlanOutcome.NeedsMore more:
                this.Moves = [.. Moves.Union(more.Missing)];
                ModelState.AddModelError("Moves", $"What you chose is possible only together with {string.Join(", ", more.Missing)}. That is ticked now: look, then make the moves.");
                return this.Invalid();
            case PlanOutcome.Changed changed:
                return this.Conflicted("", $"Nothing was moved. {string.Join(" ", changed.Reasons)}");
            default:
                return this.Conflicted("", "This proposal was decided about already. Look at the day as it is now.");
        }
    }

    private PlanInput Everybody() => new() { Technicians = [.. Plan.People.Where(person => person.Works).Select(person => person.Id)] };

    private async Task<bool> LoadAsync(string? day, CancellationToken ct) =>
        (string.IsNullOrEmpty(day) || TypedTime.ParseDate(day) is not null) && await query.RunAsync(TypedTime.ParseDate(day), ct) is { } plan && (Plan = plan) is not null;
}
