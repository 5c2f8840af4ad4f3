using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

internal abstract record CallOutcome
{
    internal sealed record Completed : CallOutcome;

    /// <summary>Somebody else did it meanwhile.</summary>
    internal sealed record DoneBefore(string ByName) : CallOutcome;

    internal sealed record NotFound : CallOutcome;
}

/// <summary>Something that waited is dealt with. The first one who says so stays written down.</summary>
internal static class Completion
{
    /// <param name="which">One row at most, with <c>DoneAt</c> and <c>DoneByName</c>.</param>
    public static async Task<CallOutcome> RunAsync<T>(IQueryable<T> which, string byName, Instant now, CancellationToken ct)
        where T : class
    {
        var completed = await which.Where(row => EF.Property<Instant?>(row, "DoneAt") == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<Instant?>(row, "DoneAt"), now).SetProperty(row => EF.Property<string?>(row, "DoneByName"), byName), ct);
        if (completed > 0)
        {
            return new CallOutcome.Completed();
        }

        var before = await which.AsNoTracking().Select(row => new { By = EF.Property<string?>(row, "DoneByName") }).FirstOrDefaultAsync(ct);
        return before is null ? new CallOutcome.NotFound() : new CallOutcome.DoneBefore(before.By ?? "somebody else");
    }
}
