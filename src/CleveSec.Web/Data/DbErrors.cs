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
    public const string OneCertificateAClosing = "ix_certificates_job_id_closing";
    public const string OneAnswerAnItem = "ix_hardening_items_job_recorder_id_item_id";
    public const string OneAttemptUnderWay = "ix_attempt_starts_one_under_way";
    public const string AttemptStartKey = "pk_attempt_starts";
    public const string AttemptKey = "pk_reset_attempts";
    public const string ClipKey = "pk_clip_exports";
    public const string OneAnswerAStep = "ix_setup_steps_job_recorder_id_step_id";
    public const string CallRequestKey = "pk_call_requests";
    public const string OnePlanRunADay = "ix_day_plan_runs_one_running";
    public const string OneSecondPersonAsked = "ix_second_person_requests_one_waits";
    public const string OneOwnerAsked = "ix_owner_signatures_one_open";
    public const string OneHoldAJob = "ix_legal_holds_one_stands";
    public const string OneFileACase = "ix_vendor_files_vendor_case_id";
    public const string CommentKey = "pk_guide_comments";

    /// <summary>The span is taken. A deadlock between two bookings means the same: somebody else got it.</summary>
    public static bool IsWindowTaken(Exception error) => Postgres(error) is { } postgres
        && ((postgres.SqlState == PostgresErrorCodes.ExclusionViolation && postgres.ConstraintName == NoDoubleBooking) || postgres.SqlState == PostgresErrorCodes.DeadlockDetected);

    /// <summary>The ownership gate of the database refused (SQLSTATE CS001).</summary>
    public static bool IsOwnershipGate(Exception error) => Postgres(error)?.SqlState == "CS001";

    /// <summary>The job's evidence is under a legal hold (SQLSTATE CS003).</summary>
    public static bool IsHeld(Exception error) => Postgres(error)?.SqlState == "CS003";

    /// <summary>What ends or is answered only once was over before (SQLSTATE CS002): the site itself only meets this when somebody else was quicker.</summary>
    private static bool IsKept(Exception error) => Postgres(error)?.SqlState == "CS002";

    /// <summary>Somebody else changed the row since it was read, added the one that was to be added, or was in the way each time it was tried again.</summary>
    public static bool IsLostRace(Exception error) => error is DbUpdateConcurrencyException || IsKept(error) || IsUnique(error, OneCheckStands) || IsUnique(error, OneAnswerAnItem)
        || IsUnique(error, OneAttemptUnderWay) || IsUnique(error, AttemptStartKey) || IsUnique(error, AttemptKey) || IsUnique(error, ClipKey) || IsUnique(error, OneAnswerAStep)
        || IsUnique(error, OneCertificateAClosing) || IsUnique(error, OneFileACase) || IsUnique(error, OneOwnerAsked) || IsUnique(error, OneSecondPersonAsked)
        || (error is RetryLimitExceededException && Postgres(error)?.SqlState == PostgresErrorCodes.DeadlockDetected);

    public static bool IsUnique(Exception error, string constraint) => Postgres(error) is { SqlState: PostgresErrorCodes.UniqueViolation } postgres && postgres.ConstraintName == constraint;

    private static PostgresException? Postgres(Exception? error) => error is null ? null : error as PostgresException ?? Postgres(error.InnerException);
}
