namespace CleveSec.Web.Ui;

/// <summary>One cell of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe (ASVS 1.2.10).</summary>
internal static class CsvCell
{
    public static string Of(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(",;\"\r\n\t") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
