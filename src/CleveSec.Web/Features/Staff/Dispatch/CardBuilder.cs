using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>One card of the board: state and trouble in words, and where it stands.</summary>
internal static class CardBuilder
{
    public static BoardCard Of(StopRow stop, BoardAxis axis, BoardFilter filter, SchedulingPlan plan, Outlook? outlook, PlannedTechnician? technician)
    {
        var status = Enum.Parse<VisitStatus>(stop.Status);
        var kind = stop.Number is not null ? "visit" : stop.OtherWorkId is not null ? "work" : "hold";
        var work = new Interval(stop.WorkStart, stop.WorkEnd);
        var promise = new Interval(stop.WindowStart, stop.WindowEnd);
        var (trouble, mark, bad) = kind == "visit" ? TroubleOf(stop, outlook, technician) : (null, null, false);
        var drive = (int)(stop.WorkStart - stop.OccupiedStart).TotalMinutes;
        return new BoardCard(
            stop.Id, kind, stop.Number ?? "", $"{stop.Id:N}.{stop.Sequence}", StateOf(status, kind), WordsOf(status, kind), TitleOf(stop, kind), stop.City ?? (stop.Zip.Length == 0 ? "" : stop.Zip), stop.Zip, work,
            kind == "visit" ? promise : null, axis.Classes(work.Start, work.End), kind == "visit" ? axis.Classes(promise.Start, promise.End) : null,
            drive > 0 && kind != "hold" ? new BoardDrive(axis.Classes(stop.OccupiedStart, stop.WorkStart), drive) : null,
            trouble, mark, bad, kind == "visit" && status is VisitStatus.Planned or VisitStatus.Confirmed && kind == "visit", IsDimmed(stop, status, kind, filter, plan),
            kind == "visit" ? Links.BoardCard(stop.Number!, axis.Date) : kind == "work" && !stop.FromCalendar ? Links.OtherWorkOf(stop.OtherWorkId!.Value) : null);
    }

    private static (string? Trouble, string? Mark, bool Bad) TroubleOf(StopRow stop, Outlook? outlook, PlannedTechnician? technician)
    {
        var promise = LocalTime.Span(new Interval(stop.WindowStart, stop.WindowEnd));
        return outlook switch
        {
            { Kind: OutlookKind.Away } => ($"promised {promise}, but {technician?.Name ?? "the technician"} is not there then.", "Away", true),
            { Kind: OutlookKind.Impossible, Arrival: var at } => ($"promised {promise}, {LocalTime.Time(at)} at the earliest: the drive does not fit.", "Cannot be kept", true),
            { Kind: OutlookKind.Late, Arrival: var at } => ($"promised {promise}, about {LocalTime.Time(at)} as things stand.", $"Late, {LocalTime.Time(at)}", true),
            { Kind: OutlookKind.Behind, Arrival: var at } => ($"promised {promise}, about {LocalTime.Time(at)} as things stand, still inside it.", $"Behind, {LocalTime.Time(at)}", false),
            not null when technician is not null && Unskilled(stop, technician) is { } brand => ($"{technician.Name} is not trained for {brand}.", $"No {brand} skill", false),
            _ => (null, null, false),
        };
    }

    private static RecorderBrand? Unskilled(StopRow stop, PlannedTechnician technician) =>
        BoardWords.Brands(stop.Brands).Where(brand => !technician.Skills.Contains(brand)).Select(brand => (RecorderBrand?)brand).FirstOrDefault();

    private static bool IsDimmed(StopRow stop, VisitStatus status, string kind, BoardFilter filter, SchedulingPlan plan) =>
        (filter.State is { } state && (kind != "visit" || status != state))
        || (filter.County is { } county && plan.Place(stop.Zip)?.County != county)
        || (filter.Skill is { } skill && kind == "visit" && !BoardWords.Brands(stop.Brands).Contains(skill));

    private static string TitleOf(StopRow stop, string kind) => kind switch
    {
        "visit" => stop.Customer!,
        "work" => stop.WorkTitle!,
        _ => "Somebody is booking",
    };

    private static string StateOf(VisitStatus status, string kind) => kind switch
    {
        "work" => "work",
        "hold" => "hold",
        _ => status switch
        {
            VisitStatus.Planned => "planned",
            VisitStatus.EnRoute => "enroute",
            VisitStatus.OnSite => "onsite",
            VisitStatus.Done => "done",
            VisitStatus.PartlyDone or VisitStatus.NoAccess => "bad",
            _ => "confirmed",
        },
    };

    private static string WordsOf(VisitStatus status, string kind) => kind switch
    {
        "work" => "Other work",
        "hold" => "Held",
        _ => status == VisitStatus.Planned ? "To confirm" : VisitWords.Of(status),
    };
}
