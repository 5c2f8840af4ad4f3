using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Texts;

/// <summary>The door for the text gateway. No form and no cookie: the signature says who it is.</summary>
internal static class TextsFeature
{
    public static IServiceCollection AddTexts(this IServiceCollection services) => services.AddScoped<TextHook>();

    public static void MapTexts(this WebApplication app) =>
        app.MapPost(Links.TextHook, (HttpRequest request, TextHook hook, CancellationToken ct) => hook.RunAsync(request, ct)).AllowAnonymous().DisableAntiforgery();
}
