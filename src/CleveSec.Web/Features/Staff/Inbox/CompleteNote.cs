using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>A customer's message is dealt with.</summary>
internal sealed class CompleteNote(CleveSecDb db, IClock clock)
{
    public Task<CallOutcome> RunAsync(Guid noteId, string byName, CancellationToken ct) =>
        Completion.RunAsync(db.CustomerNotes.Where(note => note.Id == noteId), byName, clock.GetCurrentInstant(), ct);
}
