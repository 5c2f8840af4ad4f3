using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.SignIn;

internal abstract record SetPasswordOutcome
{
    internal sealed record PasswordSet : SetPasswordOutcome;

    /// <summary>The password is not good enough; the link is still good.</summary>
    internal sealed record Refused(string Problem) : SetPasswordOutcome;

    /// <summary>Unknown, used, revoked or too old, or its owner works here no longer.</summary>
    internal sealed record LinkDead : SetPasswordOutcome;
}

/// <summary>Sets a password with a mailed or printed link, which works once. Of several at the same moment exactly one wins.</summary>
internal sealed class SetPasswordByLink(CleveSecDb db, SecretLinks links, StaffPasswordChange change, IClock clock)
{
    /// <summary>Whose link it is while it is good. Looking consumes nothing: mail scanners open links.</summary>
    public async Task<StaffMember?> OwnerAsync(string token, CancellationToken ct) =>
        await links.FindAsync(StaffPasswordChange.Purposes, token, clock.GetCurrentInstant(), ct) is { } id
            ? await db.Staff.AsNoTracking().AsSplitQuery().FirstOrDefaultAsync(staff => staff.Id == id && staff.Active, ct)
            : null;

    public async Task<SetPasswordOutcome> RunAsync(string token, string? password, CancellationToken ct)
    {
        if (await OwnerAsync(token, ct) is not { } owner)
        {
            return new SetPasswordOutcome.LinkDead();
        }

        return PasswordRules.Problem(password, owner.Name, owner.Email) is { } problem
            ? new SetPasswordOutcome.Refused(problem)
            : await SetAsync(owner, token, password!, ct);
    }

    private Task<SetPasswordOutcome> SetAsync(StaffMember owner, string token, string password, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync<SetPasswordOutcome>(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await links.ConsumeAsync(StaffPasswordChange.Purposes, token, clock.GetCurrentInstant(), ct) is null)
        {
            return new SetPasswordOutcome.LinkDead();
        }

        if (!await change.MakeAsync(owner, password, null, "by link", ct))
        {
            // Another new password came first, and with it every open link died, this one too.
            return new SetPasswordOutcome.LinkDead();
        }

        await transaction.CommitAsync(ct);
        return new SetPasswordOutcome.PasswordSet();
    });
}
