using System.Net;
using System.Net.Sockets;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>A limit: so many in a span.</summary>
internal sealed record RateLimit(string Name, int Most, Duration Span)
{
    /// <summary>No limit below spans more; counts that began earlier decide nothing.</summary>
    public static readonly Duration LongestSpan = Duration.FromDays(1);

    // Counted by network first, and only what passes counts for the account, which allows more: no single network can lock somebody out.
    public static readonly RateLimit SignInByAddress = new("sign-in-address", 10, Duration.FromMinutes(1));
    public static readonly RateLimit SignInByAccount = new("sign-in-account", 30, Duration.FromMinutes(1));
    public static readonly RateLimit PasswordMailsByAddress = new("password-mail-address", 10, Duration.FromDays(1));
    public static readonly RateLimit PasswordMails = new("password-mail", 15, Duration.FromDays(1));
    public static readonly RateLimit PasswordChanges = new("password-change", 10, Duration.FromMinutes(1));
    public static readonly RateLimit BookingsByAddress = new("booking", 10, Duration.FromHours(1));
    public static readonly RateLimit HoldsByAddress = new("hold", 5, Domain.Scheduling.BookingRules.HoldTime);
    public static readonly RateLimit HoldChangesByAddress = new("hold-change", 60, Duration.FromHours(1));
    public static readonly RateLimit CustomerCodes = new("customer-code", 5, Duration.FromDays(1));
    public static readonly RateLimit LookUpsByAddress = new("look-up", 20, Duration.FromHours(1));
    public static readonly RateLimit CertificateChecksByAddress = new("certificate-check", 20, Duration.FromHours(1));
    public static readonly RateLimit CallRequestsByAddress = new("call-request", 5, Duration.FromHours(1));
    public static readonly RateLimit QuestionsByAddress = new("question", 5, Duration.FromHours(1));
    public static readonly RateLimit QuestionMails = new("question-mail", 3, Duration.FromDays(1));
    public static readonly RateLimit UploadsByAddress = new("upload", 60, Duration.FromHours(1));
    public static readonly RateLimit NotesOfJob = new("customer-note", 10, Duration.FromDays(1));
    public static readonly RateLimit ConfirmationsOfJob = new("confirmation", 3, Duration.FromDays(1));
    public static readonly RateLimit OwnersAskedOfJob = new("owner-asked", 5, Duration.FromDays(1));
    public static readonly RateLimit OwnerSignaturesByAddress = new("owner-signature", 20, Duration.FromHours(1));
    public static readonly RateLimit Votes = new("vote", 1, Duration.FromDays(1));
}

/// <summary>Counts in PostgreSQL, so that every instance agrees and a restart forgets nothing.</summary>
internal sealed class RateLimits(CleveSecDb db, IClock clock)
{
    /// <summary>Counts one. False: too many in this span, with the time until the next one starts.</summary>
    public async Task<(bool Allowed, Duration RetryAfter)> CountAsync(RateLimit limit, string subject, CancellationToken ct)
    {
        var (over, retryAfter) = await CountOverAsync(limit, subject, ct);
        return (over == 0, retryAfter);
    }

    /// <summary>Counts one and says how many it is too many; 0: it is allowed.</summary>
    /// <param name="unless">A form's key: what was already answered counts nothing.</param>
    public async Task<(int Over, Duration RetryAfter)> CountOverAsync(RateLimit limit, string subject, CancellationToken ct, Guid unless = default)
    {
        var now = clock.GetCurrentInstant();
        var seconds = (long)limit.Span.TotalSeconds;
        var start = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / seconds * seconds);
        var key = $"{limit.Name}:{Convert.ToHexStringLower(Keys.Hash(subject))[..32]}";

        // Nobody waits for the disk: a crash may forget the counts of the last second. Within somebody else's transaction, that one's commit is meant as it is.
        var alone = db.Database.CurrentTransaction is null;
        var count = await db.Database.SqlQuery<int>($"""
            insert into rate_counts (key, window_start, count)
            select {key}, {start}, 1
            where set_config('synchronous_commit', case when {alone} then 'off' else current_setting('synchronous_commit') end, true) is not null
              and not exists (select from command_keys where command_keys.key = {unless})
            on conflict (key, window_start) do update set count = rate_counts.count + 1
            returning count as "Value"
            """).ToListAsync(ct);
        return (count.Count == 0 ? 0 : Math.Max(0, count[0] - limit.Most), start + limit.Span - now);
    }

    /// <summary>The network an address stands for: IPv4 alone, IPv6 by its /64, which one household or server has whole.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) + "/64"
            : address.ToString();
    }
}
