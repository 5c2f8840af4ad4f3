using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace CleveSec.Web.Security;

/// <summary>Unguessable keys: 32 random bytes, base64url. Only their SHA-256 is ever stored.</summary>
internal static class Keys
{
    /// <summary>Length of a key as text.</summary>
    public const int TextLength = 43;

    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>The stored form; for text that is no key a hash that matches nothing.</summary>
    public static byte[] Hash(string? key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key ?? ""));
}
