using CleveSec.Web.UseCases.Booking;

namespace CleveSec.UnitTests.Scheduling;

public sealed class BookingTurnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Take_MoreThanAreLetIn_WaitUntilOneIsDone(int atOnce)
    {
        using var turns = new BookingTurns(atOnce, Timeout.InfiniteTimeSpan);
        var gate = new TaskCompletionSource();
        var begun = 0;
        var all = Enumerable.Range(0, 5).Select(_ => turns.TakeAsync(async () =>
        {
            Interlocked.Increment(ref begun);
            await gate.Task;
            return true;
        }, Ct)).ToList();

        Assert.Equal(atOnce, begun);
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(5, begun);
    }

    [Fact]
    public async Task Take_Several_ComeInTheirOrder()
    {
        using var turns = new BookingTurns(1, Timeout.InfiniteTimeSpan);
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToList();
        var begun = new List<int>();
        var all = gates.Select((gate, i) => turns.TakeAsync(async () =>
        {
            begun.Add(i);
            await gate.Task;
            return i;
        }, Ct)).ToList();

        foreach (var (gate, one) in gates.Zip(all))
        {
            gate.SetResult();
            await one;
        }

        Assert.Equal([0, 1, 2, 3, 4], begun);
    }

    [Fact]
    public async Task Take_AfterOneThatFailed_HasItsTurn()
    {
        using var turns = new BookingTurns(1, Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAsync<InvalidOperationException>(() => turns.TakeAsync<int>(() => throw new InvalidOperationException(), Ct));

        Assert.Equal(7, await turns.TakeAsync(() => Task.FromResult(7), Ct));
    }

    [Fact]
    public async Task Take_WhileAllTurnsHang_GoesInAfterTheLongestWait()
    {
        using var turns = new BookingTurns(1, TimeSpan.FromMilliseconds(1));
        var hangs = new TaskCompletionSource<int>();
        var first = turns.TakeAsync(() => hangs.Task, Ct);

        Assert.Equal(7, await turns.TakeAsync(() => Task.FromResult(7), Ct));

        hangs.SetResult(1);
        Assert.Equal(1, await first);
    }
}
