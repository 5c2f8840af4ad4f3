using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace CleveSec.Web.Security;

/// <summary>Unguessable keys: 32 random bytes, base64url. Only their SHA-256 is ever stored.</summary>
internal static class Keys
{
    /// <summary>Length of a key as text.</summary>
    public const int TextLength = 43;

    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>An id made of these parts: the same form sent twice asks for the same row. Without a secret among the parts it can be guessed.</summary>
    public static Guid IdOf(params ReadOnlySpan<string?> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return new Guid(Hash(text.ToString()).AsSpan(0, 16));
    }

    /// <summary>The stored form; for text that is no key a hash that matches nothing.</summary>
    public static byte[] Hash(string? key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key ?? ""));
}
