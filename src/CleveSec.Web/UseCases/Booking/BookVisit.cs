using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>A booking as it was typed, checked for shape.</summary>
/// <param name="Key">The form's own id: sent twice it books once.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Language">Of the page it was typed on; the customer is written to in it.</param>
/// <param name="Diagnosis">What "which reset works for me?" was answered, canonical; empty: nothing.</param>
internal sealed record BookingRequest(
    Guid Key,
    RecorderBrand Brand,
    Trouble Trouble,
    string Zip,
    Instant WindowStart,
    string Name,
    string Phone,
    string? Email,
    string Street,
    string? Unit,
    string? GateCode,
    string? Notes,
    Language Language,
    string Diagnosis = "");

internal abstract record BookingOutcome
{
    /// <param name="SessionKey">For the browser's cookie: it may see and change this job.</param>
    internal sealed record Booked(Guid JobId, string SessionKey) : BookingOutcome;

    /// <summary>The window is gone, or was never free; the nearest that are.</summary>
    internal sealed record WindowTaken(IReadOnlyList<OfferedWindow> Nearest) : BookingOutcome;

    internal sealed record OutsideArea(string Zip) : BookingOutcome;

    /// <summary>The form's key was used for a booking with other answers.</summary>
    internal sealed record KeyUsedOtherwise : BookingOutcome;
}

/// <summary>
/// Books a visit: customer, site, recorder, job, visit, events, mails and the form's key in one transaction, answered after commit. Everything offered is checked
/// again here; of N people racing for room for k visits exactly k win.
/// </summary>
internal sealed class BookVisit(CleveSecDb db, Schedules schedules, FreeWindowsQuery windows, CustomerLetters letters, TechnicianLetters technicianLetters, CustomerSessions sessions, SecretBox secrets, IClock clock)
{
    private const string Kind = "booking";
    private const int AlternativesShown = 6;

    public async Task<BookingOutcome> RunAsync(BookingRequest request, CancellationToken ct)
    {
        var fingerprint = Fingerprint(request);
        if (await AnsweredBeforeAsync(request.Key, fingerprint, ct) is { } answered)
        {
            return answered;
        }

        if (await windows.PlaceAsync(request.Zip, ct) is not { } place)
        {
            return new BookingOutcome.OutsideArea(request.Zip);
        }

        var rules = await schedules.RulesAsync(ct);
        var travel = await schedules.TravelAsync(ct);
        var finder = new SlotFinder(rules, travel);
        var now = clock.GetCurrentInstant();
        var slot = new SlotRequest(request.Zip, request.Brand);
        var technicians = await schedules.TechniciansAsync(rules, null, ct);
        foreach (var window in finder.Windows(now).Where(window => window.Start == request.WindowStart).Take(1))
        {
            foreach (var candidate in finder.Place(slot, window, technicians, now))
            {
                var attempt = new Attempt(request, place, window, candidate.TechnicianId, slot, finder, rules, travel, fingerprint);
                if (await TryAsync(attempt, ct) is { } outcome)
                {
                    return outcome;
                }
            }
        }

        // The same form may have won meanwhile on another connection.
        if (await AnsweredBeforeAsync(request.Key, fingerprint, ct) is { } won)
        {
            return won;
        }

        var free = finder.Find(slot, await schedules.TechniciansAsync(rules, null, ct), now);
        return new BookingOutcome.WindowTaken(FreeWindowsQuery.Nearest(free, request.WindowStart, AlternativesShown));
    }

    /// <summary>One technician in one transaction. Null: somebody else was quicker, try the next.</summary>
    private Task<BookingOutcome?> TryAsync(Attempt attempt, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await TechnicianLock.TakeAsync(db, ct, attempt.TechnicianId);
        var now = clock.GetCurrentInstant();
        if (!await ClaimKeyAsync(attempt, now, ct))
        {
            var answered = await AnsweredBeforeAsync(attempt.Request.Key, attempt.Fingerprint, ct);
            await transaction.CommitAsync(ct);
            return answered;
        }

        var schedule = (await schedules.TechniciansAsync(attempt.Rules, attempt.TechnicianId, ct)).SingleOrDefault();
        if (schedule is null || attempt.Finder.Fit(attempt.Slot, attempt.Window, schedule, now) is not { } placement)
        {
            return null;
        }

        try
        {
            await TechnicianLock.RedriveAsync(db, attempt.Travel, schedule, null, new Stop(Guid.Empty, attempt.Slot.Zip, placement.WorkStart, placement.WorkEnd), attempt.Window.Start.InZone(BookingRules.Zone).Date, ct);
            var (job, session) = await WriteAsync(attempt, placement, now, ct);
            await db.SaveChangesAsync(ct);
            await db.CommandKeys.Where(key => key.Key == attempt.Request.Key).ExecuteUpdateAsync(set => set.SetProperty(key => key.ResultId, job.Id), ct);
            await transaction.CommitAsync(ct);
            return (BookingOutcome?)new BookingOutcome.Booked(job.Id, session);
        }
        catch (Exception error) when (DbErrors.IsWindowTaken(error))
        {
            return null;
        }
    });

    private async Task<(Job Job, string SessionKey)> WriteAsync(Attempt attempt, Placement placement, Instant now, CancellationToken ct)
    {
        var request = attempt.Request;
        var customer = Customer.Register(request.Name, request.Email, request.Phone, now, request.Language);
        var site = Site.At(customer.Id, request.Street, request.Unit, attempt.Place.City, request.Zip, secrets.SealGateCode(request.GateCode));
        var recorder = Recorder.Of(site.Id, request.Brand, null, now);
        db.AddRange(customer, site, recorder);
        var sequence = (await db.Database.SqlQuery<long>($"""select nextval('job_numbers') as "Value" """).ToListAsync(ct))[0];
        var number = JobNumber.Format(now.InZone(BookingRules.Zone).Year, sequence);
        var step = new Step(Actor.Homeowner(customer.Name), now);
        var job = Job.Report(number, customer, site, [recorder], request.Trouble, request.Notes, step, request.Diagnosis);
        var visit = job.Schedule(placement, attempt.Rules, step);
        db.Jobs.Add(job);
        var technician = await db.Staff.AsNoTracking().Where(staff => staff.Id == placement.TechnicianId).Select(staff => staff.Name).FirstAsync(ct);
        letters.Booked(job, visit, StaffMember.FirstNameOf(technician));
        await technicianLetters.AssignedAsync(job, visit, ct);
        return (job, sessions.Start(job.Id, CustomerSessionSource.Booking));
    }

    /// <summary>False: this key has a booking already. Waits for one that is being made with the same key.</summary>
    private async Task<bool> ClaimKeyAsync(Attempt attempt, Instant now, CancellationToken ct) => await db.Database.ExecuteSqlAsync($"""
        insert into command_keys (key, kind, fingerprint, result_id, at) values ({attempt.Request.Key}, {Kind}, {attempt.Fingerprint}, {Guid.Empty}, {now})
        on conflict do nothing
        """, ct) == 1;

    /// <summary>The answer this form got before, with a session of its own: the browser may never have seen it.</summary>
    private async Task<BookingOutcome?> AnsweredBeforeAsync(Guid key, byte[] fingerprint, CancellationToken ct)
    {
        if (await db.CommandKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, ct) is not { } row)
        {
            return null;
        }

        if (row.Kind != Kind || !row.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            return new BookingOutcome.KeyUsedOtherwise();
        }

        var session = sessions.Start(row.ResultId, CustomerSessionSource.Booking);
        await db.SaveChangesAsync(ct);
        return new BookingOutcome.Booked(row.ResultId, session);
    }

    /// <summary>Over every answer except the key itself and the gate code, which is short enough to be guessed back from a hash.</summary>
    private static byte[] Fingerprint(BookingRequest request) => Keys.Hash((request with { Key = Guid.Empty, GateCode = null }).ToString());

    private sealed record Attempt(
        BookingRequest Request,
        ServedPlace Place,
        Interval Window,
        Guid TechnicianId,
        SlotRequest Slot,
        SlotFinder Finder,
        BookingRules Rules,
        TravelTimes Travel,
        byte[] Fingerprint);
}
