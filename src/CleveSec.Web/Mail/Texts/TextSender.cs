using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CleveSec.Web.Mail.Texts;

/// <summary>
/// Hands what waits in the text outbox to the gateway: one row at a time, leased, so that several instances can work; each at least once, with the same id on each try. Before it
/// leaves it is looked at again: not to who answered STOP, not in quiet hours, not when it is too late to be of use.
/// </summary>
internal sealed class TextSender(IServiceScopeFactory scopes, IOptions<TextSettings> settings, IClock clock, ILogger<TextSender> log) : Rounds(TimeSpan.FromSeconds(2), log)
{
    /// <summary>The pause after each failed try; after the last, or when it is too late, the office phones.</summary>
    public static readonly IReadOnlyList<Duration> Pauses =
    [
        Duration.FromSeconds(20), Duration.FromMinutes(1), Duration.FromMinutes(3), Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(1),
    ];

    private const string StopHint = "Reply STOP to end.";
    private const string StopHintSpanish = "Responda ALTO para no recibir más.";
    private static readonly Duration Lease = Duration.FromMinutes(1);

    protected override async Task RoundAsync(CancellationToken ct)
    {
        while (settings.Value.IsOn && await SendNextAsync(ct))
        {
        }
    }

    /// <summary>Deals with one text that is due: sent, put off, or given up. False: there was none.</summary>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        if (await ClaimAsync(db, ct) is not { } text)
        {
            return false;
        }

        var ends = scope.ServiceProvider.GetRequiredService<TextEnds>();
        var now = clock.GetCurrentInstant();
        if (await db.TextStops.AnyAsync(stop => stop.Phone == text.ToPhone, ct))
        {
            await ends.GiveUpAsync(text.Id, TextState.Failed, TextEnds.Stopped, ct);
        }
        else if (await LaterAsync(db, text, now, ct) is var later && Instant.Max(now, later) >= text.ExpiresAt)
        {
            await ends.GiveUpAsync(text.Id, TextState.Expired, "Too late to be of use.", ct);
        }
        else if (later > now)
        {
            await db.OutboxTexts.Where(row => row.Id == text.Id && row.State == TextState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, later).SetProperty(row => row.Tries, row => row.Tries - 1).SetProperty(row => row.LeaseUntil, (Instant?)null), ct);
        }
        else
        {
            await HandOverAsync(scope.ServiceProvider, db, text, ct);
        }

        return true;
    }

    private async Task<OutboxText?> ClaimAsync(CleveSecDb db, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var until = now + Lease;
        var claimed = await db.Database.SqlQuery<Guid>($"""
            update outbox_texts set lease_until = {until}, tries = tries + 1
            where id = (select id from outbox_texts
                        where state = 'Waiting' and next_try_at <= {now} and (lease_until is null or lease_until < {now})
                        order by next_try_at limit 1 for update skip locked)
            returning id as "Value"
            """).ToListAsync(ct);
        return claimed.Count == 0 ? null : await db.OutboxTexts.AsNoTracking().FirstAsync(text => text.Id == claimed[0], ct);
    }

    /// <summary>Now, or the end of the quiet hours.</summary>
    private static async Task<Instant> LaterAsync(CleveSecDb db, OutboxText text, Instant now, CancellationToken ct) =>
        text.AtAnyHour || text.JobId is not { } job ? now : (await TextEnds.QuietAsync(db, job, ct)).After(now);

    private async Task HandOverAsync(IServiceProvider services, CleveSecDb db, OutboxText text, CancellationToken ct)
    {
        try
        {
            var words = services.GetRequiredService<SecretBox>().OpenText(text.SealedText);
            var gatewayId = await services.GetRequiredService<TextGateway>().SendAsync(text.Id, text.ToPhone, await WithStopHintAsync(db, text, words, ct), ct);
            var now = clock.GetCurrentInstant();

            // A receipt may have come before the answer: what it said stands.
            await db.OutboxTexts.Where(row => row.Id == text.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.GatewayId, gatewayId).SetProperty(row => row.SentAt, now).SetProperty(row => row.SealedText, "").SetProperty(row => row.LeaseUntil, (Instant?)null),
                CancellationToken.None);
            await db.OutboxTexts.Where(row => row.Id == text.Id && row.State == TextState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, TextState.Sent).SetProperty(row => row.LastError, (string?)null), CancellationToken.None);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The lease runs out and another sender takes it, under the same id.
            throw;
        }
        catch (Exception error)
        {
            await FailAsync(services, db, text, error);
        }
    }

    private async Task FailAsync(IServiceProvider services, CleveSecDb db, OutboxText text, Exception error)
    {
        var words = Outbox.OneLine(error is TextRefused ? error.Message : $"{error.GetType().Name}: {error.Message}", OutboxText.ErrorMaxLength);
        Log.LogWarning("Text {TextId} ({Kind}) was not sent, try {Try}: {Error}", text.Id, text.Kind, text.Tries, words);
        if (error is TextRefused || text.Tries > Pauses.Count)
        {
            await services.GetRequiredService<TextEnds>().GiveUpAsync(text.Id, TextState.Failed, words, CancellationToken.None);
            return;
        }

        // A try that would come too late is the moment to say so.
        var next = Instant.Min(clock.GetCurrentInstant() + Pauses[text.Tries - 1], text.ExpiresAt);
        await db.OutboxTexts.Where(row => row.Id == text.Id && row.State == TextState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, next).SetProperty(row => row.LastError, words).SetProperty(row => row.LeaseUntil, (Instant?)null), CancellationToken.None);
    }

    /// <summary>The first text to a number says how to end them.</summary>
    private static async Task<string> WithStopHintAsync(CleveSecDb db, OutboxText text, string words, CancellationToken ct)
    {
        var earlier = await db.OutboxTexts.AnyAsync(row => row.ToPhone == text.ToPhone && row.Id != text.Id && row.SentAt != null && row.SentAt < text.CreatedAt, ct);
        if (earlier)
        {
            return words;
        }

        var language = await db.Jobs.Where(job => job.Id == text.JobId).Select(job => job.Customer.Language).FirstOrDefaultAsync(ct);
        return $"{words} {Gsm.Fold(language == Domain.Customers.Language.Spanish ? StopHintSpanish : StopHint)}";
    }
}
