using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>Looks for viruses with a clamd (INSTREAM) where "Clamd:Host" is set. The whole mail is looked at and each file of it by itself.</summary>
internal sealed class ClamdScanner(IConfiguration configuration, ILogger<ClamdScanner> log)
{
    private const int DefaultPort = 3310;
    private const int Chunk = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool IsOn => !string.IsNullOrWhiteSpace(configuration["Clamd:Host"]);

    /// <returns>With what the scanner found, or why it could not look.</returns>
    public async Task<(ScanState State, string? Words)> ScanMailAsync(byte[] raw, CancellationToken ct)
    {
        if (!IsOn)
        {
            return (ScanState.NotScanned, null);
        }

        try
        {
            foreach (var bytes in new[] { raw }.Concat(Files(raw)))
            {
                var answer = await AskAsync(bytes, ct);
                if (!answer.EndsWith(" OK", StringComparison.Ordinal))
                {
                    var words = Outbox.OneLine(answer, VendorAnswer.NameMaxLength);
                    return answer.EndsWith(" FOUND", StringComparison.Ordinal) ? (ScanState.Infected, words) : (ScanState.Failed, words);
                }
            }

            return (ScanState.Clean, null);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning("clamd could not look at a mail: {Error}", error.Message);
            return (ScanState.Failed, "The virus scanner did not answer.");
        }
    }

    private static IEnumerable<byte[]> Files(byte[] raw)
    {
        try
        {
            return [.. AnswerReading.PartsOf(AnswerReading.Load(raw)).Select(AnswerReading.BytesOf).Where(bytes => bytes.Length > 0)];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private async Task<string> AskAsync(byte[] bytes, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(configuration["Clamd:Host"]!, configuration.GetValue("Clamd:Port", DefaultPort), patience.Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
        for (var at = 0; at < bytes.Length; at += Chunk)
        {
            var part = bytes.AsMemory(at, Math.Min(Chunk, bytes.Length - at));
            await stream.WriteAsync(Length(part.Length), patience.Token);
            await stream.WriteAsync(part, patience.Token);
        }

        await stream.WriteAsync(Length(0), patience.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadToEndAsync(patience.Token)).TrimEnd('\0', '\n', '\r');
    }

    private static byte[] Length(int length)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
