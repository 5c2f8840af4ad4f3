namespace CleveSec.Web.Security;

/// <summary>
/// Refuses methods no page knows with 405. Without it Razor Pages answer them without having run any handler: 200 to OPTIONS, 500 to TRACE. Outside of the error pages,
/// which would be run with the same method.
/// </summary>
internal static class MethodGuard
{
    private static readonly string[] Known = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (Known.Contains(context.Request.Method))
        {
            return next();
        }

        context.Response.Headers.Allow = string.Join(", ", Known);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });
}
