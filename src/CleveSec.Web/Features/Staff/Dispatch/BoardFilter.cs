using System.Globalization;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

internal enum BoardView
{
    Day,
    Week,
    Map,
}

/// <summary>How close one looks: the whole day on the screen, wide, or wider.</summary>
internal enum BoardZoom
{
    Fit,
    Wide,
    Widest,
}

/// <summary>What the board is asked for in its address. What is none of ours is as if it was not there.</summary>
internal sealed record BoardFilter(LocalDate Date, BoardView View, BoardZoom Zoom, RecorderBrand? Skill, string? County, VisitStatus? State)
{
    /// <summary>Dates that are shown at all; beyond there is nothing.</summary>
    private static readonly LocalDate First = new(2000, 1, 1);
    private static readonly LocalDate Last = new(2100, 1, 1);

    /// <summary>What one may look for; a visit that is over counts as done.</summary>
    public static IReadOnlyList<VisitStatus> States { get; } = [VisitStatus.Planned, VisitStatus.Confirmed, VisitStatus.EnRoute, VisitStatus.OnSite, VisitStatus.Done, VisitStatus.NoAccess];

    public bool Narrows => Skill is not null || County is not null || State is not null;

    public static BoardFilter Of(string? date, string? view, string? zoom, string? skill, string? county, string? state, LocalDate today) => new(
        TypedTime.ParseDate(date) is { } day && day > First && day < Last ? day : today,
        Named<BoardView>(view) ?? BoardView.Day,
        Named<BoardZoom>(zoom) ?? BoardZoom.Fit,
        Named<RecorderBrand>(skill),
        string.IsNullOrWhiteSpace(county) || county.Length > 40 ? null : county.Trim(),
        Named<VisitStatus>(state) is { } one && States.Contains(one) ? one : null);

    /// <summary>The address of this board.</summary>
    public string Link => Links.Board(Date, View == BoardView.Day ? null : Lower(View), Zoom == BoardZoom.Fit ? null : Lower(Zoom), Skill is { } skill ? Lower(skill) : null, County, State is { } state ? Lower(state) : null);

    public string LinkTo(LocalDate date) => (this with { Date = date }).Link;

    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static T? Named<T>(string? word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && !char.IsAsciiDigit(word![0]) && Enum.IsDefined(value) ? value : null;
}
