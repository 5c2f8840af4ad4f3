using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Staff;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <param name="Technician">Who would come; the office may still choose another.</param>
internal sealed record NewJobWindow(Interval Window, Guid TechnicianId, string Technician, Duration Drive, Duration Added, int Others);

/// <summary>What the page answers while it is filled in.</summary>
/// <param name="Place">Null: outside the area, or no whole ZIP code yet.</param>
/// <param name="Windows">The nearest free ones.</param>
/// <param name="Technicians">All who drive, for asking for one.</param>
internal sealed record NewJobChoices(
    bool NumberAsked, IReadOnlyList<Caller> Callers, Caller? Caller, CallerSite? Site, string Zip, ServedPlace? Place, IReadOnlyList<NewJobWindow> Windows, IReadOnlyList<Choice> Technicians,
    IReadOnlyList<Choice> Services)
{
    public bool Outside => Zip.Length == Domain.Customers.Site.ZipLength && Place is null;
}

/// <summary>Customers with the caller's number, their sites and recorders, the area and the free windows, by the same rules as on the public page but without its notice.</summary>
internal sealed class NewJobChoicesQuery(CallerQuery callers, Schedules schedules, StaffNamesQuery names, IClock clock)
{
    private const int WindowsShown = 12;

    public async Task<NewJobChoices> RunAsync(NewJobInput input, CancellationToken ct)
    {
        var found = input.CleanPhone.Length > 0 ? await callers.RunAsync(input.CleanPhone, ct) : [];
        var caller = found.FirstOrDefault(row => row.Id == input.Customer);
        var site = caller?.Sites.FirstOrDefault(row => row.Id == input.Site);
        var plan = (await schedules.PlanAsync(ct)).ForStaff();
        var zip = site?.Zip ?? input.CleanZip;
        var place = plan.Place(zip);
        var technicians = await names.TechniciansAsync(ct);
        return new NewJobChoices(
            input.CleanPhone.Length > 0, found, caller, site, zip, place, place is null ? [] : await WindowsAsync(plan, input, site, zip, technicians, ct),
            [.. technicians.Select(technician => new Choice(technician.Id.ToString(), technician.Name))],
            [.. plan.Services.Where(service => service.Active).Select(service => new Choice(service.Id, service.NameEnglish))]);
    }

    private async Task<IReadOnlyList<NewJobWindow>> WindowsAsync(
        SchedulingPlan plan, NewJobInput input, CallerSite? site, string zip, IReadOnlyList<(Guid Id, string Name)> technicians, CancellationToken ct)
    {
        var request = new SlotRequest(zip, plan.Service(Chosen(plan, input.Service)), Brands(input, site), Urgent: input.Urgent);
        var days = await schedules.TechniciansAsync(plan, input.Technician, ct);
        var namesById = technicians.ToDictionary(technician => technician.Id, technician => technician.Name);
        return [.. plan.Finder.Find(request, days, clock.GetCurrentInstant()).Take(WindowsShown).Select(offer =>
        {
            var best = offer.Placements[0];
            return new NewJobWindow(offer.Window, best.TechnicianId, namesById.GetValueOrDefault(best.TechnicianId, ""), best.Travel, best.AddedTravel, offer.Placements.Count - 1);
        })];
    }

    /// <summary>What a form cannot choose is read as the first service; the validator refuses it.</summary>
    private static string Chosen(SchedulingPlan plan, string? typed) => plan.Services.Any(service => service.Active && service.Id == typed) ? typed! : Service.RecoveryId;

    /// <summary>What the work is for. Before anything is chosen the commonest brand stands in, as on the public page.</summary>
    private static List<RecorderBrand> Brands(NewJobInput input, CallerSite? site)
    {
        List<RecorderBrand> brands = [.. (site?.Recorders ?? []).Where(recorder => input.Recorders.Contains(recorder.Id)).Select(recorder => recorder.Brand)];
        if (input.Brand is { } brand)
        {
            brands.AddRange(Enumerable.Repeat(brand, Math.Clamp(input.Count ?? 1, 1, NewJobInputValidator.MostAtOnce)));
        }

        return brands.Count > 0 ? brands : [RecorderBrand.Dahua];
    }
}
