using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>A customer's access to one job from one browser.</summary>
internal sealed record CustomerAccess(Guid SessionId, Guid JobId, bool MayChange);

/// <summary>Customer sessions: a cookie with a random key, a row with its hash, limited to one job. Changes need more: see <see cref="CustomerAccess.MayChange"/>.</summary>
internal sealed class CustomerSessions(CleveSecDb db, IClock clock, IHttpContextAccessor http)
{
    public const string CookieName = "__Host-visit";
    private static readonly Duration Lifetime = Duration.FromHours(12);
    private static readonly Duration ChangesAfterBooking = Duration.FromHours(1);
    private static readonly Duration ChangesAfterCode = Duration.FromMinutes(15);

    /// <summary>Adds a session to the unit of work and returns the key for <see cref="Remember"/> after commit.</summary>
    public string Start(Guid jobId, CustomerSessionSource source)
    {
        var now = clock.GetCurrentInstant();
        var key = Keys.New();
        db.CustomerSessions.Add(new CustomerSession
        {
            Id = Guid.CreateVersion7(),
            KeyHash = Keys.Hash(key),
            JobId = jobId,
            Source = source,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
            MayChangeUntil = source switch
            {
                CustomerSessionSource.Booking => now + ChangesAfterBooking,
                CustomerSessionSource.LookUp => now + ChangesAfterCode,
                _ => null,
            },
        });
        return key;
    }

    public void Remember(string key) => Context.Response.Cookies.Append(CookieName, key, new CookieOptions
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = Lifetime.ToTimeSpan(),
    });

    /// <summary>The job this browser may see, or null.</summary>
    public async Task<CustomerAccess?> CurrentAsync(CancellationToken ct)
    {
        if (Context.Request.Cookies[CookieName] is not { Length: Keys.TextLength } key)
        {
            return null;
        }

        var hash = Keys.Hash(key);
        var now = clock.GetCurrentInstant();
        return await db.CustomerSessions.AsNoTracking()
            .Where(session => session.KeyHash == hash && session.ExpiresAt > now)
            .Select(session => new CustomerAccess(session.Id, session.JobId, session.MayChangeUntil != null && session.MayChangeUntil > now))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>After a correct code: changes are allowed for a while.</summary>
    public Task AllowChangesAsync(Guid sessionId, CancellationToken ct)
    {
        var until = clock.GetCurrentInstant() + ChangesAfterCode;
        return db.CustomerSessions.Where(session => session.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(session => session.MayChangeUntil, until), ct);
    }

    /// <summary>Ends the session in the database and in the browser.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        if (await CurrentAsync(ct) is { } access)
        {
            await db.CustomerSessions.Where(session => session.Id == access.SessionId).ExecuteDeleteAsync(ct);
        }

        Context.Response.Cookies.Delete(CookieName, new CookieOptions { Secure = true, Path = "/" });
    }

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");
}
