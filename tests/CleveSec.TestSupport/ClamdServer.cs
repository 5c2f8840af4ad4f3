using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CleveSec.TestSupport;

/// <summary>Speaks INSTREAM as clamd does, and finds what holds its word.</summary>
public sealed class ClamdServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int looked;

    public ClamdServer()
    {
        this.listener.Start();
        _ = this.ServeAsync();
    }

    /// <summary>A stream with these bytes in it is infected.</summary>
    public static byte[] Virus { get; } = "this-stands-for-a-virus"u8.ToArray();

    public int Port => ((IPEndPoint)this.listener.LocalEndpoint).Port;

    /// <summary>How many streams were looked at.</summary>
    public int Looked => Volatile.Read(ref this.looked);

    public void Dispose() => this.listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await this.listener.AcceptTcpClientAsync();
                await this.AnswerAsync(client.GetStream());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command);
        using var bytes = new MemoryStream();
        var length = new byte[sizeof(int)];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            var next = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (next.Length == 0)
            {
                break;
            }

            await stream.ReadExactlyAsync(next);
            bytes.Write(next);
        }

        Interlocked.Increment(ref this.looked);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes.ToArray().AsSpan().IndexOf(Virus) >= 0 ? "stream: Test.Virus FOUND\0" : "stream: OK\0"));
    }
}
