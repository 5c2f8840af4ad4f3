using System.Globalization;
using System.Text.RegularExpressions;

namespace CleveSec.Domain.Jobs;

/// <summary>A job's public number, <c>CS-2026-00042</c>: the year in New York and a running number of at least five digits. Unique; gaps happen.</summary>
public static partial class JobNumber
{
    public const int MaxLength = 20;

    /// <param name="sequence">From 1 upwards, never reused.</param>
    public static string Format(int year, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        return string.Create(CultureInfo.InvariantCulture, $"CS-{year:0000}-{sequence:00000}");
    }

    /// <summary>Reads what people type: lower case, spaces, any dash, a number sign before or a full stop after it. Returns null when it is no job number.</summary>
    public static string? TryNormalize(string? text)
    {
        var match = Shape().Match(text ?? "");
        return match.Success ? $"CS-{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(5, '0')}" : null;
    }

    [GeneratedRegex(@"^[\s#]*CS[\s\p{Pd}−_./]*([0-9]{4})[\s\p{Pd}−_./]*([0-9]{1,10})[\s.,]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
