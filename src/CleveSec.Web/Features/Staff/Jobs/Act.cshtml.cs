using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>The form of one action. An action the job does not allow now answers 409 with the reason.</summary>
internal sealed class ActModel(CleveSecDb db, OfficeJobs office, ActOnJob actOnJob) : PageModel
{
    [BindProperty]
    public ActInput Input { get; set; } = new();

    public JobAct Act { get; private set; } = null!;
    public ActJob Job { get; private set; } = null!;

    /// <summary>Why the action is not possible now; null when it is.</summary>
    public string? WhyNot { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, string act, CancellationToken ct)
    {
        if (!await LoadAsync(number, act, ct))
        {
            return NotFound();
        }

        Input.Summary = Job.Summary;
        return WhyNot is null ? Page() : this.Conflicted();
    }

    public async Task<IActionResult> OnPostAsync(string number, string act, CancellationToken ct)
    {
        if (!await LoadAsync(number, act, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(new ActInputValidator(Act), Input, ct) ? await MakeAsync(number, act, ct) : this.Invalid();
    }

    private async Task<IActionResult> MakeAsync(string number, string act, CancellationToken ct)
    {
        switch (await actOnJob.RunAsync(office.ByNumber(User, number), User.Actor(), Move(), ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                await LoadAsync(number, act, ct);
                return refused.Reason == WhyNot ? this.Conflicted() : this.Conflicted("", refused.Reason);
            default:
                this.Say($"{Act.Words}: done.");
                return Redirect(Links.Job(Job.Number));
        }
    }

    private JobMove Move() => new(
        Act.Action, Act.Asks == JobActAsks.Summary ? Input.Summary!.Trim() : Input.Reason, Input.Recorder, Input.Vendor, ResetMethod.Find(Input.Method), Input.Answered is true, Input.Version);

    private async Task<bool> LoadAsync(string number, string act, CancellationToken ct)
    {
        if (JobAct.Find(act) is not { } found || await JobChanges.LoadAsync(db, office.ByNumber(User, number).AsNoTracking(), ct) is not { } job)
        {
            return false;
        }

        Act = found;
        Job = ActJob.Of(job);
        WhyNot = await actOnJob.WhyNotAsync(job, User.Actor(), found, ct);
        return true;
    }
}

/// <summary>What the form shows of its job.</summary>
internal sealed record ActJob(string Number, JobStatus Status, string Customer, string Place, string? Summary, uint Version, IReadOnlyList<(Guid Id, string Words)> LinkedRecorders, IReadOnlyList<ResetMethod> Methods)
{
    public static ActJob Of(Job job) => new(
        job.Number, job.Status, job.Customer.Name, $"{job.Site.Street}, {job.Site.City}", job.Summary, job.Version,
        [.. job.Recorders.Where(recorder => recorder.IsLinked).Select(recorder => (recorder.Id, string.Join(' ', new[] { recorder.Recorder.Brand.ToString(), recorder.Recorder.Model, recorder.Recorder.Serial }.Where(part => part is not null))))],
        [.. ResetMethod.All.Where(method => job.Recorders.Any(recorder => recorder.IsLinked && method.Fits(recorder.Recorder.Brand)))]);
}
