using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Scheduling;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>
/// A job's card, and the one door through which the board moves visits. 409 with the reason when it does not fit or somebody was quicker; 422 with what it is against while no reason
/// is given. A script that asks for JSON gets the same answers as JSON.
/// </summary>
internal sealed class CardModel(OfficeJobs office, CardQuery query, PlanVisit planVisit, TakeOffVisit takeOff, IValidator<MoveInput> validator, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "date")]
    public string? DateText { get; set; }

    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public LocalDate Date => TypedTime.ParseDate(DateText) ?? LocalTime.Today(Now);
    public CardView Card { get; private set; } = null!;

    /// <summary>What the move is against; a reason is asked for.</summary>
    public IReadOnlyList<string> Against { get; private set; } = [];

    private Instant Now => clock.GetCurrentInstant();

    private bool WantsJson => Request.Headers.Accept.Any(accept => accept?.StartsWith("application/json", StringComparison.Ordinal) is true);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(number, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return await RefusedAsync(number, null, StatusCodes.Status422UnprocessableEntity, ct);
        }

        var (which, start) = (office.ByNumber(User, number), Input.Start!.Value);
        var before = WantsJson ? null : await query.VisitAsync(which, ct);
        var exact = new ExactStart(start, Input.SeenVisit, Input.Reason, Input.Promise);
        switch (Input.IsTooLate(Now) ? new VisitPlan.Refused(PutBack.TooLate) : await planVisit.RunAsync(new VisitWish(which, User.Actor(), Input.TechnicianId, start, Exact: exact), ct))
        {
            case VisitPlan.Planned planned:
                return await MovedAsync(number, which, before, exact, planned.Window, ct);
            case VisitPlan.AgainstRules against:
                Against = against.Rules;
                return await RefusedAsync(number, "Give a reason: it goes into the job's history.", StatusCodes.Status422UnprocessableEntity, ct);
            case VisitPlan.Refused refused:
                return await RefusedAsync(number, refused.Reason, StatusCodes.Status409Conflict, ct);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostTakeOffAsync(string number, CancellationToken ct)
    {
        switch (Input.IsTooLate(Now) ? new JobChange.Refused(PutBack.TooLate) : await takeOff.RunAsync(office.ByNumber(User, number), User.Actor(), Input.SeenVisit, ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                return await RefusedAsync(number, refused.Reason, StatusCodes.Status409Conflict, ct);
            default:
                this.SayWhen(!WantsJson, "It waits for a visit again.");
                return WantsJson ? new JsonResult(new { said = "It waits for a visit again.", seen = "" }) : Redirect(Links.Board(Date));
        }
    }

    private async Task<IActionResult> MovedAsync(string number, IQueryable<Job> which, Visit? before, ExactStart moved, Interval window, CancellationToken ct)
    {
        var start = moved.Start;
        var (said, seen) = ($"Planned for {LocalTime.DayAndTime(start)}, promised {LocalTime.Span(window)}.", await query.SeenAsync(which, moved, Input.TechnicianId, ct));
        if (WantsJson)
        {
            return new JsonResult(new { said, seen, day = LocalTime.Today(start).ToString("uuuu-MM-dd", null) });
        }

        PutBack.Tell(this, Input, before, PutBack.Of(number, said, before, start, seen, Now));
        return Redirect(Links.Board(LocalTime.Today(start)));
    }

    private async Task<IActionResult> RefusedAsync(string number, string? why, int status, CancellationToken ct)
    {
        if (WantsJson)
        {
            why ??= ModelState.Values.SelectMany(field => field.Errors).Select(error => error.ErrorMessage).FirstOrDefault();
            return new JsonResult(new { why, rules = Against }) { StatusCode = status };
        }

        if (why is not null)
        {
            ModelState.AddModelError(Against.Count > 0 ? "Input.Reason" : "", why);
        }

        return await LoadAsync(number, ct) ? status == StatusCodes.Status409Conflict ? this.Conflicted() : this.Invalid() : NotFound();
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        if (await query.RunAsync(office.ByNumber(User, number), ct) is not { } card)
        {
            return false;
        }

        Card = card;
        Input = HttpMethods.IsGet(Request.Method) ? MoveInput.Of(card, Date) : Input;
        return true;
    }
}
