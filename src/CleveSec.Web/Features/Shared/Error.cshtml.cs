using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Shared;

/// <summary>
/// What a visitor sees when something went wrong: what it means, what to do, the telephone number, and a reference for the log. It says nothing about the cause.
/// It reads no database and no session, because one of them may be the cause. The status of the answer is kept: 404 what is not there, 400 what was malformed or
/// came with a stale form, 403 not allowed, 409 changed meanwhile, 413 too large, 422 refused fields, 429 too often, 500 our fault, 503 the database is away.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel(IStringLocalizer<ErrorModel> t) : PageModel
{
    public int Status { get; private set; } = StatusCodes.Status500InternalServerError;
    public Words Text => Status switch
    {
        403 => new(t["You cannot open this page"], t["It is meant for somebody else, or for another way of signing in."], FromHome),
        404 => new(t["We cannot find that page"], t["The address may be mistyped, or the page has moved. A link to a visit stops working some time after the visit."], t["Check the address, or start again from the home page."]),
        405 => new(t["That does not work here"], t["This page cannot be used in that way."], FromHome),
        409 => new(t["Somebody changed this meanwhile"], t["What you sent no longer fits what is there now, so we changed nothing."], t["Go back, load the page again and look at it before you repeat it."]),
        413 => new(t["That is too large"], t["What you sent is larger than we can take."], t["Send less text, or fewer or smaller photos: up to 5 at once, each of up to 8 MB."]),
        422 => new(t["Some of that could not be used"], t["At least one answer was missing or could not be read."], t["Go back and check what you typed."]),
        429 => new(t["That was too often"], t["To keep others from trying many times over, we take only so many requests in a while."], t["Wait some minutes, then try again."]),
        503 => new(t["We are back in a moment"], t["The site cannot reach its records right now."], t["Wait a minute, then try again. Nothing that was already confirmed is lost."]),
        < 500 => new(t["We could not read that request"], t["The form may have been open for a long time, or a part of it was lost on the way."], t["Go back, load the page again and send it once more."]),
        _ => new(t["Something went wrong on our side"], t["We could not finish that. Nothing you did caused it."], t["Go back and try again. If you were booking or changing a visit, check your mail first: a confirmation means it worked."]),
    };

    public string Reference => Activity.Current?.TraceId.ToString() is { } trace && trace.Any(c => c != '0') ? trace : HttpContext.TraceIdentifier;

    /// <summary>Runs before any handler and for every method; there is none to choose, whatever the failed request was.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var asked = int.TryParse(RouteData.Values["code"] as string, out var code) ? code : Response.StatusCode;

        // Somebody who types the address of this page has not met an error: there is nothing here.
        Status = asked is >= 400 and < 600 ? asked : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
    }

    private string FromHome => t["Start again from the home page."];

    internal sealed record Words(string Title, string Meaning, string Advice);
}
