using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Office;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>Puts the rows of a booking into the unit of work: customer, site, recorders, job, events, letters, session. The caller has the locks and saves.</summary>
internal sealed class BookingWriter(CleveSecDb db, CustomerLetters letters, TechnicianLetters technicianLetters, OfficeHoursQuery hours, CustomerSessions sessions, SecretBox secrets)
{
    /// <summary>Reports the job. Null: the office named a customer, site or recorder that is not there or does not belong together.</summary>
    /// <param name="callBack">Why we talk first; null: nothing stands against a visit.</param>
    public async Task<Job?> ReportAsync(BookingRequest request, string city, CallBackReason? callBack, Interval? wanted, long sequence, Instant now, CancellationToken ct)
    {
        if (await WhoAndWhereAsync(request, city, now, ct) is not { } place)
        {
            return null;
        }

        List<Recorder> added = [.. request.Brands.Select(brand => Recorder.Of(place.Site.Id, brand, null, now))];
        db.AddRange(added);
        var number = JobNumber.Format(now.InZone(BookingRules.Zone).Year, sequence);
        var intake = request.Intake with { ServiceId = request.ServiceId, CallBack = callBack, WantedWindow = callBack is null ? null : wanted };
        var job = Job.Report(number, place.Customer, place.Site, [.. place.Recorders, .. added], request.Trouble, request.Notes, new Step(By(request), now), intake);
        db.Jobs.Add(job);
        return job;
    }

    /// <summary>Plans the visit and tells customer and technician.</summary>
    public void Schedule(Job job, BookingRequest request, Placement placement, BookingRules rules, IReadOnlyList<BookingRule> broken, BookingGround ground, Instant now)
    {
        var step = new Step(By(request), now);

        // How soon a first visit may be was decided when its window was offered or held; the cut-off is about changing what stands, and may be longer.
        var visit = job.Schedule(placement, rules with { CutOff = -Duration.FromDays(1) }, step);
        foreach (var rule in broken)
        {
            job.OverrideRule(OfficeRules.Words(rule), request.Office!.OverrideReason!, step);
        }

        letters.Booked(job, visit, StaffMember.FirstNameOf(ground.TechnicianName));
        technicianLetters.Assigned(job, visit, ground.TechnicianName, ground.TechnicianEmail);
    }

    /// <summary>"We call you first", in the customer's language, with when the office answers.</summary>
    public async Task TellCallFirstAsync(Job job, CancellationToken ct)
    {
        using var inTheirLanguage = Languages.Use(job.Customer.Language);
        letters.CallFirst(job, await hours.RunAsync(ct));
    }

    /// <summary>For the customer's browser; the office gets none.</summary>
    public string StartSession(Job job, BookingRequest request) => request.Office is null ? sessions.Start(job.Id, CustomerSessionSource.Booking) : "";

    public static Actor By(BookingRequest request) => request.Office?.By ?? Actor.Homeowner(request.Name.Trim());

    /// <summary>New ones, unless a person in the office chose earlier ones: that a phone number or an address is the same gives nobody another's record.</summary>
    private async Task<(Customer Customer, Site Site, List<Recorder> Recorders)?> WhoAndWhereAsync(BookingRequest request, string city, Instant now, CancellationToken ct)
    {
        var office = request.Office;
        var customer = office?.CustomerId is { } customerId ? await db.Customers.SingleOrDefaultAsync(row => row.Id == customerId, ct) : Register(request, now);
        var site = customer is null ? null
            : office?.SiteId is { } siteId ? await db.Sites.SingleOrDefaultAsync(row => row.Id == siteId && row.CustomerId == customer.Id, ct)
            : Add(Site.At(customer.Id, request.Street, request.Unit, city, request.Zip, secrets.SealGateCode(request.GateCode)));
        if (customer is null || site is null)
        {
            return null;
        }

        var ids = office?.RecorderIds ?? [];
        var recorders = ids.Count == 0 ? [] : await db.Recorders.Where(row => ids.Contains(row.Id) && row.SiteId == site.Id).ToListAsync(ct);
        return recorders.Count == ids.Distinct().Count() ? (customer, site, recorders) : null;
    }

    private Customer Register(BookingRequest request, Instant now)
    {
        var customer = Add(Customer.Register(request.Name, request.Email, request.Phone, now, request.Language));
        if (request.TextConsent)
        {
            customer.AgreeToTexts(now);
        }

        return customer;
    }

    private T Add<T>(T row) where T : class
    {
        db.Add(row);
        return row;
    }
}
