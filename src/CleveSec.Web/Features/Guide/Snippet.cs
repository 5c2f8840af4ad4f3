namespace CleveSec.Web.Features.Guide;

/// <summary>A piece of text in parts, some of them found words. No HTML: the view encodes each part and marks it.</summary>
/// <param name="IsPiece">Something stands before and after it.</param>
internal sealed record Snippet(IReadOnlyList<SnippetPart> Parts, bool IsPiece)
{
    // From Unicode's private use: they mean nothing in a text, and are taken out of ours before PostgreSQL puts its own in.
    private const char Begin = '\uE000';
    private const char End = '\uE001';

    /// <summary>For PostgreSQL's ts_headline.</summary>
    public const string Options = "StartSel=\uE000, StopSel=\uE001, MaxFragments=2, MinWords=8, MaxWords=20, ShortWord=2, FragmentDelimiter=\" … \"";

    public bool HasMark => Parts.Any(part => part.IsFound);

    public static string[] Unmarked(IEnumerable<string> texts) => [.. texts.Select(text => text.Replace($"{Begin}", "", StringComparison.Ordinal).Replace($"{End}", "", StringComparison.Ordinal))];

    public static Snippet Parse(string headline, bool isPiece)
    {
        var parts = new List<SnippetPart>();
        var rest = headline.Split(Begin);
        Add(parts, rest[0], false);
        foreach (var marked in rest.Skip(1))
        {
            var end = marked.IndexOf(End, StringComparison.Ordinal);
            Add(parts, end < 0 ? marked : marked[..end], true);
            Add(parts, end < 0 ? "" : marked[(end + 1)..], false);
        }

        return new Snippet(parts, isPiece);
    }

    private static void Add(List<SnippetPart> parts, string words, bool isFound)
    {
        if (words.Length > 0)
        {
            parts.Add(new SnippetPart(words, isFound));
        }
    }
}

internal sealed record SnippetPart(string Words, bool IsFound);
