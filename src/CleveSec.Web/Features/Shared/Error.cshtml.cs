using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Shared;

/// <summary>
/// What a visitor sees when something went wrong: what it means, what to do, the telephone number, and a reference for the log. It says nothing about the cause.
/// It reads no database and no session, because one of them may be the cause. The status of the answer is kept: 404 what is not there, 400 what was malformed or
/// came with a stale form, 403 not allowed, 409 changed meanwhile, 413 too large, 422 refused fields, 429 too often, 500 our fault, 503 the database is away.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    private static readonly Words OurFault = new("Something went wrong on our side", "We could not finish that. Nothing you did caused it.", "Go back and try again. If you were booking or changing a visit, check your mail first: a confirmation means it worked.");
    private static readonly Words YourRequest = new("We could not read that request", "The form may have been open for a long time, or a part of it was lost on the way.", "Go back, load the page again and send it once more.");

    private static readonly IReadOnlyDictionary<int, Words> ByStatus = new Dictionary<int, Words>
    {
        [400] = YourRequest,
        [403] = new("You cannot open this page", "It is meant for somebody else, or for another way of signing in.", "Start again from the home page."),
        [404] = new("We cannot find that page", "The address may be mistyped, or the page has moved. A link to a visit stops working some time after the visit.", "Check the address, or start again from the home page."),
        [405] = new("That does not work here", "This page cannot be used in that way.", "Start again from the home page."),
        [409] = new("Somebody changed this meanwhile", "What you sent no longer fits what is there now, so we changed nothing.", "Go back, load the page again and look at it before you repeat it."),
        [413] = new("That is too large", "What you sent is larger than we can take.", "Send less text or a smaller file."),
        [422] = new("Some of that could not be used", "At least one answer was missing or could not be read.", "Go back and check what you typed."),
        [429] = new("That was too often", "To keep others from trying many times over, we take only so many requests in a while.", "Wait some minutes, then try again."),
        [500] = OurFault,
        [503] = new("We are back in a moment", "The site cannot reach its records right now.", "Wait a minute, then try again. Nothing that was already confirmed is lost."),
    };

    public int Status { get; private set; } = StatusCodes.Status500InternalServerError;
    public Words Text => ByStatus.GetValueOrDefault(Status) ?? (Status < 500 ? YourRequest : OurFault);
    public string Reference => Activity.Current?.TraceId.ToString() is { } trace && trace.Any(c => c != '0') ? trace : HttpContext.TraceIdentifier;

    /// <summary>Runs before any handler and for every method; there is none to choose, whatever the failed request was.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var asked = int.TryParse(RouteData.Values["code"] as string, out var code) ? code : Response.StatusCode;

        // Somebody who types the address of this page has not met an error: there is nothing here.
        Status = asked is >= 400 and < 600 ? asked : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
    }

    internal sealed record Words(string Title, string Meaning, string Advice);
}
