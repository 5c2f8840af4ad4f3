using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs;

internal sealed class JobModel(OfficeJobs office, JobQuery query, PhotosQuery photos, EvidenceLooksQuery looks, LegalHolds holds, PrecheckQuery prechecks, SerialAlertsQuery alerts, AcceptVisit acceptVisit) : PageModel
{
    private static readonly JobAction[] ForVisitPage = [JobAction.Schedule, JobAction.Reschedule, JobAction.Reassign];

    public JobView Job { get; private set; } = null!;
    public IReadOnlyList<PhotoLine> Photos { get; private set; } = [];
    public IReadOnlyList<EvidenceLook> Looks { get; private set; } = [];
    public LegalHold? Hold { get; private set; }
    public OwnershipPrecheck? Precheck { get; private set; }

    /// <summary>Papers can be looked at before anybody is on site and the gate is open.</summary>
    public bool MayPrecheck => Job.Status is JobStatus.Reported or JobStatus.Scheduled or JobStatus.OnSite && !Job.Checks.Any(check => check.Stands);
    public IReadOnlyList<SerialAlert> Alerts { get; private set; } = [];
    public bool MayPlan => Job.Actions.Any(ForVisitPage.Contains);
    public IEnumerable<JobAct> Acts => JobAct.Among(Job.Actions);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(string number, CancellationToken ct)
    {
        switch (await acceptVisit.RunAsync(office.ByNumber(User, number), User.Actor(), ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                return await LoadAsync(number, ct) ? this.Conflicted("", refused.Reason) : NotFound();
            default:
                this.Say("The visit is confirmed.");
                return Redirect(Links.Job(JobNumber.TryNormalize(number)!));
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        Job = (await query.RunAsync(office.ByNumber(User, number), User.Actor().Role, ct))!;
        Photos = await photos.OfJobAsync(office.ByNumber(User, number), ct);
        Looks = await looks.OfJobAsync(office.ByNumber(User, number), ct);
        Precheck = await prechecks.OfJobAsync(office.ByNumber(User, number), ct);
        Hold = await holds.StandingAsync(office.ByNumber(User, number), ct);
        Alerts = await alerts.OfJobAsync(office.ByNumber(User, number), ct);
        return Job is not null;
    }
}
