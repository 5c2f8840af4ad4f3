using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.People;

internal abstract record PersonOutcome
{
    /// <param name="Changed">False: all was as it should be already.</param>
    internal sealed record Saved(bool Changed = true) : PersonOutcome;

    internal sealed record NotFound : PersonOutcome;

    /// <summary>Somebody else saved this person since the form was opened.</summary>
    internal sealed record LostRace : PersonOutcome;

    /// <summary>Not allowed; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : PersonOutcome;
}

/// <summary>The one way to change a member of staff: loaded whole, changed and saved in one transaction, against the version the admin saw.</summary>
internal sealed class PersonChanges(CleveSecDb db)
{
    public const string LastAdmin = "This is the last active admin. Make somebody else an admin first.";

    /// <param name="version">What the form was opened with; null where the change does not depend on what was seen.</param>
    /// <param name="change">Changes the person and adds what goes with it; another outcome than Saved undoes all.</param>
    public Task<PersonOutcome> RunAsync(Guid id, uint? version, Func<StaffMember, Task<PersonOutcome>> change, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Staff.AsSplitQuery().FirstOrDefaultAsync(staff => staff.Id == id, ct) is not { } person)
        {
            return new PersonOutcome.NotFound();
        }

        if (version is { } seen)
        {
            // Touching the row makes hours and absences, which lie in other tables, part of the same race.
            db.Entry(person).Property<uint>("Version").OriginalValue = seen;
            db.Entry(person).Property(staff => staff.Name).IsModified = true;
        }

        return await SaveAsync(person, change, transaction, ct);
    });

    private async Task<PersonOutcome> SaveAsync(StaffMember person, Func<StaffMember, Task<PersonOutcome>> change, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken ct)
    {
        try
        {
            var outcome = await change(person);
            if (outcome is PersonOutcome.Saved { Changed: true })
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
            }

            return outcome;
        }
        catch (Exception error) when (DbErrors.IsLostRace(error))
        {
            return new PersonOutcome.LostRace();
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Whether anybody else is an active admin. Locks the admins until the transaction ends, so that two of them cannot remove each other at once.</summary>
    public async Task<bool> AnotherAdminAsync(Guid than, CancellationToken ct)
    {
        var admins = await db.Database.SqlQuery<Guid>($"""select id as "Value" from staff_members where role = {nameof(StaffRole.Admin)} and active order by id for update""").ToListAsync(ct);
        return admins.Any(id => id != than);
    }
}
