using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tracking.Messages;

internal abstract record NoteOutcome
{
    internal sealed record Written : NoteOutcome;

    /// <summary>So many today that a call is better.</summary>
    internal sealed record TooMany(Duration RetryAfter) : NoteOutcome;
}

/// <summary>A customer's words for the office; they wait in the inbox until somebody says they are dealt with.</summary>
internal sealed class WriteNote(CleveSecDb db, RateLimits limits, IClock clock)
{
    public async Task<NoteOutcome> RunAsync(Guid jobId, Guid key, string text, CancellationToken ct)
    {
        var id = Keys.IdOf("note", jobId.ToString(), key.ToString());
        if (await db.CustomerNotes.AnyAsync(note => note.Id == id, ct))
        {
            return new NoteOutcome.Written();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.NotesOfJob, jobId.ToString(), ct);
        if (!allowed)
        {
            return new NoteOutcome.TooMany(retryAfter);
        }

        var now = clock.GetCurrentInstant();
        await db.Database.ExecuteSqlAsync($"insert into customer_notes (id, job_id, text, at) values ({id}, {jobId}, {text}, {now}) on conflict do nothing", ct);
        return new NoteOutcome.Written();
    }
}
