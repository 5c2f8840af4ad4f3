using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>Where a letter is stopped on its way into a mail server.</summary>
internal enum SmtpHold
{
    /// <summary>All of it has gone through but its last line: the server has not taken it.</summary>
    BeforeTheLastLine,

    /// <summary>The server has taken it, and its word for that has not gone back.</summary>
    AfterItWasTaken,
}

/// <summary>Stands before a mail server and stops the first letter at one moment, until it is let go or cut off.</summary>
internal sealed class SmtpGate : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] End = "\r\n.\r\n"u8.ToArray();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private readonly SmtpHold hold;
    private readonly int server;

    /// <param name="server">The mail server's port.</param>
    public SmtpGate(SmtpHold hold, int server)
    {
        (this.hold, this.server) = (hold, server);
        this.listener.Start();
        this.accepting = this.AcceptAsync();
    }

    public int Port => ((IPEndPoint)this.listener.LocalEndpoint).Port;

    /// <summary>Until the letter stands at that moment.</summary>
    public Task HeldAsync() => this.held.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public void LetGo() => this.free.TrySetResult();

    /// <summary>Whatever was held back is lost, as with a sender that is dead.</summary>
    public void Cut()
    {
        this.over.Cancel();
        foreach (var client in this.open)
        {
            client.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        this.Cut();
        this.listener.Stop();
        await this.accepting;
        this.over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = this.ServeAsync(await this.listener.AcceptTcpClientAsync(this.over.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var taker = new TcpClient { NoDelay = true };
        using (client)
        {
            this.open.Add(client);
            this.open.Add(taker);
            try
            {
                await taker.ConnectAsync(IPAddress.Loopback, this.server, this.over.Token);
                var talk = new Talk();
                await Task.WhenAny(this.SendAsync(client.GetStream(), taker.GetStream(), talk), this.AnswerAsync(taker.GetStream(), client.GetStream(), talk));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task SendAsync(NetworkStream from, NetworkStream to, Talk talk)
    {
        var buffer = new byte[16 * 1024];
        List<byte> waiting = [];
        for (int read; (read = await from.ReadAsync(buffer, this.over.Token)) > 0;)
        {
            waiting.AddRange(buffer.AsSpan(0, read));
            if (talk.InLetter)
            {
                var whole = waiting.ToArray();
                var end = whole.AsSpan().IndexOf(End);
                if (end < 0)
                {
                    // Its last bytes may be the beginning of the end.
                    await PassAsync(waiting, Math.Max(0, waiting.Count - End.Length + 1), to);
                    continue;
                }

                await PassAsync(waiting, end, to);
                await this.StopAsync(SmtpHold.BeforeTheLastLine);
                (talk.InLetter, talk.IsWhole) = (false, true);
            }

            await PassAsync(waiting, waiting.Count, to);
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to, Talk talk)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, this.over.Token)) > 0;)
        {
            var words = Encoding.ASCII.GetString(buffer, 0, read);
            if (talk.IsWhole && words.StartsWith("250", StringComparison.Ordinal))
            {
                await this.StopAsync(SmtpHold.AfterItWasTaken);
                talk.IsWhole = false;
            }

            talk.InLetter |= words.StartsWith("354", StringComparison.Ordinal);
            await to.WriteAsync(buffer.AsMemory(0, read), this.over.Token);
        }
    }

    private async Task StopAsync(SmtpHold moment)
    {
        if (moment == this.hold)
        {
            this.held.TrySetResult();
            await this.free.Task.WaitAsync(this.over.Token);
        }
    }

    private static async Task PassAsync(List<byte> waiting, int count, NetworkStream to)
    {
        await to.WriteAsync(waiting.GetRange(0, count).ToArray());
        waiting.RemoveRange(0, count);
    }

    private sealed class Talk
    {
        /// <summary>The server has said "go on" and waits for the letter's end.</summary>
        public volatile bool InLetter;

        /// <summary>The end has gone through, the answer to it has not come.</summary>
        public volatile bool IsWhole;
    }
}
