using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Npgsql;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>Whose day, whose hold and which door a booking is about.</summary>
/// <param name="TechnicianId">Null: no visit is made.</param>
/// <param name="Own">The browser's hold as it was seen before the locks.</param>
/// <param name="Date">Whose stops are read.</param>
internal sealed record GroundWish(Guid Key, Guid? TechnicianId, string? HoldKey, BrowserHold? Own, string Zip, string Street, string? Unit, LocalDate Date, Instant Now);

/// <summary>
/// What a booking finds once everything that could change under it is locked. The hot path of the site: locks, the holds that have run out, the own hold, the form's key
/// and what is needed for writing, in one round trip. Who commits after it tells the feed's readers. Each statement sees what was committed while the first one waited.
/// </summary>
/// <param name="Answered">The form's key as an earlier booking left it.</param>
/// <param name="HoldMoved">The browser's hold is another one than was seen before: look again.</param>
/// <param name="Freed">Days from which holds were taken, the own one included.</param>
/// <param name="OpenAtDoor">How many open jobs there are for this door.</param>
/// <param name="Sequence">For the job's number.</param>
/// <param name="PlanVersion">Under another one everything has to be decided again.</param>
internal sealed record BookingGround(
    CommandKey? Answered, bool HoldMoved, IReadOnlyList<FreedDay> Freed, IReadOnlyList<Stop> Stops, long OpenAtDoor, bool HasPictures, string TechnicianName, string TechnicianEmail, long Sequence,
    long PlanVersion)
{
    private const int DoorSpace = 4713;

    public static async Task<BookingGround> TakeAsync(CleveSecDb db, GroundWish wish, CancellationToken ct)
    {
        await using var batch = BatchOf(db, wish);
        await using var reader = await batch.ExecuteReaderAsync(ct);

        // The locks themselves.
        await reader.NextResultAsync(ct);
        var answered = await reader.ReadAsync(ct)
            ? new CommandKey { Key = wish.Key, Kind = reader.GetString(0), Fingerprint = reader.GetFieldValue<byte[]>(1), ResultId = reader.GetGuid(2) }
            : null;
        await reader.NextResultAsync(ct);
        Guid? hold = await reader.ReadAsync(ct) ? reader.GetGuid(0) : null;
        await reader.NextResultAsync(ct);
        var freed = new List<FreedDay>();
        while (await reader.ReadAsync(ct))
        {
            freed.Add(new FreedDay(reader.GetGuid(0), TechnicianLock.DateOf(reader.GetFieldValue<Instant>(1))));
        }

        await reader.NextResultAsync(ct);
        var stops = new List<Stop>();
        while (await reader.ReadAsync(ct))
        {
            stops.Add(new Stop(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<Instant>(2), reader.GetFieldValue<Instant>(3), reader.GetBoolean(4)));
        }

        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new BookingGround(
            answered, hold != wish.Own?.VisitId, freed, stops, reader.GetInt64(0), reader.GetBoolean(1),
            await reader.IsDBNullAsync(2, ct) ? "" : reader.GetString(2), await reader.IsDBNullAsync(3, ct) ? "" : reader.GetString(3), reader.GetInt64(4), reader.GetInt64(5));
    }

    private static NpgsqlBatch BatchOf(CleveSecDb db, GroundWish wish)
    {
        var (spaces, names, shared) = Locks(wish);
        var from = wish.Date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var until = wish.Date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        return new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            BatchCommands =
            {
                Command(
                    $"""
                    select {ChangeFeedRow.TellsLater}, case when shared then pg_advisory_xact_lock_shared(space, hashtext(name)) else pg_advisory_xact_lock(space, hashtext(name)) end
                    from unnest($1::int[], $2::text[], $3::bool[]) as one(space, name, shared)
                    """,
                    spaces, names, shared),
                Command("select kind, fingerprint, result_id from command_keys where key = $1", wish.Key),
                Command("select id from visits where hold_key_hash = $1", wish.HoldKey is { } key ? Keys.Hash(key) : Array.Empty<byte>()),
                Command(
                    """
                    delete from visits where held_until is not null and (id = $1 or technician_id = $2 and held_until <= $3 and work_start >= $4 and work_start < $5)
                    returning technician_id, work_start
                    """,
                    wish.Own?.VisitId ?? Guid.Empty, wish.TechnicianId ?? Guid.Empty, wish.Now, from, until),
                Command(
                    """
                    select id, zip, work_start, work_end, other_work_id is null from visits
                    where technician_id = $1 and work_end > $2 and work_start < $3 and status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') order by work_start
                    """,
                    wish.TechnicianId ?? Guid.Empty, from, until),
                Command(
                    """
                    select
                      (select count(*) from sites s join jobs j on j.site_id = s.id
                        where s.zip = $1 and door_of(s.street, s.unit) = door_of($2, $3) and j.status not in ('Closed', 'Cancelled', 'Refused', 'NotRecovered')),
                      exists (select from evidence_files where form_key = $4 and job_id is null),
                      (select name from staff_members where id = $5), (select email from staff_members where id = $5),
                      nextval('job_numbers'), (select version from scheduling_version)
                    """,
                    wish.Zip, wish.Street, wish.Unit ?? "", wish.Key, wish.TechnicianId ?? Guid.Empty),
            },
        };
    }

    /// <summary>In this order always: the browser, the door, the technicians by id, their days. Bookings of other days of one technician do not wait for each other; who changes more than a day waits for all.</summary>
    private static (int[] Spaces, string[] Names, bool[] Shared) Locks(GroundWish wish)
    {
        var locks = new List<(int Space, string Name, bool Shared)>();
        if (wish.HoldKey is { } key)
        {
            locks.Add((BrowserHold.Space, BrowserHold.LockName(key), false));
        }

        // The house rather than the door: however the apartment is typed, two bookings of one door wait for each other.
        locks.Add((DoorSpace, wish.Zip + string.Concat(wish.Street.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)), false));
        FreedDay[] days = [.. new FreedDay?[] { wish.TechnicianId is { } technician ? new FreedDay(technician, wish.Date) : null, wish.Own?.Day }.OfType<FreedDay>().Distinct().OrderBy(day => day.TechnicianId).ThenBy(day => day.Date)];
        locks.AddRange(days.Select(day => day.TechnicianId).Distinct().Select(id => (TechnicianLock.Space, id.ToString(), true)));
        locks.AddRange(days.Select(day => (TechnicianLock.DaySpace, $"{day.TechnicianId} {day.Date:uuuu-MM-dd}", false)));
        return ([.. locks.Select(one => one.Space)], [.. locks.Select(one => one.Name)], [.. locks.Select(one => one.Shared)]);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
