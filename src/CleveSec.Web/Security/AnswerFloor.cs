using System.Diagnostics;

namespace CleveSec.Web.Security;

/// <summary>Where two ways through must not be told apart by how long they take: no answer leaves before the floor, which covers what either way does.</summary>
internal static class AnswerFloor
{
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(500);

    public static async Task<T> KeepAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await work();

        // A timer counts by the system's coarse clock and may end a little early; what is left is waited for again.
        while (Floor - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), ct);
        }

        return answer;
    }
}
