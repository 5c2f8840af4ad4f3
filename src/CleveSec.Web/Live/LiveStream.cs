using System.Threading.Channels;

namespace CleveSec.Web.Live;

/// <summary>What is told on a stream.</summary>
internal abstract record LiveMessage
{
    internal sealed record Changed(FeedBatch Batch) : LiveMessage;

    /// <summary>Somebody holds something in the hand, or let go of it. Not kept.</summary>
    internal sealed record Moving(string Json) : LiveMessage;

    /// <summary>A sign of life.</summary>
    internal sealed record Beat : LiveMessage;

    /// <summary>The session is over, and with it the stream.</summary>
    internal sealed record Ended : LiveMessage;
}

/// <summary>One browser that listens. What it has not read yet waits here, up to a limit; a browser that is slower is cut off and comes back for the rest.</summary>
/// <param name="cutOff">Ends the connection, also where it is stuck in the middle of being written to.</param>
internal sealed class LiveStream(Guid sessionId, Action cutOff)
{
    public const int MostWaiting = 256;

    private readonly Channel<LiveMessage> waiting = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public Guid SessionId => sessionId;

    public ChannelReader<LiveMessage> Waiting => waiting.Reader;

    /// <summary>False: it was cut off.</summary>
    public bool Tell(LiveMessage message)
    {
        if (waiting.Writer.TryWrite(message))
        {
            return true;
        }

        if (waiting.Writer.TryComplete())
        {
            cutOff();
        }

        return false;
    }

    public void End()
    {
        Tell(new LiveMessage.Ended());
        Close();
    }

    /// <summary>The connection is over: there is nothing to cut off any more, and its context may serve somebody else.</summary>
    public void Close() => waiting.Writer.TryComplete();
}
