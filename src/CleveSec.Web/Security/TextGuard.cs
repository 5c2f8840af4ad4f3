namespace CleveSec.Web.Security;

/// <summary>
/// Refuses text that PostgreSQL cannot hold (NUL, lone surrogates) with 400 before it reaches a page. The address is looked at first of all. Forms come after routing, because a
/// page may take a larger one, and after the question who is asking: nobody else's upload is read.
/// </summary>
internal static class TextGuard
{
    public static void UseForAddresses(WebApplication app) => app.Use((context, next) =>
        HasBadText(context.Request.Path.Value) || context.Request.Query.Any(pair => HasBadText(pair.Key) || pair.Value.Any(HasBadText)) ? RefuseAsync(context) : next());

    public static void UseForForms(WebApplication app) => app.Use(async (context, next) =>
    {
        // The error page takes nothing from the request; reading a form that was refused would fail a second time.
        if (context.Request.HasFormContentType && !context.Request.Path.StartsWithSegments(Ui.Links.Error))
        {
            IFormCollection form;
            try
            {
                form = await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (InvalidDataException)
            {
                await RefuseAsync(context);
                return;
            }

            if (form.Any(pair => HasBadText(pair.Key) || pair.Value.Any(HasBadText)))
            {
                await RefuseAsync(context);
                return;
            }
        }

        await next();
    });

    public static bool HasBadText(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (text[i] is '\0' or '\ufffe' or '\uffff' || (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))) || (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))))
            {
                return true;
            }
        }

        return false;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(TextGuard)).LogWarning("Refused a request with text that is no text.");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
