using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>
/// Staff sessions as rows. The cookie holds a random key; the row holds its hash and ends the session for every copy of the cookie at once. Name and role are
/// read from the staff member at each request, so that a change or a deactivation counts from the next click.
/// </summary>
internal sealed class StaffTickets(IServiceScopeFactory scopes, IClock clock, IHttpContextAccessor http) : ITicketStore
{
    public const string Scheme = "staff";
    public const string SessionClaim = "session";
    private const string StampClaim = "stamp";

    private const string ReplacedKey = "staff-session-replaced";
    private static readonly Duration DeskIdle = Duration.FromMinutes(30);
    private static readonly Duration DeskAbsolute = Duration.FromHours(12);
    private static readonly Duration TechnicianIdle = Duration.FromHours(12);
    private static readonly Duration TechnicianAbsolute = Duration.FromDays(7);
    private static readonly Duration TouchEvery = Duration.FromMinutes(1);

    /// <summary>How long a session lives without a request.</summary>
    public static Duration IdleOf(StaffRole role) => role == StaffRole.Technician ? TechnicianIdle : DeskIdle;

    /// <summary>Who signs in, for <see cref="StoreAsync"/>.</summary>
    /// <param name="stamp">The account's security stamp when the password was checked.</param>
    public static ClaimsPrincipal Principal(Guid staffId, string? stamp) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, staffId.ToString()), new Claim(StampClaim, stamp ?? "")], Scheme));

    /// <summary>Starts a session. Was the person deactivated or the password changed since it was checked, the key opens nothing and they are asked to sign in again.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var staffId = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var stamp = ticket.Principal.FindFirstValue(StampClaim) ?? "";
        var key = Keys.New();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (http.HttpContext?.Items[ReplacedKey] is byte[] replaced)
            {
                await EndAsync(db, replaced, clock.GetCurrentInstant());
            }

            if (await IsStillGoodAsync(db, staffId, stamp))
            {
                var role = await db.Staff.Where(staff => staff.Id == staffId).Select(staff => staff.Role).FirstAsync();
                db.StaffSessions.Add(NewSession(staffId, role, key));
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        });
        return key;
    }

    /// <summary>Locks both rows until the session is in: who changes the password or deactivates comes before, and is seen here, or after, and ends this session too.</summary>
    private static async Task<bool> IsStillGoodAsync(CleveSecDb db, Guid staffId, string stamp)
    {
        var stamps = await db.Database.SqlQuery<string>($"""
            select coalesce(account.security_stamp, '') as "Value" from staff_accounts account join staff_members staff on staff.id = account.id
            where account.id = {staffId} and staff.active for share
            """).ToListAsync();
        return stamps is [{ } now] && now == stamp;
    }

    private StaffSession NewSession(Guid staffId, StaffRole role, string key)
    {
        var now = clock.GetCurrentInstant();
        var request = http.HttpContext;
        return new StaffSession
        {
            Id = Guid.CreateVersion7(),
            KeyHash = Keys.Hash(key),
            StaffId = staffId,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + (role == StaffRole.Technician ? TechnicianAbsolute : DeskAbsolute),
            UserAgent = Shortened(request?.Request.Headers.UserAgent.ToString(), 300),
            Address = Shortened(request?.Connection.RemoteIpAddress?.ToString(), 60),
        };
    }

    /// <summary>The row keeps the time; there is nothing to renew in the cookie.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        // The error page knows nobody: with the database away, asking it who this is would fail a second time.
        if (http.HttpContext?.Request.Path.StartsWithSegments(Ui.Links.Error) is true)
        {
            return null;
        }

        var hash = Keys.Hash(key);
        if (IsSigningIn())
        {
            // A sign-in starts from nobody: else the cookie handler would keep the old key, and with it the old session.
            http.HttpContext!.Items[ReplacedKey] = hash;
            return null;
        }

        var now = clock.GetCurrentInstant();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        var found = await (
            from session in db.StaffSessions.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on session.StaffId equals staff.Id
            where session.KeyHash == hash && session.EndedAt == null && session.ExpiresAt > now && staff.Active
            select new { session.Id, session.LastSeenAt, StaffId = staff.Id, staff.Name, staff.Role }).FirstOrDefaultAsync();
        if (found is null || now - found.LastSeenAt > IdleOf(found.Role))
        {
            return null;
        }

        if (now - found.LastSeenAt > TouchEvery && !IsBackground())
        {
            await db.StaffSessions.Where(session => session.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now));
        }

        var identity = new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, found.StaffId.ToString()),
            new Claim(ClaimTypes.Name, found.Name),
            new Claim(ClaimTypes.Role, found.Role.ToString()),
            new Claim(SessionClaim, found.Id.ToString()),
        ], Scheme);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme);
    }

    public async Task RemoveAsync(string key)
    {
        var hash = Keys.Hash(key);
        var now = clock.GetCurrentInstant();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        await EndAsync(db, hash, now);
    }

    private static Task EndAsync(CleveSecDb db, byte[] hash, Instant now) => db.StaffSessions.Where(session => session.KeyHash == hash && session.EndedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now));

    /// <summary>As routing sees it: with or without a slash at the end, in whatever case.</summary>
    private bool IsSigningIn() => http.HttpContext?.Request is { } request && HttpMethods.IsPost(request.Method) && string.Equals(request.Path.Value?.TrimEnd('/'), Ui.Links.SignIn, StringComparison.OrdinalIgnoreCase);

    /// <summary>Requests a page makes by itself carry this header, or are its stream, and keep nobody signed in.</summary>
    private bool IsBackground() => http.HttpContext?.Request is { } request
        && (request.Headers.ContainsKey("X-Background") || string.Equals(request.Path.Value?.TrimEnd('/'), Ui.Links.Live, StringComparison.OrdinalIgnoreCase));

    private static string? Shortened(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
