using CleveSec.Domain.Scheduling;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>The window kept for this browser: known by a cookie of which the site keeps only the hash, so that who comes back finds it again.</summary>
internal sealed class BookingHolds(HoldWindow hold, HoldQuery query, IHttpContextAccessor http)
{
    public const string CookieName = "__Host-hold";
    private static readonly TimeSpan CookieLife = TimeSpan.FromHours(1);

    /// <summary>Given to the browser with this very answer.</summary>
    private string? given;

    /// <summary>Null: this browser has asked for none yet.</summary>
    public string? Key => given ?? (Context.Request.Cookies[CookieName] is { Length: Keys.TextLength } key ? key : null);

    public async Task<CurrentHold?> CurrentAsync(CancellationToken ct) => Key is { } key ? await query.CurrentAsync(key, ct) : null;

    /// <summary>Keeps the chosen window for ten minutes from now, in place of another one.</summary>
    /// <param name="serviceId">Of what is booked.</param>
    public Task<HoldOutcome> TakeAsync(BookingInput input, string serviceId, CancellationToken ct)
    {
        var wish = new WindowWish(input.CleanZip, serviceId, input.Brands());
        return hold.RunAsync(new HoldRequest(Remembered(), wish, LocalTime.FromForm(input.Window!.Value), RateLimits.Network(Context.Connection.RemoteIpAddress)), ct);
    }

    /// <summary>Gives back what is kept: the window was given up or is not needed.</summary>
    public Task ReleaseAsync(CancellationToken ct) => Key is { } key ? hold.ReleaseAsync(key, ct) : Task.CompletedTask;

    private string Remembered()
    {
        var key = given = Key ?? Keys.New();
        Context.Response.Cookies.Append(CookieName, key, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = CookieLife });
        return key;
    }

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");
}
