using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.LiveUpdates;

internal static class LiveUpdatesFeature
{
    public static IServiceCollection AddLiveUpdates(this IServiceCollection services) => services.AddScoped<OpenStream>();

    public static void MapLiveUpdates(this WebApplication app)
    {
        app.MapGet(Links.Live, (HttpContext context, OpenStream streams, string? after, bool once = false) => streams.RunAsync(context, after, once))
            .RequireAuthorization(Policies.Office);
        app.MapPost(Links.LiveMoving, MovingAsync).RequireAuthorization(Policies.Office).DisableAntiforgery();
    }

    /// <summary>Told to everybody else and kept nowhere. The name is the session's, whatever the browser says. 400: without its form token, or not a form of ours.</summary>
    private static async Task<IResult> MovingAsync(HttpContext context, IAntiforgery antiforgery, CleveSecDb db, CancellationToken ct)
    {
        // Looked at here and not by the framework, whose refusal leaves a form behind that nobody may read any more, the error page included.
        if (!await antiforgery.IsRequestValidAsync(context)
            || await context.Request.ReadFormAsync(ct) is not { } form || !Guid.TryParse(form["id"], out var id) || !bool.TryParse(form["on"], out var on))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var payload = new MovingNotice(id, context.User.Actor().Name, on, context.User.SessionId()).ToPayload();
        await db.Database.ExecuteSqlAsync($"select pg_notify({ChangeFeedRow.Channel}, {payload})", ct);
        return TypedResults.NoContent();
    }
}
