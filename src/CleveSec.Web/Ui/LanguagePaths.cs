using System.Globalization;
using CleveSec.Domain.Customers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CleveSec.Web.Ui;

/// <summary>Takes <c>/es</c> off the path and answers in Spanish; every other request is English, whatever the browser prefers: an address always shows the same page.</summary>
internal static class LanguagePaths
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var language = Language.English;
        if (context.Request.Path.StartsWithSegments(Languages.SpanishPrefix, out var rest) && Languages.IsPublic(rest.HasValue ? rest.Value! : "/"))
        {
            language = Language.Spanish;
            context.Request.Path = rest.HasValue ? rest : "/";
        }

        CultureInfo.CurrentUICulture = Languages.Culture(language);
        await next(context);
    });
}

/// <summary>A Spanish page redirects to Spanish pages.</summary>
internal sealed class LanguageRedirects : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is RedirectResult redirect)
        {
            redirect.Url = Languages.In(Languages.Current, redirect.Url);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
