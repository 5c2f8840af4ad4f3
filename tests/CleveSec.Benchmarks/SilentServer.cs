using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CleveSec.Benchmarks;

/// <summary>Takes connections and never says anything: a mail server so slow that sending mails does not compete with what is measured.</summary>
internal static class SilentServer
{
    public static async Task<int> RunAsync(string port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        var taken = new List<TcpClient>();
        while (true)
        {
            taken.Add(await listener.AcceptTcpClientAsync());
        }
    }
}
