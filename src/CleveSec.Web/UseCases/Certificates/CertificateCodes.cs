using System.Security.Cryptography;
using System.Text;
using CleveSec.Domain.HandOver;
using CleveSec.Web.Security;

namespace CleveSec.Web.UseCases.Certificates;

/// <summary>Codes of certificates: found by their hash, printed again from what was sealed, which opens only for the certificate it was sealed for.</summary>
internal static class CertificateCodes
{
    private const int IdLength = 16;

    public static SealedCheckCode New(MasterKey master, Guid certificate)
    {
        var code = RandomNumberGenerator.GetString(CheckCode.Alphabet, CheckCode.Length);
        return new SealedCheckCode(Keys.Hash(code), master.Encrypt([.. certificate.ToByteArray(), .. Encoding.ASCII.GetBytes(code)]));
    }

    /// <summary>As it stands on paper.</summary>
    /// <exception cref="CryptographicException">The row was changed, or sealed under another master key.</exception>
    public static string Open(MasterKey master, Certificate certificate)
    {
        var bound = master.Decrypt(certificate.SealedCode);
        return bound.AsSpan(0, IdLength).SequenceEqual(certificate.Id.ToByteArray())
            ? CheckCode.Format(Encoding.ASCII.GetString(bound.AsSpan(IdLength)))
            : throw new CryptographicException("This code belongs to another certificate.");
    }
}
