using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CleveSec.Web.Features.Tracking;

/// <summary>
/// Lets only a browser with a customer session through and hands it on. Without one: 302 to the look-up page. A page that changes something also asks for a recent
/// code unless the session made the booking: 302 to the code page.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CustomerPageAttribute : Attribute, IAsyncPageFilter
{
    private static readonly object Key = new();

    public bool Changes { get; init; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (await http.RequestServices.GetRequiredService<CustomerSessions>().CurrentAsync(http.RequestAborted) is not { } access)
        {
            context.Result = new RedirectResult(Links.VisitLookUp);
            return;
        }

        if (Changes && !access.MayChange)
        {
            context.Result = new RedirectResult($"{Links.VisitCode}?next={Uri.EscapeDataString(http.Request.Path)}");
            return;
        }

        http.Items[Key] = access;
        await next();
    }

    public static CustomerAccess Of(HttpContext http) => http.Items[Key] as CustomerAccess ?? throw new InvalidOperationException("This page is not marked [CustomerPage].");
}
