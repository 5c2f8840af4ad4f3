using System.Security.Cryptography;

namespace CleveSec.Web.Security;

/// <summary>Files kept as they came, byte for byte: encrypted with a key of their own, which lies encrypted under the master key and opens only the row it was made for.</summary>
internal static class SealedFiles
{
    private const int KeyLength = 32;
    private const int IdLength = 16;

    public static (byte[] Bytes, byte[] Key) Seal(MasterKey master, Guid id, byte[] clear)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        return (SealedBytes.Seal(key, clear), master.Encrypt([.. id.ToByteArray(), .. key]));
    }

    /// <exception cref="CryptographicException">The row was changed, or sealed under another master key.</exception>
    public static byte[] Open(MasterKey master, Guid id, byte[] sealedBytes, byte[] sealedKey)
    {
        var bound = master.Decrypt(sealedKey);
        return bound.AsSpan(0, IdLength).SequenceEqual(id.ToByteArray())
            ? SealedBytes.Open(bound[IdLength..], sealedBytes)
            : throw new CryptographicException("This key belongs to another file.");
    }
}
