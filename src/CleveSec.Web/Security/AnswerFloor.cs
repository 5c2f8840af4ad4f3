namespace CleveSec.Web.Security;

/// <summary>Where two ways through must not be told apart by how long they take: no answer leaves before the floor, which covers what either way does.</summary>
internal static class AnswerFloor
{
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(500);

    public static async Task<T> KeepAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var floor = Task.Delay(Floor, ct);
        var answer = await work();
        await floor;
        return answer;
    }
}
