using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CleveSec.Migrations.Production;

/// <summary>TXT records of a name, asked of the machine's own name server. The framework looks up addresses only, and three look-ups are no reason for a package.</summary>
internal static class DnsText
{
    private const int HeaderLength = 12;
    private const int TextType = 16;
    private const int NoSuchName = 3;
    private const int EdnsPayload = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>An answer: the name's TXT records, if the name exists at all.</summary>
    internal sealed record Answer(bool NameExists, IReadOnlyList<string> Records);

    /// <returns>Null when no name server answered.</returns>
    public static async Task<Answer?> LookUpAsync(string name, CancellationToken ct)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        foreach (var server in NameServers())
        {
            if (await AskAsync(server, Question(id, name), id, ct) is { } answer && (answer[3] & 0xF) is 0 or NoSuchName)
            {
                return new Answer((answer[3] & 0xF) != NoSuchName, [.. Texts(answer)]);
            }
        }

        return null;
    }

    internal static byte[] Question(ushort id, string name)
    {
        using var packet = new MemoryStream();

        // Flags 0x0100: recursion desired; one question and one additional record, the EDNS note that answers over 512 bytes are welcome.
        packet.Write([(byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            packet.WriteByte((byte)label.Length);
            packet.Write(Encoding.ASCII.GetBytes(label));
        }

        packet.Write([0, 0, TextType, 0, 1]);
        packet.Write([0, 0, 41, EdnsPayload >> 8, EdnsPayload & 0xFF, 0, 0, 0, 0, 0, 0]);
        return packet.ToArray();
    }

    internal static IEnumerable<string> Texts(byte[] answer)
    {
        var position = SkipName(answer, HeaderLength) + 4;
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(6)); left > 0; left--)
        {
            position = SkipName(answer, position);
            var type = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(position));
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(position + 8));
            position += 10;
            if (type == TextType)
            {
                yield return Joined(answer.AsSpan(position, length));
            }

            position += length;
        }
    }

    private static async Task<byte[]?> AskAsync(IPAddress server, byte[] question, ushort id, CancellationToken ct)
    {
        using var socket = new UdpClient(server.AddressFamily);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            socket.Connect(server, 53);
            await socket.SendAsync(question, patience.Token);
            while (true)
            {
                var answer = (await socket.ReceiveAsync(patience.Token)).Buffer;
                if (answer.Length > HeaderLength && BinaryPrimitives.ReadUInt16BigEndian(answer) == id)
                {
                    return answer;
                }
            }
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private static IEnumerable<IPAddress> NameServers() => !File.Exists("/etc/resolv.conf")
        ? []
        : File.ReadLines("/etc/resolv.conf")
            .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 && words[0] == "nameserver" && IPAddress.TryParse(words[1], out _))
            .Select(words => IPAddress.Parse(words[1]));

    private static int SkipName(byte[] packet, int position)
    {
        while (packet[position] != 0)
        {
            // The two highest bits mark a pointer to an earlier name, which ends this one.
            if ((packet[position] & 0xC0) == 0xC0)
            {
                return position + 2;
            }

            position += packet[position] + 1;
        }

        return position + 1;
    }

    private static string Joined(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var position = 0; position < data.Length; position += data[position] + 1)
        {
            text.Append(Encoding.ASCII.GetString(data.Slice(position + 1, data[position])));
        }

        return text.ToString();
    }
}
