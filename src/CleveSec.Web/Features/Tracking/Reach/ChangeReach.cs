using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CleveSec.Web.Features.Tracking.Reach;

/// <summary>How the customer of a job is reached now.</summary>
/// <param name="TextsOffered">Text messages are set up here.</param>
/// <param name="Stopped">The number answered STOP: texts need START from that telephone first.</param>
/// <param name="UsualFrom">The quiet hours of whoever has none of their own.</param>
internal sealed record Reach(string Number, string? Email, string Phone, Language Language, bool Texts, LocalTime? QuietFrom, LocalTime? QuietUntil, bool TextsOffered, bool Stopped, LocalTime UsualFrom, LocalTime UsualUntil);

internal sealed class ReachQuery(CleveSecDb db, IOptions<TextSettings> texts)
{
    public async Task<Reach?> RunAsync(Guid jobId, CancellationToken ct)
    {
        var isOn = texts.Value.IsOn;
        return await (
            from job in db.Jobs.AsNoTracking()
            where job.Id == jobId
            from settings in db.BookingSettings.AsNoTracking()
            let customer = job.Customer
            select new Reach(
                job.Number, customer.Email, customer.Phone, customer.Language, customer.TextConsentAt != null, customer.QuietFrom, customer.QuietUntil,
                isOn, db.TextStops.Any(stop => stop.Phone == customer.Phone), settings.QuietFrom, settings.QuietUntil)).FirstOrDefaultAsync(ct);
    }
}

/// <summary>Writes the customer's wishes down; agreeing to texts is kept with its time. Later letters and texts follow them.</summary>
internal sealed class ChangeReach(CleveSecDb db, IOptions<TextSettings> texts, IClock clock)
{
    public async Task RunAsync(Guid jobId, ReachInput wish, CancellationToken ct)
    {
        var customer = await db.Jobs.Where(job => job.Id == jobId).Select(job => job.Customer).FirstAsync(ct);
        customer.Speak(wish.Language);
        customer.KeepQuiet(Hour(wish, wish.QuietFrom), Hour(wish, wish.QuietUntil));
        if (wish.Texts && texts.Value.IsOn)
        {
            customer.AgreeToTexts(clock.GetCurrentInstant());
        }
        else if (!wish.Texts)
        {
            customer.RefuseTexts();
        }

        await db.SaveChangesAsync(ct);
    }

    private static LocalTime? Hour(ReachInput wish, int? hour) => wish.OwnHours && hour is { } full ? new LocalTime(full, 0) : null;
}
