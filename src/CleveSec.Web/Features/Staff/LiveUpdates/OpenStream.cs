using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.Web.Features.Staff.LiveUpdates;

/// <summary>
/// A browser's stream of changes: first what it missed, then what happens. Events: <c>hello</c> (nothing missed), <c>changes</c> (a list), <c>reset</c> (read everything anew),
/// <c>moving</c>, <c>beat</c>, <c>ended</c> (the session is over: 200, and the stream ends). Every id says how far the stream got; 429 for a session with too many streams.
/// </summary>
internal sealed class OpenStream(LiveHub hub, CleveSecDb db, IHostApplicationLifetime site)
{
    /// <param name="after">How far the browser got. <c>Last-Event-ID</c>, which it sends by itself when it comes back, goes before.</param>
    /// <param name="once">Only what was missed, for a browser that cannot keep a stream.</param>
    public async Task<IResult> RunAsync(HttpContext context, string? after, bool once)
    {
        var point = FeedPoint.TryParse(context.Request.Headers["Last-Event-ID"] is { Count: > 0 } last ? last.ToString() : after);
        var stream = new LiveStream(context.User.SessionId(), context.Abort);
        if (!hub.Add(stream))
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        // Listening began before reading: what happens between the two comes twice here, and is told once.
        FeedBatch missed;
        try
        {
            missed = await MissedAsync(point, context.RequestAborted);
        }
        catch
        {
            hub.Remove(stream);
            throw;
        }

        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(stream, missed, once, CancellationToken.None));
    }

    private async Task<FeedBatch> MissedAsync(FeedPoint? point, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            return point is null ? new FeedBatch([], await FeedReader.NowAsync(connection, ct), TooMany: true) : await FeedReader.ReadAsync(connection, point, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(LiveStream stream, FeedBatch missed, bool once, [EnumeratorCancellation] CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, site.ApplicationStopping);
        try
        {
            yield return First(missed);
            var told = missed.Point;
            while (!once && await MoreAsync(stream, over.Token))
            {
                while (stream.Waiting.TryRead(out var message))
                {
                    if (EventOf(message, ref told) is { } item)
                    {
                        yield return item;
                    }
                }
            }
        }
        finally
        {
            hub.Remove(stream);
            stream.Close();
        }
    }

    /// <summary>False at the end of the stream, of the connection and of the site.</summary>
    private static async Task<bool> MoreAsync(LiveStream stream, CancellationToken ct)
    {
        try
        {
            return await stream.Waiting.WaitToReadAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static SseItem<string> First(FeedBatch missed) => missed switch
    {
        { TooMany: true } => Item("reset", "{}", missed.Point),
        { Changes.Count: 0 } => Item("hello", "{}", missed.Point),
        _ => Item("changes", missed.Json, missed.Point),
    };

    private static SseItem<string>? EventOf(LiveMessage message, ref FeedPoint told)
    {
        switch (message)
        {
            case LiveMessage.Changed { Batch: var batch }:
                var before = told;
                var news = batch.Changes.Where(change => !before.Sees(change.Xid)).ToList();
                if (!batch.TooMany && news.Count == 0)
                {
                    return null;
                }

                told = batch.Point;
                return batch.TooMany ? Item("reset", "{}", told) : Item("changes", news.Count == batch.Changes.Count ? batch.Json : FeedBatch.JsonOf(news), told);
            case LiveMessage.Moving moving:
                return Item("moving", moving.Json, null);
            case LiveMessage.Ended:
                return Item("ended", "{}", null);
            default:
                return Item("beat", "{}", null);
        }
    }

    private static SseItem<string> Item(string type, string data, FeedPoint? point) => new(data, type) { EventId = point?.ToString() };
}
