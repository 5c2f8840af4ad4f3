using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>Something that lies on the ground of a technician's day: hours, a break, an absence.</summary>
/// <param name="Where">Classes of board.css.</param>
internal sealed record BoardGround(string Kind, string Where, string Words);

/// <summary>A drive to a stop.</summary>
internal sealed record BoardDrive(string Where, int Minutes);

/// <summary>One thing that takes a technician's time.</summary>
/// <param name="Kind">"visit", "work" or "hold".</param>
/// <param name="Key">What it is known by in addresses and to the script: the job's number; empty for others.</param>
/// <param name="Seen">What a move says was seen: the visit and its change number.</param>
/// <param name="State">As the style sheet knows it.</param>
/// <param name="Trouble">A sentence when the plan will not be kept; null otherwise.</param>
/// <param name="Mark">The same in two words.</param>
/// <param name="Dimmed">Not what the filter looks for.</param>
internal sealed record BoardCard(
    Guid Id, string Kind, string Key, string Seen, string State, string StateWords, string Title, string Place, string Zip, Interval Work, Interval? Promise, string Where, string? PromiseWhere,
    BoardDrive? Drive, string? Trouble, string? Mark, bool IsBad, bool Movable, bool Dimmed, string? Link)
{
    /// <summary>A job has one visit to come, which is known by its number; what is over, and what has no number, by itself.</summary>
    public string ElementId => Key.Length > 0 && State is not ("done" or "bad") ? $"v-{Key}" : $"v-{Id:N}";

    /// <summary>On the map and in the list beside it.</summary>
    public int Number { get; init; }
}

/// <summary>A technician's day.</summary>
/// <param name="Load">"5 visits, 4 h 15, 2 h free".</param>
/// <param name="IsOff">Does not work that day at all.</param>
/// <param name="IsBeyond">Something stands outside of the hours shown: the whole board has to be read anew.</param>
internal sealed record BoardRow(
    Guid Id, string Name, string Skills, string Load, bool IsOff, bool IsBeyond, IReadOnlyList<BoardGround> Ground, IReadOnlyList<BoardCard> Cards, string? NowWhere, string? HomeZip)
{
    public IEnumerable<BoardCard> Troubled => Cards.Where(card => card.Trouble is not null && card.IsBad);
}

/// <summary>A job that waits for a visit.</summary>
/// <param name="Why">What is special: a call first, a wish, an answer that expires.</param>
internal sealed record TrayCard(Guid Id, string Number, string Title, string Place, string Zip, string Needs, IReadOnlyList<RecorderBrand> Brands, int WorkMinutes, string Age, string? Why);

/// <param name="More">There are more than are shown.</param>
internal sealed record BoardTray(IReadOnlyList<TrayCard> Jobs, bool More);

/// <param name="Counties">To filter by.</param>
internal sealed record Board(BoardFilter Filter, BoardAxis Axis, IReadOnlyList<BoardRow> Rows, BoardTray Tray, IReadOnlyList<string> Counties, Instant Now)
{
    public bool IsToday => Axis.Date == Now.InZone(BookingRules.Zone).Date;
}

/// <summary>One technician on one day of the week view.</summary>
/// <param name="Visits">Visits of jobs.</param>
/// <param name="Other">Other work.</param>
/// <param name="Free">Working time in which nothing stands.</param>
internal sealed record WeekCell(LocalDate Date, int Visits, int Other, Duration Working, Duration Free);

internal sealed record WeekRow(Guid Id, string Name, IReadOnlyList<WeekCell> Cells);

internal sealed record Week(BoardFilter Filter, IReadOnlyList<LocalDate> Dates, IReadOnlyList<WeekRow> Rows, LocalDate Today);

/// <summary>The tray beside a day's board.</summary>
internal sealed record TrayView(BoardTray Tray, LocalDate Date);
