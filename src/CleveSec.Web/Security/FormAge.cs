using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>When a form was made, sealed into it: programs send at once, people need seconds; a form a day old shows windows that are long gone.</summary>
internal sealed class FormAge(IDataProtectionProvider protection, IClock clock)
{
    private static readonly Duration Least = Duration.FromSeconds(3);
    private readonly IDataProtector protector = protection.CreateProtector("form-age");

    public string Now() => protector.Protect(clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>False: sent faster than a person can, or not made by us.</summary>
    public bool IsHuman(string? made)
    {
        try
        {
            var since = Instant.FromUnixTimeMilliseconds(long.Parse(protector.Unprotect(made ?? ""), CultureInfo.InvariantCulture));
            return clock.GetCurrentInstant() - since >= Least;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
