using System.Text.Json;
using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.GateWalks;

/// <summary>One thing that may only exist behind the gate.</summary>
internal sealed record BehindGate(Guid Id, Guid Recorder, bool Destructive, bool Covered);

/// <summary>What the database says of one job, as far as the gate is concerned.</summary>
/// <param name="Visit">The newest visit, live or over.</param>
/// <param name="Technician">Of the live visit.</param>
/// <param name="UnderWay">The attempts that were started and have not ended.</param>
/// <param name="Asked">The request that waits for a second person.</param>
/// <param name="OnSite">Somebody is there.</param>
/// <param name="Waiting">The recorders that wait for their vendor.</param>
/// <param name="Standing">How many checks stand.</param>
/// <param name="Alone">Checks of situations that ask for two people, without the second.</param>
internal sealed record GateState(
    string Status, long Version, bool Overridden, int Events, Guid? Check, int Standing, int Alone, Guid? Visit, Guid? Technician, Guid? Asked, Guid? Case, bool OnSite, Guid[] Waiting, Guid[] Linked, Guid[] Consented, Guid[] Reinitialized, Guid[] UnderWay,
    BehindGate[] Attempts, BehindGate[] Starts, BehindGate[] Cases)
{
    /// <summary>Covered: a check stood when it happened.</summary>
    private const string Read = """
        with j as (select *, xmin from jobs where id = $1),
             checked as (select * from ownership_checks where job_id = $1)
        select json_build_object(
          'Status', j.status, 'Version', j.xmin::text::bigint, 'Overridden', j.ownership_overridden,
          'Events', (select count(*) from job_events where job_id = $1),
          'Check', (select id from checked where withdrawn_at is null limit 1),
          'Standing', (select count(*) from checked where withdrawn_at is null),
          'Alone', (select count(*) from checked where situation in ('LandlordTenant', 'SeparatedCouple', 'Government') and (approved_by_id is null or approved_by_id = by_id)),
          'Visit', (select id from visits where job_id = $1 order by created_at desc, id desc limit 1),
          'Technician', (select technician_id from visits where job_id = $1 and status in ('Planned', 'Confirmed', 'EnRoute', 'OnSite') order by created_at desc limit 1),
          'Asked', (select id from second_person_requests where job_id = $1 and state = 'Waiting' order by asked_at desc limit 1),
          'Case', (select id from vendor_cases where job_id = $1 order by asked_at desc, id desc limit 1),
          'OnSite', exists (select 1 from visits where job_id = $1 and status = 'OnSite'),
          'Waiting', array(select job_recorder_id from vendor_cases where job_id = $1 and state in ('Drafted', 'Sent')),
          'Linked', array(select id from job_recorders where job_id = $1 and link_seen_at is not null),
          'Consented', array(select id from job_recorders where job_id = $1 and consent_at is not null),
          'Reinitialized', array(select id from job_recorders where job_id = $1 and reinitialized_at is not null),
          'UnderWay', array(select id from attempt_starts where job_id = $1 and over_at is null),
          'Attempts', (select coalesce(json_agg(json_build_object('Id', id, 'Recorder', job_recorder_id, 'Destructive', destructive and outcome <> 'NotPossible',
            'Covered', exists (select 1 from checked c where c.at <= a.at and coalesce(c.withdrawn_at, a.at) >= a.at))), '[]') from reset_attempts a where job_id = $1),
          'Starts', (select coalesce(json_agg(json_build_object('Id', id, 'Recorder', job_recorder_id, 'Destructive', destructive,
            'Covered', exists (select 1 from checked c where c.at <= s.started_at and coalesce(c.withdrawn_at, s.started_at) >= s.started_at))), '[]') from attempt_starts s where job_id = $1),
          'Cases', (select coalesce(json_agg(json_build_object('Id', id, 'Recorder', job_recorder_id, 'Destructive', false,
            'Covered', exists (select 1 from checked c where c.at <= v.asked_at and coalesce(c.withdrawn_at, v.asked_at) >= v.asked_at))), '[]') from vendor_cases v where job_id = $1))::text
        from j
        """;

    private static readonly string[] BehindTheGate = ["OwnershipVerified", "AwaitingVendor", "Reinitialized", "NotRecovered"];

    public static async Task<GateState> OfAsync(TestDatabase database, Guid job) => Parse(await database.AsOwnerAsync(Read, job));

    /// <summary>Within a transaction that is not committed.</summary>
    public static async Task<GateState> OfAsync(NpgsqlConnection connection, Guid job)
    {
        await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new NpgsqlParameter { Value = job } } };
        return Parse(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What must be so whoever did what.</summary>
    /// <returns>The breach in words; null: there is none.</returns>
    public string? Breach() =>
        Standing > 1 ? "two checks stand"
        : Standing == 0 && BehindTheGate.Contains(Status) ? $"{Status} without a standing check"
        : Alone > 0 ? "verified without the second person"
        : Attempts.Concat(Starts).Concat(Cases).Any(thing => !thing.Covered) ? "behind the gate, and no check stood then"
        : null;

    /// <summary>What one step may not have done.</summary>
    /// <param name="before">What was there when it began; nothing else happened meanwhile.</param>
    /// <param name="byTechnician">The one of the live visit did it; null: SQL did, which says nothing of who.</param>
    public string? BreachSince(GateState before, bool? byTechnician)
    {
        var tried = New(Attempts, before.Attempts).Concat(New(Starts, before.Starts)).ToList();
        var asked = New(Cases, before.Cases).ToList();
        var worked = tried.Select(thing => thing.Recorder).Concat(Reinitialized.Except(before.Reinitialized)).ToList();
        var opened = asked.Select(thing => thing.Recorder).Concat(worked).ToList();
        return Breach()
            ?? (opened.Count > 0 && before.Check is null ? "past the gate while no check stood"
            : opened.Exists(recorder => !before.Linked.Contains(recorder)) ? "past the gate for a recorder that nothing links"
            : opened.Count > 0 && before.Status is not ("OwnershipVerified" or "AwaitingVendor") ? $"past the gate from {before.Status}"
            : before.Status == "AwaitingVendor" && worked.Exists(recorder => !before.OnSite || before.Waiting.Contains(recorder)) ? "past the gate for a recorder that waits, or that nobody stands at"
            : tried.Exists(attempt => attempt.Destructive && !before.Consented.Contains(attempt.Recorder)) ? "a destructive attempt without the owner's consent"
            : tried.Count > 0 && byTechnician == false ? "an attempt by somebody who is not there"
            : before.Overridden && !Overridden ? "the mark of an override went away"
            : Events < before.Events ? "history was lost"
            : null);
    }

    private static IEnumerable<BehindGate> New(BehindGate[] now, BehindGate[] before) => now.ExceptBy(before.Select(thing => thing.Id), thing => thing.Id);

    private static GateState Parse(object? json) => JsonSerializer.Deserialize<GateState>((string)json!)!;
}
