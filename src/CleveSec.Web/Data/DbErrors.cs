using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CleveSec.Web.Data;

/// <summary>What a refusal of the database means, by the names of its constraints.</summary>
internal static class DbErrors
{
    public const string NoDoubleBooking = "visits_no_double_booking";
    public const string CommandKeyUnique = "pk_command_keys";
    public const string StaffEmailUnique = "ix_staff_members_email";
    public const string OneCheckStands = "ix_ownership_checks_one_stands";
    public const string GuideVersionKey = "pk_guide_versions";
    public const string OneAnswerAnItem = "ix_hardening_items_job_recorder_id_item_id";
    public const string CallRequestKey = "pk_call_requests";
    public const string OnePlanRunADay = "ix_day_plan_runs_one_running";
    public const string CommentKey = "pk_guide_comments";

    /// <summary>The span is taken. A deadlock between two bookings means the same: somebody else got it.</summary>
    public static bool IsWindowTaken(Exception error) => Postgres(error) is { } postgres
        && ((postgres.SqlState == PostgresErrorCodes.ExclusionViolation && postgres.ConstraintName == NoDoubleBooking) || postgres.SqlState == PostgresErrorCodes.DeadlockDetected);

    /// <summary>The ownership gate of the database refused (SQLSTATE CS001).</summary>
    public static bool IsOwnershipGate(Exception error) => Postgres(error)?.SqlState == "CS001";

    /// <summary>Somebody else changed the row since it was read, added the one that was to be added, or was in the way each time it was tried again.</summary>
    public static bool IsLostRace(Exception error) => error is DbUpdateConcurrencyException || IsUnique(error, OneCheckStands) || IsUnique(error, OneAnswerAnItem)
        || IsDecided(error) || (error is RetryLimitExceededException && Postgres(error)?.SqlState == PostgresErrorCodes.DeadlockDetected);

    /// <summary>A row that is decided once was decided meanwhile (SQLSTATE CS002); a batch tells this where its first statement had lost already.</summary>
    private static bool IsDecided(Exception error) => Postgres(error)?.SqlState == "CS002";

    public static bool IsUnique(Exception error, string constraint) => Postgres(error) is { SqlState: PostgresErrorCodes.UniqueViolation } postgres && postgres.ConstraintName == constraint;

    private static PostgresException? Postgres(Exception? error) => error is null ? null : error as PostgresException ?? Postgres(error.InnerException);
}
