using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Booking;

/// <summary>One page: what, where, when, who. Posting books; the "times" handler only shows what is free for what was typed.</summary>
internal sealed class BookModel(IValidator<BookingInput> validator, BookingChoicesQuery choices, BookVisit bookVisit, CustomerSessions sessions, RateLimits limits, FormAge age, IStringLocalizer<BookModel> t) : PageModel
{
    [BindProperty]
    public BookingInput Input { get; set; } = new();

    public BookingChoices Choices { get; private set; } = null!;

    public async Task OnGetAsync(RecorderBrand? brand, Trouble? trouble, string? zip, string? from, CancellationToken ct)
    {
        ModelState.Clear();
        Input = new BookingInput { Brand = brand, Trouble = trouble, Zip = zip, From = from, Key = Guid.NewGuid(), Made = age.Now() };
        Choices = await choices.RunAsync(Input, ct);
    }

    /// <summary>Shows the free windows for the ZIP and brand typed so far; keeps everything, books nothing.</summary>
    public async Task<IActionResult> OnPostTimesAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Choices = await choices.RunAsync(Input, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choices = await choices.RunAsync(Input, ct);
        var valid = await this.ValidateAsync(validator, Input, ct);
        if (Choices.Outside)
        {
            return OutsideArea();
        }

        if (!valid)
        {
            return this.Invalid();
        }

        return await RefuseProgramsAsync(ct) ?? await BookAsync(ct);
    }

    private async Task<IActionResult> BookAsync(CancellationToken ct)
    {
        switch (await bookVisit.RunAsync(Typed(), ct))
        {
            case BookingOutcome.Booked booked:
                sessions.Remember(booked.SessionKey);
                return Redirect(Links.Booked);
            case BookingOutcome.OutsideArea:
                Choices = BookingChoicesQuery.OutsideArea;
                return OutsideArea();
            case BookingOutcome.WindowTaken taken:
                Choices = Choices with { Windows = [.. taken.Nearest.Select(offer => offer.Window)] };
                ModelState.Remove("Input.Window");
                Input.Window = null;
                return this.Conflicted("Input.Window", taken.Nearest.Count > 0
                    ? t["That window was taken a moment ago. These are the nearest free ones; nothing you typed is lost."]
                    : t["That window was taken a moment ago, and no other is free. Please call us."]);
            default:
                ModelState.AddModelError("", t["This form was already used for another booking. Open the booking page again to book once more."]);
                return this.Invalid();
        }
    }

    private BookingRequest Typed()
    {
        PhoneNumbers.TryNormalize(Input.Phone, out var phone);
        return new BookingRequest(Input.Key, Input.Brand!.Value, Input.Trouble!.Value, Input.CleanZip, Ui.LocalTime.FromForm(Input.Window!.Value),
            Input.Name!.Trim(), phone, Input.Email!.Trim(), Input.Street!.Trim(), Input.Unit, Input.GateCode, Input.Notes, Languages.Current, Input.Answers().ToString());
    }

    /// <summary>A filled trap, a form sent faster than a person can, or too many from one address: told to call, with everything kept.</summary>
    private async Task<IActionResult?> RefuseProgramsAsync(CancellationToken ct)
    {
        if (Input.Website is { Length: > 0 } || Input.Key == Guid.Empty || !age.IsHuman(Input.Made))
        {
            ModelState.AddModelError("", t["We could not take this booking. Please wait a few seconds and send it again, or call {0}.", Office.PhoneShown]);
            return this.Invalid();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.BookingsByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        if (allowed)
        {
            return null;
        }

        Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ModelState.AddModelError("", t["Too many bookings came from your connection. Please call {0}; we book for you.", Office.PhoneShown]);
        var page = Page();
        page.StatusCode = StatusCodes.Status429TooManyRequests;
        return page;
    }

    /// <summary>The same form, with the answer where the windows would be; there is none to choose, so that is not held against the form.</summary>
    private PageResult OutsideArea()
    {
        ModelState.Remove("Input.Window");
        ModelState.AddModelError("Input.Zip", t["We do not have {0} in our area. Give another ZIP code, or call {1}.", Input.CleanZip, Office.PhoneShown]);
        return this.Invalid();
    }
}
