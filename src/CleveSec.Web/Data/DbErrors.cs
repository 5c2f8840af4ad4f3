using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.Web.Data;

/// <summary>What a refusal of the database means, by the names of its constraints.</summary>
internal static class DbErrors
{
    public const string NoDoubleBooking = "visits_no_double_booking";
    public const string CommandKeyUnique = "pk_command_keys";

    /// <summary>The span is taken. A deadlock between two bookings means the same: somebody else got it.</summary>
    public static bool IsWindowTaken(Exception error) => Postgres(error) is { } postgres
        && ((postgres.SqlState == PostgresErrorCodes.ExclusionViolation && postgres.ConstraintName == NoDoubleBooking) || postgres.SqlState == PostgresErrorCodes.DeadlockDetected);

    /// <summary>The ownership gate of the database refused (SQLSTATE CS001).</summary>
    public static bool IsOwnershipGate(Exception error) => Postgres(error)?.SqlState == "CS001";

    /// <summary>Somebody else changed the row since it was read.</summary>
    public static bool IsLostRace(Exception error) => error is DbUpdateConcurrencyException;

    public static bool IsUnique(Exception error, string constraint) => Postgres(error) is { SqlState: PostgresErrorCodes.UniqueViolation } postgres && postgres.ConstraintName == constraint;

    private static PostgresException? Postgres(Exception? error) => error is null ? null : error as PostgresException ?? Postgres(error.InnerException);
}
