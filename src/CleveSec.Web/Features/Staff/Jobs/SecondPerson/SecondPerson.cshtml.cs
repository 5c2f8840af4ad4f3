using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.SecondPerson;

/// <summary>What a technician saw, for somebody of the office to approve or decline. Decided meanwhile: 409 and what came of it.</summary>
internal sealed class SecondPersonModel(OfficeJobs office, JobQuery jobs, SerialAlertsQuery alerts, DecideOwnership decide, IValidator<DecideInput> validator) : PageModel
{
    [BindProperty]
    public DecideInput Input { get; set; } = new();

    public JobView Job { get; private set; } = null!;

    public IReadOnlyList<SerialAlert> Alerts { get; private set; } = [];

    /// <summary>Null: nobody asks at the moment.</summary>
    public SecondPersonView? Asked => Job.SecondPerson.FirstOrDefault(asked => asked.State == SecondPersonState.Waiting);

    /// <summary>Somebody else is said to have approved it by telephone, so this person can only decline.</summary>
    public bool OnlyDecline => Asked?.PhoneById is { } phone && phone != User.StaffId();

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await decide.RunAsync(office.ByNumber(User, number), User.Actor(), Input.Request, Input.Approve!.Value, Input.Reason, ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                await LoadAsync(number, ct);
                ForgetAnswerToAnother();
                return this.Conflicted("", refused.Reason);
            default:
                this.Say(Input.Approve.Value ? "Approved. The technician can go on." : "Declined. The technician is told on the job sheet.");
                return Redirect(Links.Job(Job.Number));
        }
    }

    /// <summary>What was answered to one request is no answer to the next.</summary>
    private void ForgetAnswerToAnother()
    {
        if (Asked?.Id != Input.Request)
        {
            ModelState.Clear();
            Input = new DecideInput();
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct)
    {
        Job = (await jobs.RunAsync(office.ByNumber(User, number), User.Actor().Role, ct))!;
        Alerts = await alerts.OfJobAsync(office.ByNumber(User, number), ct);
        return Job is not null;
    }
}
