using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CleveSec.TestSupport;

/// <summary>What stands before the nodes: hands each new connection to the first of them that takes it, and closes it when its node does. Its network can be cut and come back.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Uri[] nodes;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, Uri> open = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private volatile bool cut;

    /// <param name="nodes">In the order in which they are tried.</param>
    public Relay(params Uri[] nodes)
    {
        this.nodes = nodes;
        this.listener.Start();
        this.Address = new Uri($"http://127.0.0.1:{((IPEndPoint)this.listener.LocalEndpoint).Port}");
        this.accepting = this.AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many connections hang on a node.</summary>
    public int OpenTo(Uri node) => this.open.Values.Count(other => other == node);

    /// <summary>Ends every connection and refuses new ones.</summary>
    public void Cut()
    {
        this.cut = true;
        foreach (var client in this.open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => this.cut = false;

    public async ValueTask DisposeAsync()
    {
        await this.over.CancelAsync();
        this.listener.Stop();
        this.Cut();
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
        using (client)
        {
            if (this.cut || await this.ReachAsync() is not { } reached)
            {
                return;
            }

            using var node = reached.Client;
            this.open[client] = reached.Node;
            try
            {
                // The first of the two directions to end ends both.
                await Task.WhenAny(PassAsync(client.GetStream(), node.GetStream()), PassAsync(node.GetStream(), client.GetStream()));
            }
            catch (InvalidOperationException)
            {
                // Cut before it began.
            }
            finally
            {
                this.open.TryRemove(client, out _);
            }
        }
    }

    private async Task<(TcpClient Client, Uri Node)?> ReachAsync()
    {
        foreach (var node in this.nodes)
        {
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, node.Port);
                return (client, node);
            }
            catch (SocketException)
            {
                client.Dispose();
            }
        }

        return null;
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
