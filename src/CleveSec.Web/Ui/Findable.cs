namespace CleveSec.Web.Ui;

/// <summary>Which addresses search engines may know: nothing that is staff's or one visitor's, and no page that only answers something typed.</summary>
internal static class Findable
{
    /// <summary>With everything below them; told to search engines in robots.txt.</summary>
    public static readonly IReadOnlyList<string> Closed = [Links.Inbox, Links.TechDay, Links.Visit, Links.Booked];

    // Below the booking page stand its answers, too. A page of the site has no dot in its address; files are no pages.
    private static readonly string[] NothingToFind = [Links.Error, Links.GuideSearch, Links.ContactThanks, Links.Offline, Links.WhichResetOffline];

    /// <param name="path">Without the language's prefix.</param>
    public static bool Is(string path) =>
        !Closed.Concat(NothingToFind).Any(folder => Below(path, folder)) && !path.StartsWith($"{Links.Book}/", StringComparison.OrdinalIgnoreCase) && !Path.HasExtension(path);

    private static bool Below(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/');
}
