using System.Xml;

namespace CleveSec.Web.Security;

/// <summary>Whether a file is an XML document, read within limits and for nothing but that: no DTD, nothing fetched, nothing kept of what it says.</summary>
internal static class SafeXml
{
    public const int MaxBytes = 512 * 1024;
    public const int MaxDepth = 64;
    public const int MaxNodes = 50_000;
    public const int MaxCharacters = 2_000_000;

    /// <summary>Why it is not taken, as a sentence; null: it is.</summary>
    public static string? Problem(byte[] file)
    {
        if (file.Length == 0)
        {
            return "This file is empty. Choose another one.";
        }

        if (file.Length > MaxBytes)
        {
            return "This file is larger than 512 KB. An exported file is much smaller: choose that one.";
        }

        try
        {
            return Walk(file);
        }
        catch (Exception error) when (error is XmlException or ArgumentException or InvalidOperationException or System.Text.DecoderFallbackException)
        {
            return error is XmlException { Message: var said } && said.Contains("DTD", StringComparison.Ordinal) ? "This file has a document type in it, which no exported file has. Export it again." : "This is no XML file, or it is damaged. Export it again.";
        }
    }

    private static string? Walk(byte[] file)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, MaxCharactersFromEntities = 1024, CloseInput = true };
        using var reader = XmlReader.Create(new MemoryStream(file), settings);
        for (var nodes = 0; reader.Read();)
        {
            if (reader.Depth > MaxDepth || ++nodes > MaxNodes || reader.AttributeCount > MaxDepth)
            {
                return "This XML file is more deeply nested or larger than any exported one. Export it again.";
            }
        }

        return null;
    }
}
