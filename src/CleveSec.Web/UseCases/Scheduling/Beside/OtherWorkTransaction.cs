using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>The end that entering and changing share: place, write the drives of what was freed, commit; or leave everything as it was.</summary>
internal static class OtherWorkTransaction
{
    /// <summary>Said where the database refused what looked free: something came in between that takes no lock.</summary>
    private const string SomethingElse = "Somebody else has just taken this time. Look again.";

    public static async Task<OtherWorkOutcome> FinishAsync(
        IDbContextTransaction transaction, Guid id, IReadOnlyCollection<FreedDay> freed, OtherWorkPlaces places, SchedulingPlan plan, Func<Task<IReadOnlyList<string>>> place, CancellationToken ct)
    {
        try
        {
            var reasons = await place();
            if (reasons.Count > 0)
            {
                return new OtherWorkOutcome.Busy(reasons);
            }

            await places.RedriveAsync(freed, plan, ct);
            await transaction.CommitAsync(ct);
            return new OtherWorkOutcome.Saved(id, []);
        }
        catch (Exception error) when (DbErrors.IsWindowTaken(error))
        {
            return new OtherWorkOutcome.Busy([SomethingElse]);
        }
        catch (Exception error) when (DbErrors.IsLostRace(error))
        {
            return new OtherWorkOutcome.LostRace();
        }
    }
}
