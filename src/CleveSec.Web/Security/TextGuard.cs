namespace CleveSec.Web.Security;

/// <summary>Refuses text that PostgreSQL cannot hold (NUL, lone surrogates) with 400 before it reaches a page.</summary>
internal static class TextGuard
{
    public static void Use(WebApplication app) => app.Use(async (context, next) =>
    {
        // The error page takes nothing from the request; reading a form that was refused would fail a second time.
        if (context.Request.Path.StartsWithSegments(Ui.Links.Error))
        {
            await next();
            return;
        }

        if (HasBadText(context.Request.Path.Value) || context.Request.Query.Any(pair => HasBadText(pair.Key) || pair.Value.Any(HasBadText)))
        {
            await RefuseAsync(context);
            return;
        }

        if (context.Request.HasFormContentType)
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
            if (text[i] == '\0' || (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))) || (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))))
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
