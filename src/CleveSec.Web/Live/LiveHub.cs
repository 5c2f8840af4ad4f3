using System.Collections.Concurrent;
using CleveSec.Web.Data;
using CleveSec.Web.Security;

namespace CleveSec.Web.Live;

/// <summary>The streams of this instance. What it knows is nothing but who listens; what happened stands in the database.</summary>
internal sealed class LiveHub(IServiceScopeFactory scopes)
{
    /// <summary>A browser needs one, or one for each tab where tabs cannot share.</summary>
    public const int MostPerSession = 40;

    private readonly ConcurrentDictionary<LiveStream, byte> streams = new();

    public int Count => streams.Count;

    /// <summary>False: the session has too many.</summary>
    public bool Add(LiveStream stream)
    {
        streams[stream] = 0;
        if (streams.Keys.Count(other => other.SessionId == stream.SessionId) <= MostPerSession)
        {
            return true;
        }

        Remove(stream);
        return false;
    }

    public void Remove(LiveStream stream) => streams.TryRemove(stream, out _);

    /// <param name="except">The session that caused it and need not hear of it.</param>
    public void Tell(LiveMessage message, Guid? except = null)
    {
        foreach (var stream in streams.Keys.Where(stream => stream.SessionId != except && !stream.Tell(message)))
        {
            Remove(stream);
        }
    }

    public void End(Guid sessionId)
    {
        foreach (var stream in streams.Keys.Where(stream => stream.SessionId == sessionId))
        {
            Remove(stream);
            stream.End();
        }
    }

    /// <summary>A sign of life for those that may go on. With it the feed is read where a node that wrote to it could not say so any more.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        await CheckAsync(ct);
        if (!streams.IsEmpty)
        {
            await using var scope = scopes.CreateAsyncScope();
            await ChangeFeed.TellAsync(scope.ServiceProvider.GetRequiredService<CleveSecDb>(), ct);
        }

        Tell(new LiveMessage.Beat());
    }

    /// <summary>Ends the streams whose session is over by now: signed out, run out, left alone for too long, or of somebody who may no longer see this.</summary>
    public async Task CheckAsync(CancellationToken ct)
    {
        var sessions = streams.Keys.Select(stream => stream.SessionId).Distinct().ToList();
        if (sessions.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<StaffSessions>().OpenInOfficeAsync(sessions, ct);
        foreach (var over in sessions.Except(open))
        {
            End(over);
        }
    }
}

/// <summary>Gives every stream a sign of life, after looking whether it may go on.</summary>
internal sealed class LiveRounds(LiveHub hub, ILogger<LiveRounds> log) : Rounds(Every, log)
{
    /// <summary>The browser takes a stream that is silent for longer than this and some for dead.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override Task RoundAsync(CancellationToken ct) => hub.BeatAsync(ct);
}
