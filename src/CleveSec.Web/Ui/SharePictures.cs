namespace CleveSec.Web.Ui;

/// <summary>Which picture goes with a link to a page: a topic of the guide has its own.</summary>
internal static class SharePictures
{
    public const string Home = "home";
    public const string WhichReset = "which-reset";

    private const string Overview = "overview";

    /// <param name="path">Without the language's prefix.</param>
    public static string NameFor(string path) =>
        path == Links.Guide ? Overview
        : path.StartsWith($"{Links.Guide}/", StringComparison.Ordinal) ? path[(Links.Guide.Length + 1)..]
        : path == Links.WhichReset ? WhichReset
        : Home;
}
