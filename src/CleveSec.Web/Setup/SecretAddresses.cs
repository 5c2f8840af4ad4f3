using System.Diagnostics;
using CleveSec.Domain.Customers;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Setup;

/// <summary>Addresses that are secrets themselves are traced by their pattern: who reads traces must not be able to open them.</summary>
internal static class SecretAddresses
{
    private const string Token = "{token}";

    private static readonly string[] Public = [Links.ConfirmQuestion(""), Links.VisitByLink("")];
    private static readonly string[] Folders = [Links.SetPassword(""), .. Public, .. Public.Select(folder => Languages.In(Language.Spanish, folder))];

    /// <summary>No page beside them has so long a name; a token cut short in a mail still holds most of the secret.</summary>
    private const int ShortestToken = Keys.TextLength / 2;

    /// <summary>At the request's beginning, from the address alone: a request that is broken off or fails is traced too.</summary>
    public static void Redact(Activity activity, HttpRequest request)
    {
        if (PatternOf(request.Path.Value ?? "") is { } pattern)
        {
            activity.SetTag("url.path", pattern);
        }
    }

    /// <summary>The pattern of an address with a secret in it, else null.</summary>
    private static string? PatternOf(string path) => Folders
        .Where(folder => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && path.Length - folder.Length >= ShortestToken)
        .Select(folder => folder + Token)
        .FirstOrDefault();
}
