using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.SignIn;

internal abstract record SignInOutcome
{
    /// <param name="Stamp">Of the password that was right; <see cref="StaffTickets"/> checks it again.</param>
    internal sealed record SignedIn(Guid StaffId, StaffRole Role, string? Stamp) : SignInOutcome;

    /// <summary>Unknown address, wrong password or not active: nobody outside learns which.</summary>
    internal sealed record Refused : SignInOutcome;

    internal sealed record TooMany(Duration RetryAfter) : SignInOutcome;
}

/// <summary>Checks an e-mail address and password. Every way through does the same work.</summary>
internal sealed class SignInStaff(CleveSecDb db, UserManager<StaffAccount> users, DecoyPassword decoy, RateLimits limits, AuditTrail audit, ILogger<SignInStaff> log)
{
    public async Task<SignInOutcome> RunAsync(string email, string password, string network, CancellationToken ct)
    {
        var address = email.Trim().ToLowerInvariant();
        if (await LimitAsync(address, network, ct) is { } retryAfter)
        {
            log.LogWarning("A sign-in was refused: too many tries.");
            return new SignInOutcome.TooMany(retryAfter);
        }

        var person = await db.Staff.AsNoTracking().Where(staff => staff.Email == address).Select(staff => new { staff.Id, staff.Name, staff.Role, staff.Active }).FirstOrDefaultAsync(ct);
        var account = await users.FindByIdAsync((person?.Id ?? Guid.Empty).ToString());
        if (!await CheckAsync(account, password) || person is not { Active: true })
        {
            log.LogWarning("A sign-in was refused for {StaffId}.", person?.Id.ToString() ?? "an unknown address");
            return new SignInOutcome.Refused();
        }

        audit.Add(person.Id, person.Name, "signed in", person.Name);
        await db.SaveChangesAsync(ct);
        return new SignInOutcome.SignedIn(person.Id, person.Role, account?.SecurityStamp);
    }

    private async Task<bool> CheckAsync(StaffAccount? account, string password)
    {
        if (account?.PasswordHash is null)
        {
            decoy.Check(password);
            return false;
        }

        return await users.CheckPasswordAsync(account, password);
    }

    private async Task<Duration?> LimitAsync(string address, string network, CancellationToken ct)
    {
        var byAddress = await limits.CountAsync(RateLimit.SignInByAddress, network, ct);
        if (!byAddress.Allowed)
        {
            return byAddress.RetryAfter;
        }

        var byAccount = await limits.CountAsync(RateLimit.SignInByAccount, address, ct);
        return byAccount.Allowed ? null : byAccount.RetryAfter;
    }
}
