namespace CleveSec.Web.Ui;

/// <summary>One cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula.</summary>
internal static class CsvCell
{
    private static readonly char[] BeginFormulas = ['=', '+', '-', '@', '\t', '\r'];

    public static string Of(string text)
    {
        var harmless = text.Length > 0 && BeginFormulas.Contains(text[0]) ? $"'{text}" : text;
        return harmless.AsSpan().IndexOfAny(",\"\r\n") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
