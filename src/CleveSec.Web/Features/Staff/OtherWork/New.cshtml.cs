using CleveSec.Domain.Scheduling;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling.Beside;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>Enters other work. Somebody busy: 409 naming who with what, everything typed kept.</summary>
internal sealed class NewModel(OtherWorkQuery query, IValidator<OtherWorkInput> validator, EnterOtherWork enter) : PageModel
{
    [BindProperty]
    public OtherWorkInput Input { get; set; } = new();

    public IReadOnlyList<(RepeatEvery Every, string Words)> Repeats { get; } =
        [(RepeatEvery.Weekday, "Every weekday"), (RepeatEvery.Week, "Every week"), (RepeatEvery.TwoWeeks, "Every two weeks"), (RepeatEvery.FourWeeks, "Every four weeks")];

    public IReadOnlyList<TechnicianChoice> Technicians { get; private set; } = [];

    /// <summary>The form; with what the board knows already where one comes from there. What is no technician, day or time stays open.</summary>
    public async Task OnGetAsync(string? technician, string? date, string? from, string? to, CancellationToken ct)
    {
        ModelState.Clear();
        Technicians = await query.TechniciansAsync(ct);
        Input = new OtherWorkInput
        {
            Key = Guid.CreateVersion7(),
            Technicians = [.. Technicians.Select(one => one.Id).Where(id => id.ToString() == technician)],
            Date = TypedTime.ParseDate(date) is null ? null : date,
            From = TypedTime.Parse(from) is null ? null : from,
            To = TypedTime.Parse(to) is null ? null : to,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Technicians = await query.TechniciansAsync(ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var outcome = await enter.RunAsync(Input.Key, Wishes.Of(Input, Technicians, User.Actor()), Input.LeaveOutBusy, ct);
        return Wishes.Answer(this, outcome, Links.OtherWork, "It stands in the day of everybody who goes.");
    }
}
