using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Mail.Texts;

/// <summary>How a text ends that did not reach anybody: where it was the only way, the office phones, outside of quiet hours.</summary>
internal sealed class TextEnds(CleveSecDb db, IClock clock)
{
    public const string Stopped = "The number answered STOP.";

    /// <summary>Once: of several that say so at the same time the first one counts, and a text that was delivered stays delivered.</summary>
    public Task GiveUpAsync(Guid textId, TextState state, string why, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = await db.OutboxTexts.Where(text => text.Id == textId && (text.State == TextState.Waiting || text.State == TextState.Sent))
            .ExecuteUpdateAsync(set => set.SetProperty(text => text.State, state).SetProperty(text => text.LastError, why).SetProperty(text => text.SealedText, "").SetProperty(text => text.LeaseUntil, (Instant?)null), ct);
        if (ended == 1)
        {
            await CallInsteadAsync(textId, ct);
        }

        await transaction.CommitAsync(ct);
    });

    /// <summary>The hours in which this job's customer is left alone: their own, else those of the settings.</summary>
    public static async Task<QuietHours> QuietAsync(CleveSecDb db, Guid jobId, CancellationToken ct)
    {
        var hours = await (
            from job in db.Jobs.AsNoTracking()
            where job.Id == jobId
            from settings in db.BookingSettings.AsNoTracking()
            select new { From = job.Customer.QuietFrom ?? settings.QuietFrom, Until = job.Customer.QuietUntil ?? settings.QuietUntil }).FirstAsync(ct);
        return new QuietHours(hours.From, hours.Until);
    }

    private async Task CallInsteadAsync(Guid textId, CancellationToken ct)
    {
        var message = await db.OutboxTexts.AsNoTracking().Where(text => text.Id == textId).Join(db.Messages, text => text.MessageId, message => (Guid?)message.Id, (_, message) => message).FirstOrDefaultAsync(ct);
        if (message is not { Channel: MessageChannel.Text })
        {
            return;
        }

        var quiet = await QuietAsync(db, message.JobId, ct);
        db.Messages.Add(Message.ByPhone(message.JobId, message.Subject, quiet.After(clock.GetCurrentInstant())));
        await db.SaveChangesAsync(ct);
    }
}
