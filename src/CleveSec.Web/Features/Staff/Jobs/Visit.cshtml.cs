using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>Who comes when.</summary>
internal sealed class VisitInput
{
    /// <summary>The key of a <see cref="VisitCandidate"/>.</summary>
    public string? Choice { get; set; }

    /// <summary>Why a window is taken in which the vendor's answer is of no use.</summary>
    public string? Reason { get; set; }
}

/// <summary>Plans the visit of a job, or gives it another time or technician. A conflict answers 409 with the reason and fresh candidates.</summary>
internal sealed class VisitModel(OfficeJobs office, VisitCandidatesQuery query, PlanVisit planVisit) : PageModel
{
    private const string ChoiceField = "Input.Choice";
    private const string ReasonField = "Input.Reason";

    [BindProperty(SupportsGet = true, Name = "technician")]
    public string? TechnicianText { get; set; }

    [BindProperty(SupportsGet = true, Name = "date")]
    public string? DateText { get; set; }

    [BindProperty]
    public VisitInput Input { get; set; } = new();

    /// <summary>Also windows in which the vendor's answer is of no use.</summary>
    [BindProperty(SupportsGet = true, Name = "outside")]
    public bool Outside { get; set; }

    public Guid? Technician => Guid.TryParse(TechnicianText, out var id) ? id : null;
    public LocalDate? Date => LocalDatePattern.Iso.Parse(DateText ?? "") is { Success: true, Value: var date } ? date : null;
    public VisitChoices Choices { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) =>
        !await LoadAsync(number, ct) ? NotFound() : Choices.WhyNot is null ? Page() : this.Conflicted();

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!VisitCandidate.TryParse(Input.Choice, out var technicianId, out var start))
        {
            ModelState.AddModelError(ChoiceField, "Choose a technician and a time.");
            return await LoadAsync(number, ct) ? this.Invalid() : NotFound();
        }

        if (WhatIsWrong(Input.Reason) is { } wrong)
        {
            ModelState.AddModelError(ReasonField, wrong);
            return await LoadAsync(number, ct) ? this.Invalid() : NotFound();
        }

        return await PlanAsync(number, technicianId, start, ct);
    }

    private async Task<IActionResult> PlanAsync(string number, Guid technicianId, Instant start, CancellationToken ct)
    {
        switch (await planVisit.RunAsync(new VisitWish(office.ByNumber(User, number), User.Actor(), technicianId, start, Outside: Outside ? Input.Reason ?? "" : null), ct))
        {
            case VisitPlan.Planned planned:
                this.Say($"The visit is planned: {LocalTime.DayAndSpan(planned.Window)}. Customer and technician are told.");
                return Redirect(Links.Job(JobNumber.TryNormalize(number)!));
            case VisitPlan.AgainstRules against:
                ModelState.AddModelError(ReasonField, $"{string.Join(" ", against.Rules)} Say why it is planned all the same.");
                return await LoadAsync(number, ct) ? this.Invalid() : NotFound();
            case VisitPlan.Refused refused:
                return await ConflictedAsync(number, refused.Reason, ct);
            case VisitPlan.WindowTaken:
                return await ConflictedAsync(number, "That technician is not free at that time any more: another visit, the drive or the working hours stand against it. These times are free now.", ct);
            default:
                return NotFound();
        }
    }

    private static string? WhatIsWrong(string? reason) =>
        reason?.Length > ActInputValidator.WordsMaxLength ? $"Shorten this to {ActInputValidator.WordsMaxLength} characters."
        : SecretText.LooksLikeOne(reason) ? "This looks like a password, pattern or code. Those are never kept: say it without."
        : null;

    private async Task<IActionResult> ConflictedAsync(string number, string why, CancellationToken ct) =>
        await LoadAsync(number, ct) ? this.Conflicted(Choices.WhyNot is null ? ChoiceField : "", why) : NotFound();

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        Choices = (await query.RunAsync(office.ByNumber(User, number), User.Actor().Role, new CandidateFilter(Technician, Date, Outside), ct))!;
        return Choices is not null;
    }
}
