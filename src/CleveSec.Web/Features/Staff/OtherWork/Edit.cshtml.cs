using CleveSec.Domain.Scheduling;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling.Beside;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>One piece of other work. Unknown, cancelled or of a calendar: 404. Somebody busy, or a lost race: 409 with everything typed.</summary>
internal sealed class EditModel(OtherWorkQuery query, IValidator<OtherWorkInput> validator, ChangeOtherWork change, CancelOtherWork cancel) : PageModel
{
    [BindProperty]
    public OtherWorkInput Input { get; set; } = new();

    public OtherWorkView Work { get; private set; } = null!;
    public IReadOnlyList<TechnicianChoice> Technicians { get; private set; } = [];

    /// <summary>Shows what is saved beside what was typed.</summary>
    public bool RaceLost { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var (start, end) = (Work.Line.Span.Start.InZone(BookingRules.Zone), Work.Line.Span.End.InZone(BookingRules.Zone));
        Input = new OtherWorkInput
        {
            Kind = Work.Line.Kind,
            Title = Work.Line.Title,
            Street = Work.Line.Street,
            Zip = Work.Line.Zip,
            Date = LocalDatePattern.Iso.Format(start.Date),
            From = TypedTime.Format(start.TimeOfDay),
            To = TypedTime.Format(end.TimeOfDay),
            Technicians = [.. Work.Technicians],
            Version = Work.Version,
        };
        return Page();
    }

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

        var outcome = await change.RunAsync(id, Input.Version, Wishes.Of(Input, Technicians, User.Actor()), ct);
        if (outcome is OtherWorkOutcome.LostRace && await LoadAsync(id, ct))
        {
            ModelState.Remove("Input.Version");
            (Input.Version, RaceLost) = (Work.Version, true);
        }

        return Wishes.Answer(this, outcome, Links.OtherWork, "The change is saved.");
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, bool later, CancellationToken ct) =>
        Wishes.Answer(this, await cancel.RunAsync(id, later, User.Actor(), ct), Links.OtherWork, "It is called off, and its time is free again.");

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Technicians = await query.TechniciansAsync(ct);
        return await query.OneAsync(id, ct) is { } work && (Work = work) is not null;
    }
}
