using System.Collections.Concurrent;
using System.Security;
using System.Security.Cryptography;
using CleveSec.Web.Ui;
using NetVips;

namespace CleveSec.Web.Features.Found;

/// <summary>The picture that stands beside a link to a page: the page's title on our ground. Drawn with a font of our own, because a server need not have any.</summary>
internal sealed class SharePicture(IWebHostEnvironment environment)
{
    public const int Width = 1200;
    public const int Height = 630;

    private const string Ground = "img/share.png";
    private const string Font = "lib/source-sans-3.52.0/SourceSans3-Bold.otf";
    private const string FontName = "Source Sans 3 Bold";

    /// <summary>Where the title may stand on the ground.</summary>
    private const int Left = 80, Top = 180, TextWidth = 680, TextHeight = 310;

    /// <summary>Largest first; a long title takes the first in which it fits.</summary>
    private static readonly int[] Sizes = [68, 56, 46, 38];

    /// <summary>Titles are published by staff, so there are few; a bound all the same, since they change.</summary>
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<string, Lazy<DrawnPicture>> drawn = new(StringComparer.Ordinal);

    public DrawnPicture Of(string title)
    {
        if (drawn.Count >= MostKept)
        {
            drawn.Clear();
        }

        return drawn.GetOrAdd(title, static (words, picture) => new Lazy<DrawnPicture>(() => picture.Draw(words)), this).Value;
    }

    private DrawnPicture Draw(string title)
    {
        using var ground = Image.NewFromFile(PathOf(Ground));
        using var words = Words(title);
        using var whole = ground.Composite2(words, Enums.BlendMode.Over, x: Left, y: Top + Math.Max(0, (TextHeight - words.Height) / 2));
        using var flat = whole.Flatten();
        var png = flat.PngsaveBuffer(compression: 9, palette: true, q: 90, keep: Enums.ForeignKeep.None);
        return new DrawnPicture(png, $"\"{Convert.ToHexStringLower(SHA256.HashData(png))[..20]}\"");
    }

    private Image Words(string title)
    {
        // The text is markup to Pango.
        var markup = $"<span foreground=\"#ffffff\">{SecurityElement.Escape(PublicFile.XmlText(title))}</span>";
        foreach (var size in Sizes)
        {
            var words = Image.Text(markup, font: $"{FontName} {size}", fontfile: PathOf(Font), width: TextWidth, dpi: 72, spacing: 4, wrap: Enums.TextWrap.WordChar, rgba: true);
            if (words.Height <= TextHeight || size == Sizes[^1])
            {
                return words;
            }

            words.Dispose();
        }

        throw new InvalidOperationException("There is a smallest size.");
    }

    private string PathOf(string file) => environment.WebRootFileProvider.GetFileInfo(file).PhysicalPath ?? throw new InvalidOperationException($"{file} is not among the static files.");
}

internal sealed record DrawnPicture(byte[] Png, string ETag);
