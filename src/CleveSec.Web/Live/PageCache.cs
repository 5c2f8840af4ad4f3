using System.IO.Compression;
using Microsoft.Extensions.Caching.Memory;

namespace CleveSec.Web.Live;

/// <summary>A page as it is sent: the same bytes for everybody, in the two encodings that browsers ask for.</summary>
internal sealed record KeptPage(byte[] Plain, byte[] Brotli, byte[] Gzip, string ETag, string ContentType);

/// <summary>
/// Public pages in memory, made anew after the guide or the settings changed (see <see cref="GuideListener"/>). Bounded in bytes, and in time, because some of what pages
/// show changes by itself.
/// </summary>
internal sealed class PageCache : IDisposable
{
    public const long MostBytes = 32 * 1024 * 1024;
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.5 });
    private long generation;

    /// <summary>Raised by every <see cref="Clear"/>. A page that was begun before is not kept: it may show what was true before.</summary>
    public long Generation => Interlocked.Read(ref generation);

    public KeptPage? Find(string address) => pages.TryGetValue(address, out KeptPage? page) ? page : null;

    /// <param name="begun">The generation when the page was begun.</param>
    public void Keep(string address, byte[] body, string contentType, long begun)
    {
        var page = new KeptPage(body, Brotli(body), Gzip(body), $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body))[..20]}\"", contentType);
        if (begun == Generation)
        {
            pages.Set(address, page, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Longest, Size = page.Plain.Length + page.Brotli.Length + page.Gzip.Length + 200 });
        }

        // Cleared between the look and the write: what was just written may be old.
        if (begun != Generation)
        {
            pages.Remove(address);
        }
    }

    public void Clear()
    {
        Interlocked.Increment(ref generation);
        pages.Clear();
    }

    public void Dispose() => pages.Dispose();

    private static byte[] Brotli(byte[] body) => Compress(body, stream => new BrotliStream(stream, CompressionLevel.SmallestSize));

    private static byte[] Gzip(byte[] body) => Compress(body, stream => new GZipStream(stream, CompressionLevel.SmallestSize));

    private static byte[] Compress(byte[] body, Func<Stream, Stream> wrap)
    {
        using var packed = new MemoryStream();
        using (var stream = wrap(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
