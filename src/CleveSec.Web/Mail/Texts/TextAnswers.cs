using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Mail.Texts;

/// <summary>What the gateway tells us: what became of a text, and what somebody answered. Everything may come twice, late, or be about nothing we know.</summary>
internal sealed class TextAnswers(CleveSecDb db, TextEnds ends, TextOutbox outbox, RateLimits limits, IClock clock)
{
    private const string Kind = "text-answer";
    private const string CallBack = "Answered one of our text messages: please call";
    private static readonly RateLimit Help = new("text-help", 1, Duration.FromDays(1));

    /// <param name="id">Our own id of the text.</param>
    /// <param name="gatewayId">Where both are known they must be the same: a receipt ends no other message.</param>
    public async Task ReceiptAsync(Guid id, string? gatewayId, bool delivered, CancellationToken ct)
    {
        if (!await db.OutboxTexts.AnyAsync(text => text.Id == id && (gatewayId == null || text.GatewayId == null || text.GatewayId == gatewayId), ct))
        {
            return;
        }

        if (!delivered)
        {
            await ends.GiveUpAsync(id, TextState.Failed, "The gateway could not deliver it.", ct);
            return;
        }

        var now = clock.GetCurrentInstant();
        await db.OutboxTexts.Where(text => text.Id == id && (text.State == TextState.Waiting || text.State == TextState.Sent))
            .ExecuteUpdateAsync(set => set.SetProperty(text => text.State, TextState.Delivered).SetProperty(text => text.DeliveredAt, now).SetProperty(text => text.SealedText, ""), ct);
    }

    /// <summary>STOP, START, HELP, or words for the office. The same one again does nothing.</summary>
    /// <param name="id">The gateway's id of the answer.</param>
    public async Task AnswerAsync(string id, string from, string words, CancellationToken ct)
    {
        if (!PhoneNumbers.TryNormalize(from, out var phone) || !await IsNewAsync(id, ct))
        {
            return;
        }

        switch (TextWord.Of(words))
        {
            case TextWord.Meaning.Stop:
                await StopAsync(phone, ct);
                break;
            case TextWord.Meaning.Start:
                await db.TextStops.Where(stop => stop.Phone == phone).ExecuteDeleteAsync(ct);
                break;
            case TextWord.Meaning.Help:
                await HelpAsync(phone, ct);
                break;
            default:
                await AskToCallAsync(phone, ct);
                break;
        }
    }

    private async Task<bool> IsNewAsync(string id, CancellationToken ct)
    {
        var key = Keys.IdOf(Kind, id);
        var now = clock.GetCurrentInstant();
        return await db.Database.ExecuteSqlAsync($"insert into command_keys (key, kind, fingerprint, result_id, at) values ({key}, {Kind}, {Array.Empty<byte>()}, {Guid.Empty}, {now}) on conflict do nothing", ct) == 1;
    }

    private async Task StopAsync(string phone, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await db.Database.ExecuteSqlAsync($"insert into text_stops (phone, at) values ({phone}, {now}) on conflict do nothing", ct);
        await db.Customers.Where(customer => customer.Phone == phone).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.TextConsentAt, (Instant?)null), ct);
        foreach (var waiting in await db.OutboxTexts.Where(text => text.ToPhone == phone && text.State == TextState.Waiting).Select(text => text.Id).ToListAsync(ct))
        {
            await ends.GiveUpAsync(waiting, TextState.Failed, TextEnds.Stopped, ct);
        }
    }

    private async Task HelpAsync(string phone, CancellationToken ct)
    {
        var job = await NewestJobAsync(phone, ct);
        if (job is null || !(await limits.CountAsync(Help, phone, ct)).Allowed)
        {
            return;
        }

        var words = job.Language == Language.Spanish
            ? $"Mensajes sobre su visita. Llámenos: {Office.PhoneShown}. Responda ALTO para no recibir más."
            : $"Messages about your visit. Call us: {Office.PhoneShown}. Reply STOP to end.";
        outbox.Add(job.Id, phone, "TextHelp", new ShortForm(words, clock.GetCurrentInstant() + Duration.FromHours(1), AtAnyHour: true), new Dictionary<string, string>(), null);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>We keep nothing of what strangers write here; the office asks.</summary>
    private async Task AskToCallAsync(string phone, CancellationToken ct)
    {
        if (await NewestJobAsync(phone, ct) is not { } job || await db.Messages.AnyAsync(message => message.JobId == job.Id && message.Subject == CallBack && message.DoneAt == null, ct))
        {
            return;
        }

        var quiet = await TextEnds.QuietAsync(db, job.Id, ct);
        db.Messages.Add(Message.ByPhone(job.Id, CallBack, quiet.After(clock.GetCurrentInstant())));
        await db.SaveChangesAsync(ct);
    }

    private Task<NewestJob?> NewestJobAsync(string phone, CancellationToken ct) => db.Jobs.AsNoTracking()
        .Where(job => job.Customer.Phone == phone).OrderByDescending(job => job.ReportedAt)
        .Select(job => new NewestJob(job.Id, job.Customer.Language)).FirstOrDefaultAsync(ct);

    private sealed record NewestJob(Guid Id, Language Language);
}
