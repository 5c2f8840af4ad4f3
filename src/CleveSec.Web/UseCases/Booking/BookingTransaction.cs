using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>What a booking is written in: all or nothing, told after its commit; and what a form that was answered before gets again.</summary>
internal sealed class BookingTransaction(CleveSecDb db, CustomerSessions sessions, ChangeTeller teller)
{
    /// <summary>Commits what an outcome was reached with. Null: nothing is written; somebody was quicker.</summary>
    public async Task<BookingOutcome?> RunAsync(Func<Task<BookingOutcome?>> work, CancellationToken ct)
    {
        var outcome = await db.Database.CreateExecutionStrategy().ExecuteAsync(() => OnceAsync(work, ct));
        if (outcome is BookingOutcome.Booked or BookingOutcome.CallBackFirst)
        {
            teller.Tell();
        }

        return outcome;
    }

    private async Task<BookingOutcome?> OnceAsync(Func<Task<BookingOutcome?>> work, CancellationToken ct)
    {
        db.ChangeTracker.Clear();

        // Whatever fails ends the whole transaction; there is nothing to come back to.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var outcome = await work();
            if (outcome is BookingOutcome.Booked or BookingOutcome.CallBackFirst)
            {
                await transaction.CommitAsync(ct);
            }

            return outcome;
        }
        catch (Exception error) when (DbErrors.IsWindowTaken(error) || DbErrors.IsUnique(error, DbErrors.CommandKeyUnique))
        {
            return null;
        }
    }

    /// <summary>The answer this form got before, with a session of its own: the browser may never have seen it.</summary>
    public async Task<BookingOutcome?> AnsweredBeforeAsync(BookingKey key, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.CommandKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key.Key, ct) is not { } row)
        {
            return null;
        }

        if (row.Kind is not (BookingKey.Booking or BookingKey.CallBack) || !row.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint))
        {
            return new BookingOutcome.KeyUsedOtherwise();
        }

        var session = key.ByCustomer ? sessions.Start(row.ResultId, CustomerSessionSource.Booking) : "";
        await db.SaveChangesAsync(ct);
        return BookingKey.Answer(row.Kind, row.ResultId, session);
    }
}
