using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <summary>
/// A booking taken on the phone, by the rules of the public page. The "look" handler only shows who is on file and what is free. 409: the window is gone, or a rule stands against it and no reason was given.
/// </summary>
internal sealed class NewModel(IValidator<NewJobInput> validator, NewJobChoicesQuery choices, BookVisit bookVisit, JobNumberQuery numbers) : PageModel
{
    [BindProperty]
    public NewJobInput Input { get; set; } = new();

    public NewJobChoices Choices { get; private set; } = null!;

    /// <summary>The rules that stand against what was asked for; a reason books all the same.</summary>
    public IReadOnlyList<string> AgainstRules { get; private set; } = [];

    /// <param name="customer">One on file with the number, chosen before.</param>
    public async Task OnGetAsync(string? phone, Guid? customer, CancellationToken ct)
    {
        ModelState.Clear();
        Input = new NewJobInput { Key = Guid.NewGuid(), Phone = phone, Customer = customer };
        Choices = await choices.RunAsync(Input, ct);
    }

    public async Task<IActionResult> OnPostLookAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Choices = await choices.RunAsync(Input, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choices = await choices.RunAsync(Input, ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        return await BookAsync(ct);
    }

    private async Task<IActionResult> BookAsync(CancellationToken ct)
    {
        switch (await bookVisit.RunAsync(NewJobRequest.Of(Input, Choices, User.Actor()), ct))
        {
            case BookingOutcome.Booked booked:
                this.Say(Input.Choice == NewJobInput.NoVisit ? "The job is reported and waits in the inbox for its visit." : "Booked. Customer and technician are told.");
                return Redirect(Links.Job(await numbers.RunAsync(booked.JobId, ct)));
            case BookingOutcome.WindowTaken:
                Choices = await choices.RunAsync(Input, ct);
                ModelState.Remove("Input.Choice");
                Input.Choice = null;
                return this.Conflicted("Input.Choice", "That time is taken: another visit or the drive stands against it. These are free now.");
            case BookingOutcome.AgainstRules against:
                AgainstRules = against.Rules;
                return this.Conflicted("Input.Reason", "A rule stands against this. Give a reason to book all the same, or choose another time.");
            case BookingOutcome.KeyUsedOtherwise:
                return this.Conflicted("", "This form already made a booking. Open a new one to book again.");
            default:
                return this.Conflicted("Input.Zip", "This ZIP code is outside our area. Give a reason to book all the same.");
        }
    }
}
