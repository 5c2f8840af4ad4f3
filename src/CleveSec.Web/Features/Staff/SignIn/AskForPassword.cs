using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.SignIn;

internal abstract record AskForPasswordOutcome
{
    /// <summary>If there is such a member of staff a mail is on its way.</summary>
    internal sealed record Answered : AskForPasswordOutcome;

    internal sealed record TooMany(Duration RetryAfter) : AskForPasswordOutcome;
}

/// <summary>
/// Mails a link for a new password. An unknown address gets the same answer after the same time: the letter is written either way and taken back where it has no
/// reader, and no answer leaves before <see cref="AnswerFloor"/>, which covers what the commit itself takes.
/// </summary>
internal sealed class AskForPassword(CleveSecDb db, SecretLinks links, Outbox outbox, RateLimits limits, AuditTrail audit, SiteAddress site, IClock clock)
{
    public Task<AskForPasswordOutcome> RunAsync(string email, string network, CancellationToken ct) => AnswerFloor.KeepAsync<AskForPasswordOutcome>(async () =>
    {
        var address = email.Trim().ToLowerInvariant();
        var byAddress = await limits.CountAsync(RateLimit.PasswordMailsByAddress, network, ct);
        if (!byAddress.Allowed)
        {
            return new AskForPasswordOutcome.TooMany(byAddress.RetryAfter);
        }

        var byAccount = await limits.CountAsync(RateLimit.PasswordMails, address, ct);
        if (!byAccount.Allowed)
        {
            return new AskForPasswordOutcome.TooMany(byAccount.RetryAfter);
        }

        await WriteAsync(address, ct);
        return new AskForPasswordOutcome.Answered();
    }, ct);

    private Task WriteAsync(string address, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var person = await db.Staff.AsNoTracking().AsSplitQuery().FirstOrDefaultAsync(staff => staff.Email == address && staff.Active, ct);
        var now = clock.GetCurrentInstant();
        var reader = person ?? StaffMember.Join("Nobody", address, StaffRole.Technician, now);
        await links.RevokeAsync([LinkPurpose.PasswordReset], reader.Id, now, ct);
        var token = links.Issue(LinkPurpose.PasswordReset, reader.Id, now, now + PasswordResetMail.LinkLife);
        outbox.Add(reader.Email, reader.Name, PasswordResetMail.Write(reader, token, site));
        audit.Add(person?.Id, reader.Name, "password link asked for", reader.Name);
        await db.SaveChangesAsync(ct);
        if (person is null)
        {
            await transaction.RollbackAsync(ct);
        }
        else
        {
            await transaction.CommitAsync(ct);
        }
    });
}
