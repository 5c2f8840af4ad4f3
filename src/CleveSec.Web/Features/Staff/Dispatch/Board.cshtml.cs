using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>The day of all technicians. Its rows, its tray and the promises in danger can be had alone, for who looks at a board that changes.</summary>
internal sealed class BoardModel(BoardQuery query, IClock clock) : PageModel
{
    private const int MostHours = 25;

    [BindProperty(SupportsGet = true, Name = "date")]
    public string? DateText { get; set; }

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewText { get; set; }

    [BindProperty(SupportsGet = true, Name = "zoom")]
    public string? ZoomText { get; set; }

    [BindProperty(SupportsGet = true, Name = "skill")]
    public string? SkillText { get; set; }

    [BindProperty(SupportsGet = true, Name = "county")]
    public string? CountyText { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateText { get; set; }

    public BoardFilter Filter => BoardFilter.Of(DateText, ViewText, ZoomText, SkillText, CountyText, StateText, LocalTime.Today(clock.GetCurrentInstant()));
    public LocalDate Today => LocalTime.Today(clock.GetCurrentInstant());
    public Board Board { get; private set; } = null!;
    public Week? Week { get; private set; }
    public BoardMap? Map { get; private set; }

    /// <summary>What was moved by a form a moment ago.</summary>
    public PutBack? PutBack { get; private set; }

    /// <summary>The day shown is neither over nor too far ahead to be planned.</summary>
    public bool CanPlan { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        PutBack = PutBack.Take(Request, TempData);
        var filter = Filter;
        if (filter.View == BoardView.Week)
        {
            Week = BoardBuilder.Week(await query.DaysAsync(filter.Date, 7, ct), filter);
            return;
        }

        var read = await query.DayAsync(filter.Date, ct);
        Board = BoardBuilder.Day(read, filter);
        CanPlan = filter.Date >= Today && filter.Date <= Today.PlusDays(read.Plan.Rules.HorizonDays);
        Map = filter.View == BoardView.Map ? BoardMap.Of(Board, read.Plan.Points) : null;
    }

    /// <param name="technician">Whose row.</param>
    /// <param name="first">The first hour of the board it is for, in seconds since 1970.</param>
    /// <param name="hours">How many it shows.</param>
    public async Task<IActionResult> OnGetRowAsync(string? technician, long first, int hours, CancellationToken ct)
    {
        var filter = Filter;
        var start = LocalTime.FromForm(first);
        if (!Guid.TryParse(technician, out var id) || hours is < 1 or > MostHours || LocalTime.Today(start) != filter.Date)
        {
            return NotFound();
        }

        var row = BoardBuilder.Row(await query.RowAsync(filter.Date, id, ct), filter, new BoardAxis(filter.Date, start, hours), id);
        return row is null ? NotFound() : Partial("_Row", row);
    }

    /// <summary>The promises in danger on that day.</summary>
    public async Task<IActionResult> OnGetAlarmsAsync(CancellationToken ct) => Partial("_Alarms", BoardBuilder.Day(await query.DaysAsync(Filter.Date, 1, ct), Filter).Rows);

    public async Task<IActionResult> OnGetTrayAsync(CancellationToken ct) => Partial("_Tray", new TrayView(TrayBuilder.Of(await query.TrayAsync(ct), Filter), Filter.Date));
}
