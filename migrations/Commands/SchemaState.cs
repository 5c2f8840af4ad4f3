using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Migrations.Commands;

/// <summary>How the database's schema relates to the one this version was made with.</summary>
internal sealed record SchemaState(IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown, string Expected)
{
    public bool IsCurrent => this.Missing.Count == 0 && this.Unknown.Count == 0;

    public static async Task<SchemaState> ReadAsync(CleveSecDb db, CancellationToken ct)
    {
        // First, and by itself: EF takes a database that does not exist for one without migrations.
        await db.Database.OpenConnectionAsync(ct);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return new SchemaState([.. known.Except(applied)], [.. applied.Except(known)], known.LastOrDefault() ?? "(none)");
    }

    public OperatorError? Trouble() => this switch
    {
        { Unknown.Count: > 0 } => new OperatorError($"The database's schema is newer than this version (it has {this.Unknown[^1]}): install the newer version, or restore the backup made before it."),
        { Missing.Count: > 0 } => new OperatorError($"The database's schema is older than this version ({this.Missing.Count} to apply, next {this.Missing[0]}): run the 'migrate' verb."),
        _ => null,
    };
}
