using System.Globalization;
using System.Security.Cryptography;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>What came of asking for a code.</summary>
internal abstract record CodeMailing
{
    internal sealed record Sent : CodeMailing;

    /// <summary>The booking has neither an e-mail address nor texts.</summary>
    internal sealed record NoAddress : CodeMailing;

    /// <summary>Today's mails to this address are used up.</summary>
    internal sealed record UsedUp(Duration RetryAfter) : CodeMailing;
}

/// <summary>Six-digit codes to the address on the job, or where there is none by text to the number on file, if its owner agreed to texts: single use, ten minutes, five tries, bound to the browser that asked, five mails a day.</summary>
internal sealed class CustomerCodes(CleveSecDb db, Outbox outbox, TextOutbox texts, RateLimits limits, IStringLocalizer<CustomerCodes> t, IClock clock)
{
    private const int MostTries = 5;
    private static readonly Duration Life = Duration.FromMinutes(10);

    /// <summary>Mails a fresh code, if the job has an address and today's mails are not used up. Whoever does not know the job yet is answered the same either way.</summary>
    public async Task<CodeMailing> SendAsync(Guid jobId, string browserKey, CancellationToken ct)
    {
        var job = await db.Jobs.AsNoTracking().Where(row => row.Id == jobId).Select(row => new { row.Number, row.Customer }).FirstOrDefaultAsync(ct);
        if (job is null || (job.Customer.Email is null && !await IsTextedAsync(job.Customer, ct)))
        {
            return new CodeMailing.NoAddress();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.CustomerCodes, job.Customer.Email?.ToLowerInvariant() ?? job.Customer.Phone, ct);
        if (!allowed)
        {
            return new CodeMailing.UsedUp(retryAfter);
        }

        var code = RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var now = clock.GetCurrentInstant();
        db.CustomerCodes.Add(new CustomerCode
        {
            Id = Guid.CreateVersion7(),
            JobId = jobId,
            BrowserHash = Keys.Hash(browserKey),
            CodeHash = Hash(code, browserKey),
            CreatedAt = now,
            ExpiresAt = now + Life,
        });
        using (Languages.Use(job.Customer.Language))
        {
            Give(job.Customer, jobId, CustomerCodeMail.Write(job.Number, code, t, now + Life));
        }

        await db.SaveChangesAsync(ct);
        return new CodeMailing.Sent();
    }

    private void Give(Domain.Customers.Customer customer, Guid jobId, Letter letter)
    {
        if (customer.Email is { } address)
        {
            outbox.Add(address, customer.Name, letter, jobId);
        }
        else
        {
            texts.Add(jobId, customer.Phone, letter.Kind, letter.Short!, letter.Secrets, null);
        }
    }

    private async Task<bool> IsTextedAsync(Domain.Customers.Customer customer, CancellationToken ct) =>
        texts.Reaches(customer) && !await db.TextStops.AnyAsync(stop => stop.Phone == customer.Phone, ct);

    /// <summary>Uses the newest code of this browser up. Every try counts, also among several at once; with the fifth wrong one the code is dead.</summary>
    public async Task<bool> ConsumeAsync(Guid jobId, string browserKey, string? typed, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var browser = Keys.Hash(browserKey);
        var newest = await db.CustomerCodes.AsNoTracking().Where(row => row.JobId == jobId && row.BrowserHash == browser).OrderByDescending(row => row.CreatedAt).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(ct);
        var counted = await db.CustomerCodes
            .Where(row => row.Id == newest && row.ConsumedAt == null && row.ExpiresAt > now && row.Tries < MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct);
        if (counted == 0)
        {
            return false;
        }

        var hash = Hash(new string([.. (typed ?? "").Where(char.IsAsciiDigit)]), browserKey);
        return await db.CustomerCodes.Where(row => row.Id == newest && row.ConsumedAt == null && row.CodeHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.ConsumedAt, now), ct) == 1;
    }

    /// <summary>Salted with the browser's key, which is not stored: a million codes cannot be tried against the table.</summary>
    private static byte[] Hash(string code, string browserKey) => Keys.Hash($"{browserKey}:{code}");
}

internal static class CustomerCodeMail
{
    public static Letter Write(string number, string code, IStringLocalizer<CustomerCodes> t, Instant until) => new(
        nameof(CustomerCodeMail),
        t["Your code for job {0}", number],
        [
            new MailBlock.Text(t["Type this code on the page you have open. It works once, for ten minutes:"]),
            new MailBlock.Code("{{code}}"),
            new MailBlock.Text(t["If you did not ask for it, ignore this mail. Nobody from our office ever asks you for this code."]),
        ],
        new Dictionary<string, string> { ["code"] = code },
        Short: new ShortForm(t["Your code is {0}. It works once, for ten minutes. Nobody from our office ever asks you for it.", "{{code}}"], until, AtAnyHour: true));
}
