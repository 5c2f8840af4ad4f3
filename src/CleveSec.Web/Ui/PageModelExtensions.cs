using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Ui;

internal static class PageModelExtensions
{
    /// <summary>Carries a sentence from one page to the next.</summary>
    public const string SaidCookie = "__Host-said";

    /// <summary>Runs the validator and puts what it found beside the fields. False: answer with <see cref="Invalid"/>.</summary>
    /// <param name="prefix">The name of the bound property.</param>
    public static async Task<bool> ValidateAsync<T>(this PageModel page, IValidator<T> validator, T input, CancellationToken ct, string prefix = "Input")
    {
        var result = await validator.ValidateAsync(input, ct);
        foreach (var failure in result.Errors)
        {
            page.ModelState.AddModelError($"{prefix}.{failure.PropertyName}", failure.ErrorMessage);
        }

        return page.ModelState.IsValid;
    }

    /// <summary>The same page with its errors and everything typed, status 422.</summary>
    public static PageResult Invalid(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return result;
    }

    /// <summary>A page that says itself why nothing can be done here now, status 409.</summary>
    public static PageResult Conflicted(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status409Conflict;
        return result;
    }

    /// <summary>The same page because something changed meanwhile, status 409.</summary>
    public static PageResult Conflicted(this PageModel page, string key, string message)
    {
        page.ModelState.AddModelError(key, message);
        return page.Conflicted();
    }

    /// <summary>The same page because this was asked too often, status 429 with the time after which it is worth trying again.</summary>
    public static PageResult TooMany(this PageModel page, NodaTime.Duration retryAfter, string message)
    {
        page.Response.Headers.RetryAfter = ((int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        page.ModelState.AddModelError("", message);
        var result = page.Page();
        result.StatusCode = StatusCodes.Status429TooManyRequests;
        return result;
    }

    /// <summary>Where to go after a post, status 303: whatever the browser, it gets that page.</summary>
    public static StatusCodeResult SeeOther(this PageModel page, string address)
    {
        page.Response.Headers.Location = Languages.In(Languages.Current, address);
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A sentence shown once on the next page.</summary>
    public static void Say(this PageModel page, string sentence) => page.TempData["Said"] = sentence;

    /// <inheritdoc cref="Say"/>
    public static void SayWhen(this PageModel page, bool holds, string sentence)
    {
        if (holds)
        {
            page.Say(sentence);
        }
    }
}
