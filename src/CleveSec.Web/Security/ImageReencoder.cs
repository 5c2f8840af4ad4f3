using NetVips;

namespace CleveSec.Web.Security;

/// <summary>Why a file was not taken as a picture.</summary>
internal enum ImageProblem
{
    Empty,

    /// <summary>More than <see cref="ImageReencoder.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Neither JPEG, PNG nor WebP by its first bytes, whatever it is called.</summary>
    NotAPicture,

    /// <summary>More than <see cref="ImageReencoder.MaxPixels"/> when unpacked.</summary>
    TooManyPixels,

    /// <summary>Begins like a picture and cannot be read to its end.</summary>
    Damaged,

    /// <summary>Begins like a PDF and has no end, or where only photos are taken.</summary>
    NoWholePdf,
}

internal abstract record ImageOutcome
{
    internal sealed record Reencoded(byte[] WebP, int Width, int Height) : ImageOutcome;

    internal sealed record Refused(ImageProblem Problem) : ImageOutcome;
}

/// <summary>
/// Draws a picture from outside anew, so that nothing of the file that came is ever served: size, first bytes, number of pixels, then WebP without EXIF, ICC, XMP, upright and no
/// wider than <see cref="MaxWidth"/>. Only the reader that the first bytes name is tried, and libvips is told to leave the unsafe ones (SVG, PDF, ImageMagick) alone.
/// </summary>
internal sealed class ImageReencoder
{
    public const int MaxBytes = 8 * 1024 * 1024;
    public const int MaxPixels = 50_000_000;
    public const int MaxWidth = 1600;
    private const int MaxHeight = 4000;
    private const int Quality = 82;

    /// <summary>A picture of 50 megapixels needs some memory: one after the other.</summary>
    private readonly SemaphoreSlim oneAtATime = new(1);

    static ImageReencoder()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;

        // What is wrong with a file is told by an exception. Its warnings would let strangers fill our log.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
    }

    private enum Kind
    {
        Jpeg,
        Png,
        WebP,
    }

    public async Task<ImageOutcome> RunAsync(Stream upload, CancellationToken ct)
    {
        var bytes = await ReadAsync(upload, ct);
        if (bytes.Length is 0 or > MaxBytes)
        {
            return new ImageOutcome.Refused(bytes.Length == 0 ? ImageProblem.Empty : ImageProblem.TooLarge);
        }

        if (KindOf(bytes) is not { } kind)
        {
            return new ImageOutcome.Refused(ImageProblem.NotAPicture);
        }

        await oneAtATime.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Draw(bytes, kind), CancellationToken.None);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>One byte more than allowed at most: that is enough to know.</summary>
    internal static async Task<byte[]> ReadAsync(Stream upload, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var block = new byte[81_920];
        while (memory.Length <= MaxBytes && await upload.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, MaxBytes + 1 - memory.Length)), ct) is var read and > 0)
        {
            memory.Write(block, 0, read);
        }

        return memory.ToArray();
    }

    private static Kind? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Kind.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Kind.Png
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? Kind.WebP
        : null;

    private static ImageOutcome Draw(byte[] bytes, Kind kind)
    {
        try
        {
            // Opening reads the header only; pixels are unpacked when they are asked for, below.
            using var picture = Open(bytes, kind);
            if ((long)picture.Width * picture.Height > MaxPixels)
            {
                return new ImageOutcome.Refused(ImageProblem.TooManyPixels);
            }

            using var fitted = picture.ThumbnailImage(MaxWidth, height: MaxHeight, size: Enums.Size.Down, outputProfile: "srgb");
            using var coloured = fitted.Colourspace(Enums.Interpretation.Srgb);
            using var drawn = coloured.Cast(Enums.BandFormat.Uchar);
            return new ImageOutcome.Reencoded(drawn.WebpsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None), drawn.Width, drawn.Height);
        }
        catch (VipsException)
        {
            return new ImageOutcome.Refused(ImageProblem.Damaged);
        }
    }

    private static Image Open(byte[] bytes, Kind kind) => kind switch
    {
        Kind.Jpeg => Image.JpegloadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        Kind.Png => Image.PngloadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        _ => Image.WebploadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
    };
}
