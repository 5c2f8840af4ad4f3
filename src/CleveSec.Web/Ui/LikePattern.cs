namespace CleveSec.Web.Ui;

/// <summary>What people type, as a pattern for ILIKE: their per cent signs and underscores mean themselves.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    /// <summary>Null for nothing typed.</summary>
    public static string? Containing(string? typed)
    {
        var text = typed?.Trim();
        return string.IsNullOrEmpty(text)
            ? null
            : $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
    }
}
