namespace CleveSec.Web.Ui;

/// <summary>Which addresses search engines may know: nothing that is staff's or one visitor's, and no page that only answers something typed.</summary>
internal static class Findable
{
    /// <summary>With everything below them; told to search engines in robots.txt.</summary>
    public static readonly IReadOnlyList<string> Closed = [Links.Inbox, Links.TechDay, Links.Visit, Links.Booked];

    // A page of the site has no dot in its address; files are no pages.
    private static readonly string[] NothingToFind = [Links.Error, Links.Check, Links.GuideSearch, Links.ContactThanks, Links.Offline, Links.WhichResetOffline];

    /// <param name="path">Without the language's prefix.</param>
    public static bool Is(string path) =>
        !Closed.Concat(NothingToFind).Any(folder => Below(path, folder)) && !AnswersAForm(path) && !Path.HasExtension(path);

    /// <summary>What stands below the booking page, and below a topic of the guide: the forms for its readers.</summary>
    private static bool AnswersAForm(string path) =>
        path.StartsWith($"{Links.Book}/", StringComparison.OrdinalIgnoreCase) || (Below(path, Links.Guide) && path.Count(letter => letter == '/') > 2);

    private static bool Below(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/');
}
