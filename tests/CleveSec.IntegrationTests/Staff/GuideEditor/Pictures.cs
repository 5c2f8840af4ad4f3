using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>Files that are pictures, and files that only say so.</summary>
internal static class Pictures
{
    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Jpeg(int width, int height) => Noise(width, height).JpegsaveBuffer(q: 90);

    public static byte[] Png(int width, int height) => Noise(width, height).PngsaveBuffer();

    public static byte[] WebP(int width, int height) => Noise(width, height).WebpsaveBuffer();

    /// <summary>As a phone takes it: lying on its side, with the place it was taken at, and a colour profile.</summary>
    public static byte[] FromAPhone(int width, int height)
    {
        using var noise = Noise(width, height);
        using var picture = noise.Mutate(image =>
        {
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "41/1 29/1 5823/100 (41, 29, 58.23, Rational, 3 components, 24 bytes)");
            image.Set(GValue.GStrType, "exif-ifd0-Make", "Cleveland Phones (Cleveland Phones, ASCII, 17 components, 17 bytes)");
            image.Set(GValue.GIntType, "orientation", 6);
        });
        return picture.JpegsaveBuffer(q: 90, profile: "p3");
    }

    /// <summary>What metadata a file carries, as libvips names it.</summary>
    public static string[] Metadata(byte[] file)
    {
        using var image = Image.NewFromBuffer(file);
        return [.. image.GetFields().Where(field => field.StartsWith("exif", StringComparison.Ordinal) || field is "icc-profile-data" or "xmp-data" or "iptc-data" or "orientation")];
    }

    public static (int Width, int Height) Size(byte[] file)
    {
        using var image = Image.NewFromBuffer(file);
        return (image.Width, image.Height);
    }

    /// <summary>Sixty bytes of PNG that claim these measures.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [.. PngStart, .. Chunk("IHDR", header), .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01]), .. Chunk("IEND", [])];
    }

    /// <summary>A real one of one colour: a small file with very many pixels.</summary>
    public static byte[] Bomb(int width, int height)
    {
        using var image = Image.Black(width, height);
        return image.PngsaveBuffer(compression: 9);
    }

    private static Image Noise(int width, int height)
    {
        using var noise = Image.Gaussnoise(width, height, sigma: 40, mean: 128, seed: 1);
        using var colours = noise.Bandjoin(noise, noise);
        using var bytes = colours.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32(named));
        return [.. length, .. named, .. sum];
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
