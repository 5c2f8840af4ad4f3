using System.Globalization;
using System.Text;
using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>A table of driving times as a file: from_zip,to_zip,minutes.</summary>
internal static class MatrixFile
{
    public const int MaxBytes = 1_500_000;
    public const int MaxRows = 60_000;
    public const string Header = "from_zip,to_zip,minutes";
    private const int MostProblems = 30;
    private const double MostMinutes = 600;

    /// <param name="Problems">Each with its line; not empty: nothing may be taken over.</param>
    public sealed record Content(IReadOnlyList<TravelTime> Rows, IReadOnlyList<string> Problems);

    public static Content Read(string text)
    {
        var (rows, problems, seen) = (new List<TravelTime>(), new List<string>(), new HashSet<(string, string)>());
        var count = 0;
        foreach (var (index, raw) in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Index())
        {
            var line = raw.Trim();
            if (line.Length == 0 || (index == 0 && line.Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Equals(Header, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (Row(line, seen, out var problem) is { } row)
            {
                rows.Add(row);
            }
            else
            {
                count++;
                problems.AddRange(count <= MostProblems ? [$"Line {index + 1}: {problem}"] : []);
            }
        }

        if (count > MostProblems)
        {
            problems.Add($"And {count - MostProblems} more lines.");
        }
        else if (rows.Count == 0 && count == 0)
        {
            problems.Add($"The file is empty. It needs lines like 44113,44107,12 below {Header}.");
        }
        else if (rows.Count > MaxRows)
        {
            problems.Add($"These are {rows.Count} lines; {MaxRows} are taken at most.");
        }

        return new Content(rows, problems);
    }

    public static string Write(IEnumerable<TravelTime> rows)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.FromZip},{row.ToZip},{row.Minutes:0.##}\r\n");
        }

        return text.ToString();
    }

    private static TravelTime? Row(string line, HashSet<(string, string)> seen, out string problem)
    {
        var cells = line.Split(',').Select(cell => cell.Trim().Trim('"').Trim()).ToArray();
        problem = cells.Length != 3 ? "there have to be three columns, from ZIP, to ZIP, minutes."
            : !IsZip(cells[0]) || !IsZip(cells[1]) ? "a ZIP code has five digits."
            : cells[0] == cells[1] ? "both ZIP codes are the same."
            : !double.TryParse(cells[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) || !(read > 0 && read <= MostMinutes) ? $"minutes are a number from 1 to {MostMinutes}."
            : !seen.Add((cells[0], cells[1])) ? $"{cells[0]} to {cells[1]} is there already."
            : "";
        return problem.Length > 0 ? null : new TravelTime { FromZip = cells[0], ToZip = cells[1], Source = TravelSource.Matrix, Minutes = double.Parse(cells[2], CultureInfo.InvariantCulture) };
    }

    private static bool IsZip(string cell) => cell.Length == Domain.Customers.Site.ZipLength && cell.All(char.IsAsciiDigit);
}
