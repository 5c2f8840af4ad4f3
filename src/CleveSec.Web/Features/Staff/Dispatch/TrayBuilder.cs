using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>The jobs that wait for a visit, longest first.</summary>
internal static class TrayBuilder
{
    public static BoardTray Of(BoardRead read, BoardFilter filter)
    {
        var rows = read.Tray.Take(BoardQuery.TrayShown)
            .Where(row => filter.Skill is not { } skill || BoardWords.Brands(row.Brands).Contains(skill))
            .Where(row => filter.County is not { } county || read.Plan.Place(row.Zip)?.County == county);
        return new BoardTray([.. rows.Select(row => CardOf(row, read))], read.Tray.Count > BoardQuery.TrayShown);
    }

    private static TrayCard CardOf(TrayRow row, BoardRead read)
    {
        var brands = BoardWords.Brands(row.Brands);
        return new TrayCard(
            row.Id, row.Number, row.Customer, row.City, row.Zip, BoardWords.Recorders(brands), brands, (int)read.Plan.Service(row.ServiceId).WorkFor(brands).TotalMinutes,
            LocalTime.Age(read.Now - row.Since), WhyOf(row, read.Plan));
    }

    private static string? WhyOf(TrayRow row, SchedulingPlan plan) =>
        row.CallBack is { } call ? OwnerSituations.Words(Enum.Parse<CallBackReason>(call))
        : row.AnswerUntil is { } until ? $"The vendor's answer is good until {LocalTime.DayAndTime(until)}"
        : row is { WantedWindowStart: { } start, WantedWindowEnd: { } end } ? $"Wished for {LocalTime.DayAndSpan(new Interval(start, end))}"
        : plan.Place(row.Zip) is null ? "Outside the area"
        : row.Status == nameof(JobStatus.AwaitingVendor) ? "To come back with the vendor's answer" : null;
}
