using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Evidence;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Booking;

/// <summary>
/// One page: what, where, when, who. Posting books; the "times" handler shows what is free for what was typed and keeps the chosen window. Whatever is refused (422, 409, 429 with a
/// sum to do), everything typed and every picture sent stays. More than five pictures' worth: 413.
/// </summary>
[BodyLimit(PhotoInput.MaxRequest)]
internal sealed class BookModel(IValidator<BookingInput> validator, BookingSteps steps, BookVisit bookVisit, BookingDoor door, CustomerSessions sessions, IStringLocalizer<BookModel> t) : PageModel
{
    [BindProperty]
    public BookingInput Input { get; set; } = new();

    [BindProperty]
    public PhotoInput Photos { get; set; } = new();

    public BookingChoices Choices { get; private set; } = null!;

    /// <summary>Came with this form before.</summary>
    public IReadOnlyList<PhotoLine> Attached { get; private set; } = [];

    /// <summary>A sum for the browser before this booking is taken.</summary>
    public ProofChallenge? Sum { get; private set; }

    public int SecondsHeld => Choices.Hold is { } hold ? steps.SecondsLeft(hold) : 0;

    public async Task OnGetAsync(RecorderBrand? brand, Trouble? trouble, string? zip, string? from, CancellationToken ct)
    {
        ModelState.Clear();
        Input = await steps.OpenAsync(new BookingInput { Brand = brand, Trouble = trouble, Zip = zip, From = from }, ct);
        Choices = await steps.ChoicesAsync(Input, ct);
    }

    /// <summary>Shows the free windows for what is typed so far and keeps the chosen one; keeps everything, books nothing.</summary>
    public async Task<IActionResult> OnPostTimesAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await AttachAsync(ct);
        await LookAsync(ct);
        return ModelState.IsValid ? Page() : this.Invalid();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid photo, CancellationToken ct)
    {
        await steps.RemoveAsync(Input.Key, photo, ct);
        return await OnPostTimesAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await AttachAsync(ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            await LookAsync(ct);
            return Choices.Outside ? OutsideArea() : this.Invalid();
        }

        var answer = await door.KnockAsync(Input, ct);
        if (answer is DoorAnswer.Open)
        {
            return await BookAsync(ct);
        }

        await LookAsync(ct);
        return answer is DoorAnswer.FirstTheSum sum ? FirstTheSum(sum) : Refused(t["We could not take this booking. Please wait a few seconds and send it again, or call {0}.", Office.PhoneShown]);
    }

    private async Task<IActionResult> BookAsync(CancellationToken ct)
    {
        var outcome = await bookVisit.RunAsync(await steps.RequestAsync(Input, ct), ct);
        if (outcome is BookingOutcome.Booked booked)
        {
            sessions.Remember(booked.SessionKey);
            return Redirect(Links.Booked);
        }

        if (outcome is BookingOutcome.CallBackFirst called)
        {
            sessions.Remember(called.SessionKey);
            return Redirect(Links.BookedCall);
        }

        Choices = await steps.ChoicesAsync(Input, ct);
        Attached = await steps.AttachedAsync(Input.Key, ct);
        return outcome switch
        {
            BookingOutcome.OutsideArea => OutsideArea(),
            BookingOutcome.WindowTaken taken => Taken(taken),
            _ => Refused(t["This form was already used for another booking. Open the booking page again to book once more."]),
        };
    }

    private async Task AttachAsync(CancellationToken ct)
    {
        foreach (var (field, message) in await steps.AttachAsync(Input, Photos, ct))
        {
            ModelState.AddModelError(field, message);
        }
    }

    /// <summary>Keeps the chosen window, and sees what is free and what came with the form.</summary>
    private async Task LookAsync(CancellationToken ct)
    {
        Choices = await steps.KeepAsync(Input, ct);
        Attached = await steps.AttachedAsync(Input.Key, ct);
    }

    private PageResult Taken(BookingOutcome.WindowTaken taken)
    {
        Choices = Choices with { Windows = [.. taken.Nearest.Select(offer => offer.Window)], Hold = null };
        ModelState.Remove("Input.Window");
        Input.Window = null;
        return this.Conflicted("Input.Window", taken.Nearest.Count > 0
            ? t["That window was taken a moment ago. These are the nearest free ones; nothing you typed is lost."]
            : t["That window was taken a moment ago, and no other is free. Please call us."]);
    }

    private PageResult Refused(string message)
    {
        ModelState.AddModelError("", message);
        return this.Invalid();
    }

    private PageResult FirstTheSum(DoorAnswer.FirstTheSum sum)
    {
        Sum = sum.Challenge;
        return this.TooMany(sum.RetryAfter, t["Many bookings came from your connection, so we first check that this one comes from a person. Nothing you typed is lost. You can also call {0}; we book for you.", Office.PhoneShown]);
    }

    /// <summary>The same form, with the answer where the windows would be; there is none to choose, so that is not held against the form.</summary>
    private PageResult OutsideArea()
    {
        Choices = Choices with { Asked = true, Place = null };
        ModelState.Remove("Input.Window");
        ModelState.AddModelError("Input.Zip", t["We do not have {0} in our area. Give another ZIP code, or call {1}.", Input.CleanZip, Office.PhoneShown]);
        return this.Invalid();
    }
}
