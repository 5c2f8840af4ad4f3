using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CleveSec.Web.Mail;

/// <summary>Encrypts what may stand in the database only for a while: the secrets of waiting mails, waiting text messages, a site's gate code.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection)
{
    private readonly IDataProtector mails = protection.CreateProtector("mail-secrets");
    private readonly IDataProtector texts = protection.CreateProtector("text-messages");
    private readonly IDataProtector gateCodes = protection.CreateProtector("gate-code");

    private readonly IDataProtector addresses = protection.CreateProtector("calendar-address");

    public string? SealMail(IReadOnlyDictionary<string, string> secrets) => secrets.Count == 0 ? null : mails.Protect(JsonSerializer.Serialize(secrets));

    public IReadOnlyDictionary<string, string> OpenMail(string? sealedSecrets) =>
        sealedSecrets is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(mails.Unprotect(sealedSecrets))!;

    public string SealAddress(string address) => addresses.Protect(address);

    /// <summary>Null when its key is gone.</summary>
    public string? OpenAddress(string sealedAddress)
    {
        try
        {
            return addresses.Unprotect(sealedAddress);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string SealText(string words) => texts.Protect(words);

    public string OpenText(string sealedWords) => texts.Unprotect(sealedWords);

    public string? SealGateCode(string? code) => string.IsNullOrWhiteSpace(code) ? null : gateCodes.Protect(code.Trim());

    /// <summary>Null when there is none or its key is gone.</summary>
    public string? OpenGateCode(string? sealedCode)
    {
        try
        {
            return sealedCode is null ? null : gateCodes.Unprotect(sealedCode);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
