namespace CleveSec.Web.Security;

/// <summary>
/// A <c>__Host-</c> cookie for the antiforgery token: Secure on every response. With <see cref="CookieSecurePolicy.Always"/> the antiforgery service itself refuses plain
/// HTTP, also on 127.0.0.1, where browsers do keep Secure cookies and where the site is tried out.
/// </summary>
internal sealed class HostCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
