using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>
/// Books a visit: customer, site, recorders, job, visit, events, mails and the form's key in one transaction, answered after commit. Everything offered is checked again
/// here; of N people racing for room for k visits exactly k win. Where a person has to talk with the customer first the job is reported without a visit.
/// </summary>
internal sealed class BookVisit(CleveSecDb db, Schedules schedules, BookingWriter writer, BookingTransaction transaction, BookingTurns turns, IClock clock)
{
    private const int AlternativesShown = 6;

    /// <summary>Each further try means that somebody else got something meanwhile; that many are no race any more.</summary>
    private const int MostTries = 25;

    /// <summary>So many open jobs one door may have before we talk first.</summary>
    private const int MostOpenAtADoor = 2;

    /// <summary>Of a window that the office makes up.</summary>
    private static readonly Duration UsualWindow = Duration.FromHours(2);

    public Task<BookingOutcome> RunAsync(BookingRequest request, CancellationToken ct) => turns.TakeAsync(() => BookAsync(request, ct), ct);

    private async Task<BookingOutcome> BookAsync(BookingRequest request, CancellationToken ct)
    {
        var key = BookingKey.Of(request);
        var plan = await schedules.LastKnownAsync(ct);
        while (true)
        {
            var outcome = await DecideAsync(request, key, plan, ct);
            if (outcome is BookingOutcome.Booked or BookingOutcome.CallBackFirst)
            {
                return outcome;
            }

            // What is refused by what this node last knew is decided again where that has changed.
            var newest = await schedules.PlanAsync(ct);
            if (newest.Version == plan.Version)
            {
                // What a form got once it gets again, whatever has changed since; the same form may have won meanwhile on another connection.
                return await transaction.AnsweredBeforeAsync(key, ct) ?? outcome;
            }

            plan = newest;
        }
    }

    private async Task<BookingOutcome> DecideAsync(BookingRequest request, BookingKey key, SchedulingPlan plan, CancellationToken ct)
    {
        plan = request.Office is null ? plan : plan.ForStaff();
        if (await PlaceAsync(plan, request, ct) is not { } place)
        {
            return new BookingOutcome.OutsideArea(request.Zip);
        }

        if (plan.Services.FirstOrDefault(service => service.Id == request.ServiceId) is not { Active: true } service || (request.Office is null && !service.Online))
        {
            return new BookingOutcome.WindowTaken([]);
        }

        var brands = await BrandsAsync(request, ct);
        var attempt = new Attempt(request, key, place, new SlotRequest(place.Zip, plan.Service(request.ServiceId), brands, Urgent: request.Office?.Urgent ?? false), plan, null, []);
        if (CallFirst(request) is { } why)
        {
            return await ReportAsync(attempt, why, ct);
        }

        return request is { Office: not null, WindowStart: null } ? await ReportAsync(attempt, null, ct) : await PlaceAsync(attempt, ct);
    }

    /// <summary>Tries one technician after the other, each time on what is true then.</summary>
    private async Task<BookingOutcome> PlaceAsync(Attempt attempt, CancellationToken ct)
    {
        var (request, plan) = (attempt.Request, attempt.Plan);
        var now = clock.GetCurrentInstant();
        if ((WindowOf(attempt, now) ?? await KeptAsync(request, now, ct)) is { } window)
        {
            attempt = attempt with { Window = window.Window, Broken = [.. attempt.Place.Served ? [] : new[] { BookingRule.Area }, .. window.InCalendar ? [] : new[] { BookingRule.Calendar }] };
            for (var tries = 0; tries < MostTries; tries++)
            {
                var own = await BrowserHold.AnyAsync(db, request.HoldKey, ct);
                var (technicianId, broken) = await ChooseAsync(attempt, own, ct);
                if (technicianId is null)
                {
                    break;
                }

                if (broken.Count > 0 && string.IsNullOrWhiteSpace(request.Office?.OverrideReason))
                {
                    return new BookingOutcome.AgainstRules([.. broken.Select(OfficeRules.Words)]);
                }

                if (await TryAsync(attempt with { Broken = broken }, technicianId.Value, own, ct) is { } outcome)
                {
                    return outcome;
                }
            }
        }

        var kept = await BrowserHold.AnyAsync(db, request.HoldKey, ct);
        var free = plan.Finder.Find(attempt.Slot with { ExceptVisit = kept?.VisitId }, Wanted(request, await schedules.TechniciansAsync(plan, null, ct)), now);
        return new BookingOutcome.WindowTaken(FreeWindowsQuery.Nearest([.. free.Where(offer => offer.Window.Start != request.WindowStart)], request.WindowStart ?? now, AlternativesShown));
    }

    /// <summary>Who would come, best first who is kept for this browser: that span is free for nobody else. The office may also choose somebody against rules.</summary>
    private async Task<(Guid? TechnicianId, IReadOnlyList<BookingRule> Broken)> ChooseAsync(Attempt attempt, BrowserHold? own, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var slot = attempt.Slot with { ExceptVisit = own?.VisitId };
        var technicians = Wanted(attempt.Request, await schedules.OnAsync(attempt.Plan, TechnicianLock.DateOf(attempt.Window!.Value.Start), ct));
        IReadOnlyList<BookingRule> broken = attempt.Broken;
        var placements = attempt.Plan.Finder.Place(slot, attempt.Window.Value, technicians, now);
        if (placements.Count == 0 && attempt.Request.Office is not null && OfficeRules.Broken(attempt.Plan.Finder, slot, attempt.Window.Value, technicians, now) is { } needed)
        {
            broken = [.. broken, .. needed];
            placements = attempt.Plan.Finder.Place(OfficeRules.Without(slot, needed), attempt.Window.Value, [.. technicians.Select(technician => OfficeRules.Without(technician, slot, attempt.Window.Value, needed))], now);
        }

        return ((placements.FirstOrDefault(placement => placement.TechnicianId == own?.TechnicianId) ?? placements.FirstOrDefault())?.TechnicianId, broken);
    }

    /// <summary>One technician in one transaction. Null: somebody else was quicker, look again.</summary>
    private Task<BookingOutcome?> TryAsync(Attempt attempt, Guid technicianId, BrowserHold? own, CancellationToken ct) => transaction.RunAsync(async () =>
    {
        var (request, window, now) = (attempt.Request, attempt.Window!.Value, clock.GetCurrentInstant());
        var date = TechnicianLock.DateOf(window.Start);
        var ground = await BookingGround.TakeAsync(db, new GroundWish(request.Key, technicianId, request.HoldKey, own, attempt.Place.Zip, request.Street, request.Unit, date, now), ct);
        if (ground.PlanVersion != attempt.Plan.Version)
        {
            return new BookingOutcome.WindowTaken([]);
        }

        if (ground.Answered is not null || ground.HoldMoved)
        {
            return null;
        }

        if (request.Office is null && ground.OpenAtDoor >= MostOpenAtADoor)
        {
            await schedules.RedriveAsync(ground.Freed, attempt.Plan, ct);
            return await WriteCallBackAsync(attempt, CallBackReason.SeveralOpen, ground, now, ct);
        }

        if (schedules.Without(attempt.Plan, technicianId) is not { } technician)
        {
            return null;
        }

        var schedule = OfficeRules.Without(technician with { Stops = ground.Stops }, attempt.Slot, window, attempt.Broken);
        return attempt.Plan.Finder.Fit(OfficeRules.Without(attempt.Slot, attempt.Broken), window, schedule, now) is { } placement
            ? await WriteVisitAsync(attempt, schedule, placement, ground, now, ct)
            : null;
    }, ct);

    private async Task<BookingOutcome?> WriteVisitAsync(Attempt attempt, TechnicianSchedule schedule, Placement placement, BookingGround ground, Instant now, CancellationToken ct)
    {
        if (await writer.ReportAsync(attempt.Request, attempt.Place.City, null, null, ground.Sequence, now, ct) is not { } job)
        {
            return new BookingOutcome.NotFound();
        }

        var date = TechnicianLock.DateOf(placement.WorkStart);
        var day = new FreedDay(schedule.TechnicianId, date);
        var added = new Stop(Guid.Empty, attempt.Slot.Zip, placement.WorkStart, placement.WorkEnd);
        await (ground.Freed.Contains(day)
            ? TechnicianLock.RedriveAsync(db, attempt.Plan.Travel, schedule, null, added, ct, date)
            : TechnicianLock.RedriveNextAsync(db, attempt.Plan.Travel, schedule, added, ct));
        await schedules.RedriveAsync([.. ground.Freed.Where(freed => freed != day)], attempt.Plan, ct);
        writer.Schedule(job, attempt.Request, placement, attempt.Plan.Rules, attempt.Broken, ground, now);
        return await FinishAsync(attempt, job, ground.HasPictures, now, ct);
    }

    /// <summary>The job alone: because we talk first, or because the office plans the visit later.</summary>
    private async Task<BookingOutcome> ReportAsync(Attempt attempt, CallBackReason? why, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var own = await BrowserHold.AnyAsync(db, attempt.Request.HoldKey, ct);
            var outcome = await transaction.RunAsync(async () =>
            {
                var (request, now) = (attempt.Request, clock.GetCurrentInstant());
                var wish = new GroundWish(request.Key, null, request.HoldKey, own, attempt.Place.Zip, request.Street, request.Unit, TechnicianLock.DateOf(now), now);
                var ground = await BookingGround.TakeAsync(db, wish, ct);
                if (ground.PlanVersion != attempt.Plan.Version)
                {
                    return new BookingOutcome.WindowTaken([]);
                }

                if (ground.Answered is not null || ground.HoldMoved)
                {
                    return null;
                }

                await schedules.RedriveAsync(ground.Freed, attempt.Plan, ct);
                return await WriteCallBackAsync(attempt, why, ground, now, ct);
            }, ct);
            if (outcome is not null || await transaction.AnsweredBeforeAsync(attempt.Key, ct) is { } answered && (outcome = answered) is not null)
            {
                return outcome;
            }
        }

        return new BookingOutcome.WindowTaken([]);
    }

    private async Task<BookingOutcome> WriteCallBackAsync(Attempt attempt, CallBackReason? why, BookingGround ground, Instant now, CancellationToken ct)
    {
        var wanted = attempt.Plan.Finder.Windows(now).Where(window => window.Start == attempt.Request.WindowStart).Select(window => (Interval?)window).FirstOrDefault();
        if (await writer.ReportAsync(attempt.Request, attempt.Place.City, why, wanted, ground.Sequence, now, ct) is not { } job)
        {
            return new BookingOutcome.NotFound();
        }

        if (why is not null)
        {
            await writer.TellCallFirstAsync(job, ct);
        }

        return await FinishAsync(attempt, job, ground.HasPictures, now, ct);
    }

    private async Task<BookingOutcome> FinishAsync(Attempt attempt, Job job, bool hasPictures, Instant now, CancellationToken ct)
    {
        var kind = job.CallBack is null ? BookingKey.Booking : BookingKey.CallBack;
        var session = writer.StartSession(job, attempt.Request);
        db.CommandKeys.Add(new CommandKey { Key = attempt.Key.Key, Kind = kind, Fingerprint = attempt.Key.Fingerprint, ResultId = job.Id, At = now });
        await db.SaveChangesAsync(ct);
        if (hasPictures)
        {
            await db.EvidenceFiles.Where(file => file.FormKey == attempt.Key.Key && file.JobId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.JobId, job.Id).SetProperty(file => file.PurgeAt, file => file.At + EvidenceFile.Kept), ct);
        }

        return BookingKey.Answer(kind, job.Id, session);
    }

    /// <summary>Staff plan the visit themselves, so nothing makes them call first.</summary>
    private static CallBackReason? CallFirst(BookingRequest request) => request is { Office: null, Intake.Situation: { } situation } ? OwnerSituations.CallFirst(situation) : null;

    /// <summary>A window of the calendar; the office may also begin one at another time from now on.</summary>
    private static (Interval Window, bool InCalendar)? WindowOf(Attempt attempt, Instant now)
    {
        foreach (var window in attempt.Plan.Finder.Windows(now))
        {
            if (window.Start == attempt.Request.WindowStart)
            {
                return (window, true);
            }
        }

        return attempt.Request is { Office: not null, WindowStart: { } start } && start >= now - UsualWindow && start < now + Duration.FromDays(366) ? (new Interval(start, start + UsualWindow), false) : null;
    }

    /// <summary>The window that is kept for this browser, also when the shortest notice has passed while the form was filled: it was promised.</summary>
    private async Task<(Interval Window, bool InCalendar)?> KeptAsync(BookingRequest request, Instant now, CancellationToken ct) =>
        await BrowserHold.FindAsync(db, request.HoldKey, now, ct) is { } kept && kept.WindowStart == request.WindowStart ? (new Interval(kept.WindowStart, kept.WindowEnd), true) : null;

    private static IReadOnlyList<TechnicianSchedule> Wanted(BookingRequest request, IReadOnlyList<TechnicianSchedule> technicians) =>
        request.Office?.TechnicianId is { } only ? [.. technicians.Where(technician => technician.TechnicianId == only)] : technicians;

    /// <summary>Where it is: the chosen site's own ZIP code for the office. Null: outside the area, or a place nobody knows.</summary>
    private async Task<BookingPlace?> PlaceAsync(SchedulingPlan plan, BookingRequest request, CancellationToken ct)
    {
        var zip = request.Office?.SiteId is { } siteId ? await db.Sites.Where(site => site.Id == siteId).Select(site => site.Zip).FirstOrDefaultAsync(ct) ?? request.Zip : request.Zip;
        if (plan.Place(zip) is { } place)
        {
            return new BookingPlace(place.Zip, place.City, true);
        }

        return request.Office is null ? null : await db.ServiceZips.Where(row => row.Zip == zip).Select(row => new BookingPlace(row.Zip, row.City, false)).FirstOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyCollection<RecorderBrand>> BrandsAsync(BookingRequest request, CancellationToken ct) => request.Office is { RecorderIds: { Count: > 0 } ids }
        ? [.. request.Brands, .. await db.Recorders.Where(recorder => ids.Contains(recorder.Id)).Select(recorder => recorder.Brand).ToListAsync(ct)]
        : request.Brands;

    /// <param name="Served">False: the office goes there against the rules.</param>
    private sealed record BookingPlace(string Zip, string City, bool Served);

    private sealed record Attempt(BookingRequest Request, BookingKey Key, BookingPlace Place, SlotRequest Slot, SchedulingPlan Plan, Interval? Window, IReadOnlyList<BookingRule> Broken);
}
