using System.Security.Claims;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Account;

internal abstract record ChangePasswordOutcome
{
    internal sealed record Changed : ChangePasswordOutcome;

    internal sealed record WrongCurrent : ChangePasswordOutcome;

    internal sealed record Refused(string Problem) : ChangePasswordOutcome;

    internal sealed record TooMany(Duration RetryAfter) : ChangePasswordOutcome;
}

/// <summary>Changes the own password. Needs the one before: an unlocked screen is not enough. The other sessions end.</summary>
internal sealed class ChangePassword(CleveSecDb db, UserManager<StaffAccount> users, StaffPasswordChange change, RateLimits limits)
{
    public async Task<ChangePasswordOutcome> RunAsync(ClaimsPrincipal user, string current, string password, CancellationToken ct)
    {
        var id = user.StaffId();
        var person = await db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == id, ct);
        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.PasswordChanges, person.Email, ct);
        if (!allowed)
        {
            return new ChangePasswordOutcome.TooMany(retryAfter);
        }

        if (PasswordRules.Problem(password, person.Name, person.Email) is { } problem)
        {
            return new ChangePasswordOutcome.Refused(problem);
        }

        return await users.FindByIdAsync(id.ToString()) is { } account && await users.CheckPasswordAsync(account, current)
            ? await ChangeAsync(person, account.SecurityStamp, password, user.SessionId(), ct)
            : new ChangePasswordOutcome.WrongCurrent();
    }

    private Task<ChangePasswordOutcome> ChangeAsync(StaffMember person, string? stamp, string password, Guid session, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync<ChangePasswordOutcome>(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The password before was right for this stamp; was it changed since, it is not any more.
        var isAsChecked = (await users.FindByIdAsync(person.Id.ToString()))?.SecurityStamp == stamp;
        if (isAsChecked && await change.MakeAsync(person, password, session, "with the password before", ct))
        {
            await transaction.CommitAsync(ct);
            return new ChangePasswordOutcome.Changed();
        }

        await transaction.RollbackAsync(ct);
        return await IsNowAsync(person.Id, password) ? new ChangePasswordOutcome.Changed() : new ChangePasswordOutcome.WrongCurrent();
    });

    /// <summary>Whether what won the race set this same password: then a button was tapped twice, and all is as wished.</summary>
    private async Task<bool> IsNowAsync(Guid id, string password)
    {
        db.ChangeTracker.Clear();
        return await users.FindByIdAsync(id.ToString()) is { } account && await users.CheckPasswordAsync(account, password);
    }
}
