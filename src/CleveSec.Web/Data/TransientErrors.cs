namespace CleveSec.Web.Data;

/// <summary>What is worth trying again although Npgsql does not say so: a standby that was promoted a moment later.</summary>
internal static class TransientErrors
{
    /// <summary>25006: read-only transaction, seen while a fail-over is under way.</summary>
    public static readonly string[] MoreCodes = ["25006"];
}
