using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.GateWalks;

/// <summary>Statements that pass the domain by, as the site's own role may send them.</summary>
internal static class GateStatements
{
    private const string Attempt = "insert into reset_attempts (id, job_id, job_recorder_id, method_id, destructive, outcome, at, by_id, by_name) values (gen_random_uuid(), $1, $2, 'dahua-questions', {0}, 'Failed', $3, gen_random_uuid(), 'Somebody')";

    private static readonly string[] All =
    [
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Attempt, "false"),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Attempt, "true"),
        "insert into attempt_starts (id, job_id, job_recorder_id, method_id, destructive, preconditions, effect_acknowledged, started_at, visit_id, by_id, by_name) select gen_random_uuid(), $1, $2, 'dahua-questions', false, '{}', true, $3, id, gen_random_uuid(), 'Somebody' from visits where job_id = $1 limit 1",
        "insert into vendor_cases (id, job_id, job_recorder_id, vendor, method_id, state, asked_at, by_name) values (gen_random_uuid(), $1, $2, 'Dahua', 'dahua-vendor-code', 'Sent', $3, 'Somebody')",
        "update job_recorders set outcome = 'Reinitialized', outcome_at = $3, reinitialized_at = $3 where id = $2 and job_id = $1",
        "update jobs set status = 'OwnershipVerified' where id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "update jobs set status = 'AwaitingVendor' where id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "update jobs set status = 'Reinitialized' where id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "update jobs set status = 'NotRecovered' where id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "update jobs set ownership_overridden = false where id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "delete from job_events where job_id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        "update ownership_checks set withdrawn_at = null where job_id = $1 and $2::uuid is not null and $3::timestamptz is not null",
        """
        insert into ownership_checks (id, job_id, outcome, situation, person_name, identity_kind, identity_last_four, authority_kind, by_id, by_name, at)
        select gen_random_uuid(), $1, 'Verified', 'SeparatedCouple', 'Casey Morgan', 'DriversLicense', '1234', 'ConsentOfBoth', gen_random_uuid(), 'Somebody', $3 where $2::uuid is not null
        """,
    ];

    /// <summary>Sends one, looks at what it would leave, and takes it back.</summary>
    /// <returns>What was reached; null where the database refused.</returns>
    public static async Task<(string Sql, GateState? Left)> TryAsync(TestDatabase database, GateWalk walk)
    {
        var sql = walk.OneOf(All);
        await using var connection = new NpgsqlConnection(database.Site);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction)
            {
                Parameters = { new() { Value = walk.Job }, new() { Value = walk.Recorder }, new() { Value = walk.Now.ToDateTimeUtc() } },
            };
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            // What is checked at the end of a transaction is checked now.
            command.CommandText = "set constraints all immediate";
            command.Parameters.Clear();
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is "CS001" or "CS002" or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InsufficientPrivilege)
        {
            return (sql, null);
        }

        return (sql, await GateState.OfAsync(connection, walk.Job));
    }
}
