namespace CleveSec.Web.Security;

/// <summary>
/// Whether a post comes from a page of ours, for forms that carry no token because their pages are kept in memory for everybody. Browsers say so in Sec-Fetch-Site; one that
/// does not is believed by its Origin, which our own pages hide (Referrer-Policy) in new browsers only.
/// </summary>
internal static class SameOrigin
{
    /// <param name="site">The address the site is reached by from outside.</param>
    public static bool Is(HttpRequest request, Uri site)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } fetched)
        {
            return fetched == "same-origin";
        }

        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && (origin.GetLeftPart(UriPartial.Authority) == site.GetLeftPart(UriPartial.Authority) || origin.Authority == request.Host.Value);
    }
}
