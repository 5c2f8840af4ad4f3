using CleveSec.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace CleveSec.Web.Security;

/// <summary>How staff passwords are kept: one place for the site and for the command line that makes the first administrator.</summary>
internal static class StaffPasswords
{
    /// <summary>PBKDF2-SHA512 rounds (OWASP's figure for this function is 210,000).</summary>
    private const int Iterations = 220_000;

    public static IServiceCollection AddStaffPasswords(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffAccount>(options =>
        {
            options.Password.RequiredLength = PasswordRules.MinLength;
            options.Password.RequiredUniqueChars = 1;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.User.RequireUniqueEmail = true;
            // An e-mail address may hold an apostrophe and more; empty means all.
            options.User.AllowedUserNameCharacters = "";
        }).AddEntityFrameworkStores<CleveSecDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
        return services.AddSingleton<DecoyPassword>();
    }

    /// <summary>An account without a password; it shares the person's id and signs in with their e-mail.</summary>
    public static StaffAccount AccountOf(Domain.Staff.StaffMember person) => new() { Id = person.Id, UserName = person.Email, Email = person.Email, EmailConfirmed = true };
}

/// <summary>Something to check a password against when there is no account, so that the answer takes as long.</summary>
internal sealed class DecoyPassword
{
    private readonly StaffAccount nobody = new();
    private readonly PasswordHasher<StaffAccount> hasher;
    private readonly string hash;

    public DecoyPassword(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options)
    {
        hasher = new PasswordHasher<StaffAccount>(options);
        hash = hasher.HashPassword(nobody, Keys.New());
    }

    public void Check(string password) => hasher.VerifyHashedPassword(nobody, hash, password);
}
