using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CleveSec.Web.Security;

/// <summary>
/// The key from configuration ("Security:MasterKey", 32 bytes as base64) under which the site's own keys lie encrypted in PostgreSQL. While it is changed, "Security:OtherMasterKeys" names further ones
/// that still open what they sealed; nothing new is sealed under them.
/// </summary>
internal sealed class MasterKey
{
    public const int Length = 32;
    private readonly byte[] key;
    private readonly byte[][] others;

    private MasterKey(byte[] key, params byte[][] others) => (this.key, this.others) = (key, others);

    /// <summary>The key with the others beside it. Null with a sentence for the operator when one of them is no key.</summary>
    public static MasterKey? TryRead(IConfiguration configuration, out string problem)
    {
        if (TryParse(configuration["Security:MasterKey"], out problem) is not { } first)
        {
            return null;
        }

        var others = (configuration.GetSection("Security:OtherMasterKeys").Get<string?[]>() ?? []).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => TryParse(text, out _)).ToList();
        if (others.Exists(other => other is null))
        {
            problem = "Each of Security:OtherMasterKeys is 32 bytes as base64, as Security:MasterKey is. Correct it, or leave it out.";
            return null;
        }

        return new MasterKey(first.key, [.. others.Select(other => other!.key)]);
    }

    /// <summary>Null with a sentence for the operator when the text is no key.</summary>
    public static MasterKey? TryParse(string? text, out string problem)
    {
        problem = "";
        var buffer = new byte[Length + 1];
        if (string.IsNullOrWhiteSpace(text) || !Convert.TryFromBase64String(text.Trim(), buffer, out var written) || written != Length)
        {
            problem = "Set Security:MasterKey to 32 random bytes as base64, for example from \"openssl rand -base64 32\".";
            return null;
        }

        return new MasterKey(buffer[..Length]);
    }

    public byte[] Encrypt(byte[] clear) => SealedBytes.Seal(key, clear);

    /// <exception cref="CryptographicException">None of the keys, or changed bytes.</exception>
    public byte[] Decrypt(byte[] packed)
    {
        foreach (var one in others.Length == 0 ? [] : new[] { key }.Concat(others))
        {
            if (TryOpen(one, packed) is { } clear)
            {
                return clear;
            }
        }

        return SealedBytes.Open(key, packed);
    }

    /// <summary>It is sealed under the first key, so that the others are not needed for it.</summary>
    public bool Sealed(byte[] packed) => TryOpen(key, packed) is not null;

    private static byte[]? TryOpen(byte[] with, byte[] packed)
    {
        try
        {
            return SealedBytes.Open(with, packed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>AES-GCM: nonce, tag and cipher text in one.</summary>
internal static class SealedBytes
{
    public static byte[] Seal(byte[] key, byte[] clear)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[clear.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, clear, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    /// <exception cref="CryptographicException">Another key, or changed bytes.</exception>
    public static byte[] Open(byte[] key, byte[] packed)
    {
        var nonce = packed.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = packed.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var cipher = packed.AsSpan(nonce.Length + tag.Length);
        var clear = new byte[cipher.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Decrypt(nonce, cipher, tag, clear);
        return clear;
    }
}

/// <summary>Encrypts data-protection keys with the <see cref="MasterKey"/> before they reach the database.</summary>
internal sealed class MasterKeyEncryptor(MasterKey key) : IXmlEncryptor
{
    public const string Element = "masterKeyEncrypted";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var bytes = key.Encrypt(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement(Element, Convert.ToBase64String(bytes)), typeof(MasterKeyDecryptor));
    }
}

/// <summary>The way back. Made by the framework, which hands in the services.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetRequiredService<MasterKey>();
        var clear = key.Decrypt(Convert.FromBase64String(encryptedElement.Value));
        using var reader = XmlReader.Create(new MemoryStream(clear), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }
}
